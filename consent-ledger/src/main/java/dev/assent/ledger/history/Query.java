package dev.assent.ledger.history;

import dev.assent.foundation.problem.Problem;
import org.jspecify.annotations.Nullable;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;

/** Reads what callers of the staff's endpoints send. */
public final class Query {

    private static final Pattern SUBJECT = Pattern.compile("[A-Za-z0-9_-]{43}");
    private static final Pattern REFERENCE = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,63}");
    private static final int MOST = 500;

    private Query() {}

    /** A time, RFC 3339 in UTC; null where there is none. */
    public static @Nullable Instant time(String name, @Nullable String text) {
        if (text == null || text.isEmpty()) {
            return null;
        }
        try {
            return Instant.parse(text);
        } catch (DateTimeException e) {
            throw bad(name, "It is a time such as 2026-11-22T17:00:00Z.");
        }
    }

    /** How many to answer with at most, 1 to 500. */
    public static int limit(@Nullable String text, int otherwise) {
        if (text == null || text.isEmpty()) {
            return otherwise;
        }
        if (!text.matches("[1-9][0-9]{0,2}") || Integer.parseInt(text) > MOST) {
            throw bad("limit", "It is a number from 1 to " + MOST + ".");
        }
        return Integer.parseInt(text);
    }

    /** Why somebody looks: the reference of a request, for the journal. Nothing that could be a name fits in. */
    public static @Nullable String reference(@Nullable String text) {
        if (text == null || text.isEmpty()) {
            return null;
        }
        if (!REFERENCE.matcher(text).matches()) {
            throw bad("reference", "It is a request's reference: letters, digits, dots, hyphens, 64 at most.");
        }
        return text;
    }

    /** Whether a text can be a subject. */
    public static boolean isSubject(String text) {
        return SUBJECT.matcher(text).matches();
    }

    /** An event's id; empty for a text that is none, which names nothing. */
    static Optional<UUID> eventId(String text) {
        try {
            UUID id = UUID.fromString(text);
            return id.toString().equals(text) ? Optional.of(id) : Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** 400 for a parameter. */
    public static Problem bad(String name, String detail) {
        return new Problem(400, "bad-parameter", "A parameter has no such value", name + ": " + detail);
    }
}
