package dev.assent.ledger.statistics;

import dev.assent.events.ChoiceRecorded;

import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.Optional;

/**
 * What is counted together.
 *
 * @param site the site's id
 * @param day of {@code recordedAt}, in UTC
 * @param language the first subtag alone, in lower case: callers may send any tag, and a table must not keep their words
 * @param surface where it was asked, as on the wire
 * @param noticeVersion which notice was shown
 * @param outcome what it came to
 */
record Cell(String site, LocalDate day, String language, String surface, int noticeVersion, Outcome outcome) {

    /** Where a choice is counted; empty for one that is not. */
    static Optional<Cell> of(ChoiceRecorded choice) {
        return Outcome.of(choice)
                .map(outcome -> new Cell(
                        choice.site(),
                        LocalDate.ofInstant(choice.recordedAt(), ZoneOffset.UTC),
                        primary(choice.language()),
                        choice.surface().name().toLowerCase(Locale.ROOT),
                        choice.noticeVersion(),
                        outcome));
    }

    private static String primary(String tag) {
        int end = tag.indexOf('-');
        return (end < 0 ? tag : tag.substring(0, end)).toLowerCase(Locale.ROOT);
    }
}
