package dev.assent.api.choice;

import org.jspecify.annotations.Nullable;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;

/**
 * The client's time: kept beside the server's and never trusted (C01). Read by hand, since every choice has one and the
 * JDK's formatter costs more than the rest of the rules.
 */
final class ClientTime {

    /** How far a client's clock may lie ahead before its choice is refused. */
    private static final Duration MOST_SKEW = Duration.ofHours(24);

    private static final String FORM = "####-##-##T##:##:##";
    private static final int MOST_FRACTION_DIGITS = 9;
    private static final int LAST_SECOND = 86_399;

    private ClientTime() {}

    /** Reads it; null where the client says none. */
    static @Nullable Instant of(@Nullable String text, Instant now) {
        if (text == null) {
            return null;
        }
        Instant time = parse(text);
        if (time == null) {
            throw ChoiceProblems.invalid("occurredAt", "It is a time in UTC, such as 2026-11-22T17:00:00Z.");
        }
        if (time.isAfter(now.plus(MOST_SKEW))) {
            throw ChoiceProblems.aheadOfTime();
        }
        return time;
    }

    /** RFC 3339 in UTC, of the years 0000 to 9999; null for everything else. */
    static @Nullable Instant parse(String text) {
        if (!hasForm(text)) {
            return null;
        }
        int hour = number(text, 11, 2);
        int minute = number(text, 14, 2);
        int second = number(text, 17, 2);
        int ofDay = hour * 3_600 + minute * 60 + second;
        // A leap second stands at the end of a day and counts as the last before it.
        boolean leap = second == 60 && ofDay == LAST_SECOND + 1;
        if (hour > 23 || minute > 59 || (second > 59 && !leap)) {
            return null;
        }
        try {
            long day = LocalDate.of(number(text, 0, 4), number(text, 5, 2), number(text, 8, 2))
                    .toEpochDay();
            return Instant.ofEpochSecond(day * 86_400 + Math.min(ofDay, LAST_SECOND), nanos(text));
        } catch (DateTimeException e) {
            // Digits that no calendar has.
            return null;
        }
    }

    private static boolean hasForm(String text) {
        int end = text.length() - 1;
        if (end < FORM.length() || text.charAt(end) != 'Z') {
            return false;
        }
        for (int i = 0; i < FORM.length(); i++) {
            char form = FORM.charAt(i);
            if (form == '#' ? !isDigit(text.charAt(i)) : text.charAt(i) != form) {
                return false;
            }
        }
        if (end == FORM.length()) {
            return true;
        }
        int digits = end - FORM.length() - 1;
        if (text.charAt(FORM.length()) != '.' || digits < 1 || digits > MOST_FRACTION_DIGITS) {
            return false;
        }
        for (int i = FORM.length() + 1; i < end; i++) {
            if (!isDigit(text.charAt(i))) {
                return false;
            }
        }
        return true;
    }

    private static int nanos(String text) {
        int digits = Math.max(0, text.length() - FORM.length() - 2);
        int nanos = number(text, FORM.length() + 1, digits);
        for (int i = digits; i < MOST_FRACTION_DIGITS; i++) {
            nanos *= 10;
        }
        return nanos;
    }

    private static int number(String text, int from, int digits) {
        int number = 0;
        for (int i = from; i < from + digits; i++) {
            number = number * 10 + (text.charAt(i) - '0');
        }
        return number;
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }
}
