package dev.assent.api.banner;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Which of a site's languages a visitor gets (RFC 4647 lookup). */
final class Languages {

    private static final int LONGEST_HEADER = 256;

    private Languages() {}

    /**
     * The first of these that the site offers: the language asked for by name, the browser's, the site's default.
     *
     * @param offered the site's, its default first
     * @param asked the tag asked for by name
     * @param accepted the value of Accept-Language
     */
    static String choose(List<String> offered, @Nullable String asked, @Nullable String accepted) {
        return lookup(offered, asked).or(() -> lookup(offered, accepted)).orElse(offered.getFirst());
    }

    private static Optional<String> lookup(List<String> offered, @Nullable String ranges) {
        if (ranges == null || ranges.isBlank() || ranges.length() > LONGEST_HEADER) {
            return Optional.empty();
        }
        try {
            String found = Locale.lookupTag(Locale.LanguageRange.parse(ranges), offered);
            return offered.stream().filter(tag -> tag.equalsIgnoreCase(found)).findFirst();
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
