package dev.assent.registry.text;

import dev.assent.registry.site.Cookie;
import dev.assent.registry.site.Lifetime;
import dev.assent.registry.site.Party;
import dev.assent.registry.site.Purpose;
import dev.assent.registry.site.SiteContent;
import dev.assent.registry.site.Source;
import dev.assent.registry.site.StorageKind;

import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What the platform itself keeps on a visitor's device: one item of local storage, by the banner. It holds the answer
 * and, after a grant only, a random id. A site without a banner gets none.
 */
public final class OwnStorage {

    /** The item's name. */
    public static final String NAME = "assent";

    private OwnStorage() {}

    /** Whether an entry of a cookie table is the platform's. */
    public static boolean is(Cookie cookie) {
        return cookie.kind() == StorageKind.LOCAL_STORAGE && cookie.name().equals(NAME);
    }

    /**
     * The entry for a site's cookie table; empty if it has no banner, or no exempt purpose to stand under.
     *
     * @param texts all of the site's texts, per language
     */
    public static Optional<Cookie> of(SiteContent site, Map<String, Map<String, String>> texts) {
        if (!site.bannerNeeded()) {
            return Optional.empty();
        }
        Map<String, String> descriptions = new LinkedHashMap<>();
        texts.forEach((language, byKey) -> descriptions.put(language, byKey.getOrDefault("storage.description", "")));
        String readBy = site.origins().stream()
                .map(origin -> URI.create(origin).getHost())
                .collect(Collectors.joining(", "));
        return site.purposes().stream()
                .filter(Purpose::exempt)
                .findFirst()
                .map(purpose -> new Cookie(
                        NAME,
                        StorageKind.LOCAL_STORAGE,
                        Party.FIRST,
                        null,
                        purpose.id(),
                        new Lifetime(site.renewAfter().toString()),
                        false,
                        readBy,
                        descriptions,
                        Source.STATED));
    }
}
