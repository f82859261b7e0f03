package dev.assent.ledger.console;

import dev.assent.ledger.history.Query;
import org.jspecify.annotations.Nullable;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;

/** Days and times as the fields of a form send them; all are meant in UTC. */
final class Days {

    private Days() {}

    /** The start of a day. */
    static @Nullable Instant start(String name, @Nullable String day) {
        LocalDate read = day(name, day);
        return read == null ? null : read.atStartOfDay(ZoneOffset.UTC).toInstant();
    }

    /** The first moment after a day. */
    static @Nullable Instant end(String name, @Nullable String day) {
        LocalDate read = day(name, day);
        return read == null
                ? null
                : read.plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant();
    }

    /** A moment. */
    static @Nullable Instant moment(String name, @Nullable String moment) {
        if (moment == null || moment.isEmpty()) {
            return null;
        }
        try {
            return moment.endsWith("Z")
                    ? Instant.parse(moment)
                    : LocalDateTime.parse(moment).toInstant(ZoneOffset.UTC);
        } catch (DateTimeException e) {
            throw Query.bad(name, "It is a time such as 2026-11-22T17:00.");
        }
    }

    private static @Nullable LocalDate day(String name, @Nullable String day) {
        if (day == null || day.isEmpty()) {
            return null;
        }
        try {
            return LocalDate.parse(day);
        } catch (DateTimeException e) {
            throw Query.bad(name, "It is a day such as 2026-11-22.");
        }
    }
}
