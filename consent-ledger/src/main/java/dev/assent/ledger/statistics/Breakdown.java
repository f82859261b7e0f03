package dev.assent.ledger.statistics;

import dev.assent.foundation.problem.Problem;

import java.util.Arrays;
import java.util.Comparator;
import java.util.Locale;
import java.util.stream.Collectors;

/** By what counts are broken down. */
public enum Breakdown {
    /** Each day of the month up to today. */
    DAY,
    /** Languages, by their first subtag. */
    LANGUAGE,
    /** Where it was asked. */
    SURFACE,
    /** Which notice was shown. */
    NOTICE_VERSION;

    /** The name in addresses, for example {@code notice-version}. */
    public String text() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** As people read it. */
    public String words() {
        return name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    /** Reads a name; 400 for what is none. */
    public static Breakdown of(String text) {
        return Arrays.stream(values())
                .filter(by -> by.text().equals(text))
                .findFirst()
                .orElseThrow(() -> new Problem(
                        400,
                        "bad-parameter",
                        "A parameter has no such value",
                        "by: one of "
                                + Arrays.stream(values()).map(Breakdown::text).collect(Collectors.joining(", "))
                                + "."));
    }

    String key(Cell cell) {
        return switch (this) {
            case DAY -> cell.day().toString();
            case LANGUAGE -> cell.language();
            case SURFACE -> cell.surface();
            case NOTICE_VERSION -> Integer.toString(cell.noticeVersion());
        };
    }

    Comparator<String> order() {
        return this == NOTICE_VERSION ? Comparator.comparingInt(Integer::parseInt) : Comparator.naturalOrder();
    }
}
