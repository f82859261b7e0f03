package dev.assent.api.choice;

import org.jspecify.annotations.Nullable;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.regex.Pattern;

/** The client's time: kept beside the server's and never trusted (C01). */
final class ClientTime {

    /** How far a client's clock may lie ahead before its choice is refused. */
    private static final Duration MOST_SKEW = Duration.ofHours(24);

    private static final Pattern UTC = Pattern.compile("\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:\\d{2}(?:\\.\\d{1,9})?Z");

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

    private static @Nullable Instant parse(String text) {
        if (!UTC.matcher(text).matches()) {
            return null;
        }
        try {
            return Instant.parse(text);
        } catch (DateTimeException e) {
            // Digits that no calendar has.
            return null;
        }
    }
}
