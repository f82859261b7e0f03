package dev.assent.api.importing;

import dev.assent.api.site.NoticeVersion;
import dev.assent.api.site.PublishedSite;
import dev.assent.events.Answer;
import dev.assent.foundation.problem.Problem;
import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * What holds for all lines of an import.
 *
 * @param site the site
 * @param notice the version onto whose purposes the history is mapped
 * @param source the other tool, as the importer names it
 * @param language of lines that state none; null if each has to
 * @param names the other tool's purpose to the version's, where they differ
 */
record Mapping(
        PublishedSite site,
        NoticeVersion notice,
        String source,
        @Nullable String language,
        Map<String, String> names) {

    static final Pattern LANGUAGE = Pattern.compile("[A-Za-z]{2,3}(?:-[A-Za-z0-9]{1,8}){0,4}");

    private static final Pattern SOURCE = Pattern.compile("[A-Za-z0-9._:+-]{1,128}");
    private static final Duration UNTIL_PUBLISHED = Duration.ofSeconds(2);

    /**
     * Checks what an import says of itself.
     *
     * @throws Problem 400 {@code invalid-import}, 422 {@code unknown-notice-version} or {@code unknown-purpose}, 503
     *     {@code notice-version-not-known-yet}
     */
    static Mapping of(
            PublishedSite site,
            @Nullable String source,
            @Nullable Integer noticeVersion,
            @Nullable String language,
            List<String> purposes) {
        if (source == null || !SOURCE.matcher(source).matches()) {
            throw invalid("source", "Name the other tool in 1 to 128 letters, digits and . _ : + -");
        }
        if (language != null && !LANGUAGE.matcher(language).matches()) {
            throw invalid("language", "It is a BCP 47 tag, such as fr or nb-NO.");
        }
        NoticeVersion notice = notice(site, noticeVersion);
        Map<String, String> names = new HashMap<>();
        for (String purpose : purposes) {
            int colon = purpose.lastIndexOf(':');
            if (colon < 1 || names.put(purpose.substring(0, colon), purpose.substring(colon + 1)) != null) {
                throw invalid("purpose", "Each is OLD:NEW, and each OLD stands once.");
            }
            checkAsked(notice, purpose.substring(colon + 1));
        }
        return new Mapping(site, notice, source, language, names);
    }

    private static NoticeVersion notice(PublishedSite site, @Nullable Integer version) {
        if (version == null || version < 1) {
            throw invalid("noticeVersion", "Name the version of the notice whose purposes these answers are about.");
        }
        return site.version(version).orElseThrow(() -> {
            if (version > site.newestVersion()) {
                return Problem.unavailable(
                        "notice-version-not-known-yet",
                        "This notice version is not known here yet",
                        "It may just have been published. Try again.",
                        UNTIL_PUBLISHED,
                        Map.of());
            }
            return new Problem(
                    422,
                    "unknown-notice-version",
                    "Choices under this notice version are not taken",
                    "Name one of the last 13 months.");
        });
    }

    /** The version's purpose that another tool's purpose stands for. */
    String purpose(String other) {
        return names.getOrDefault(other, other);
    }

    /**
     * Checks the columns of an import, before any line is taken.
     *
     * @throws Problem 422 {@code unknown-purpose}
     */
    void checkPurposes(List<String> others) {
        others.forEach(other -> checkAsked(notice, purpose(other)));
    }

    private static void checkAsked(NoticeVersion notice, String purpose) {
        Answer unanswered = notice.neverAsked().get(purpose);
        if (unanswered == null || unanswered == Answer.EXEMPT) {
            throw new Problem(
                    422,
                    "unknown-purpose",
                    "The notice version does not ask for such a purpose",
                    "Map it onto one that it asks for with purpose=OLD:NEW, or leave it out.",
                    Map.of("purpose", Problem.named(purpose)));
        }
    }

    private static Problem invalid(String parameter, String mend) {
        return new Problem(
                400, "invalid-import", "A parameter of the import is not right", mend, Map.of("parameter", parameter));
    }
}
