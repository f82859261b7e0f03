package dev.assent.registry.site;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

import java.time.Duration;
import java.time.Period;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;

/**
 * How long something stays on a device: until the session ends, or for a time.
 *
 * @param text {@code session}, or an ISO 8601 duration such as {@code P13M}, {@code P1D} or {@code PT30M}
 */
public record Lifetime(@JsonValue String text) {

    private static final String SESSION = "session";
    private static final int DAYS_PER_MONTH = 30;

    /** Checks the text: {@link IllegalArgumentException} unless it is one of the two forms. */
    @JsonCreator
    public Lifetime {
        if (!text.equals(SESSION)) {
            try {
                if (isClockTime(text)) {
                    Duration.parse(text);
                } else {
                    Period.parse(text);
                }
            } catch (DateTimeParseException e) {
                throw new IllegalArgumentException("not a lifetime: " + text, e);
            }
        }
    }

    /** Whether it ends when the visit ends. */
    public boolean session() {
        return text.equals(SESSION);
    }

    /** The time as calendar units; zero for a session and for less than a day. */
    public Period period() {
        return session() || isClockTime(text) ? Period.ZERO : Period.parse(text);
    }

    /** The time as clock units; zero unless it is given in hours, minutes or seconds. */
    public Duration duration() {
        return isClockTime(text) ? Duration.parse(text) : Duration.ZERO;
    }

    /** Whether it outlasts a number of months; days count as thirtieths of a month. */
    public boolean longerThanMonths(int months) {
        Period period = period();
        return period.toTotalMonths() * DAYS_PER_MONTH + period.get(ChronoUnit.DAYS) > (long) months * DAYS_PER_MONTH;
    }

    private static boolean isClockTime(String text) {
        return text.startsWith("PT");
    }
}
