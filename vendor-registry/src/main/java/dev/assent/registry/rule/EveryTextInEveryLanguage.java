package dev.assent.registry.rule;

import dev.assent.registry.site.SiteContent;
import dev.assent.registry.text.PlatformTexts;

import java.util.Map;
import java.util.stream.Stream;

/** R10: every language that a site offers has every text (see GDPR Art. 12(1)). */
final class EveryTextInEveryLanguage implements PublishRule {

    @Override
    public Stream<Finding> check(SiteContent content) {
        Stream<Finding> sentences = Sentences.of(content).flatMap(words -> content.languages().stream()
                .filter(language -> missing(words.byLanguage(), language))
                .map(language -> finding(words.where() + "." + language, language)));
        Stream<Finding> texts = content.languages().stream().flatMap(language -> PlatformTexts.keys().stream()
                .filter(key -> missing(content.texts().getOrDefault(language, Map.of()), key))
                .map(key -> finding("texts." + language + "." + key, language)));
        return Stream.concat(sentences, texts);
    }

    private static boolean missing(Map<String, String> texts, String key) {
        return texts.getOrDefault(key, "").isBlank();
    }

    private static Finding finding(String where, String language) {
        return new Finding(
                "R10",
                Severity.ERROR,
                where,
                "The site offers the language " + language + " and this text is missing in it.",
                "Write the text in that language, or do not offer the language.");
    }
}
