package dev.assent.registry.text;

import dev.assent.registry.site.SiteContent;

import java.util.LinkedHashMap;
import java.util.Map;

/** Every text of a site: the platform's, overridden by the site's own, with the site's names filled in. */
public final class SiteTexts {

    private SiteTexts() {}

    /** BCP 47 tag to texts by key, for each language that the site offers. */
    public static Map<String, Map<String, String>> of(SiteContent site) {
        Map<String, Map<String, String>> texts = new LinkedHashMap<>();
        for (String language : site.languages()) {
            Map<String, String> inLanguage = new LinkedHashMap<>(PlatformTexts.in(language));
            inLanguage.putAll(site.texts().getOrDefault(language, Map.of()));
            inLanguage.replaceAll((key, text) -> filled(text, site));
            texts.put(language, inLanguage);
        }
        return texts;
    }

    private static String filled(String text, SiteContent site) {
        return text.replace("{site}", site.name())
                .replace("{controller}", site.controller().name());
    }
}
