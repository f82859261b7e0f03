package dev.assent.registry.document;

import dev.assent.foundation.problem.Problem;
import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Which of a site's languages a reader gets. */
final class Languages {

    private Languages() {}

    /**
     * The language that was asked for by name, else the best one by Accept-Language, else the site's first.
     *
     * @throws Problem 404 if one was asked for by name that the site does not have
     */
    static String choose(List<String> offered, @Nullable String byName, @Nullable String acceptLanguage) {
        if (byName != null && !byName.isBlank()) {
            return byName(offered, byName);
        }
        if (acceptLanguage != null && !acceptLanguage.isBlank()) {
            try {
                String found = Locale.lookupTag(Locale.LanguageRange.parse(acceptLanguage), offered);
                return found == null ? offered.getFirst() : found;
            } catch (IllegalArgumentException e) {
                // A header that is no list of languages asks for none.
                return offered.getFirst();
            }
        }
        return offered.getFirst();
    }

    private static String byName(List<String> offered, String name) {
        return offered.stream()
                .filter(language -> language.equalsIgnoreCase(name))
                .findFirst()
                .orElseThrow(() -> new Problem(
                        404,
                        "unknown-language",
                        "The site does not have this language",
                        "It has " + String.join(", ", offered) + ".",
                        Map.of("languages", offered)));
    }
}
