package dev.assent.api.intake;

import java.time.Duration;

/** Kafka cannot take the event now; it is certain that it was not taken. */
public final class NotTakenException extends Exception {

    private static final long serialVersionUID = 1L;

    private final Duration retryAfter;

    NotTakenException(Duration retryAfter) {
        super("not taken", null, false, false);
        this.retryAfter = retryAfter;
    }

    /** When to try again. */
    public Duration retryAfter() {
        return retryAfter;
    }
}
