package dev.assent.api.intake;

import java.time.Duration;

/** Kafka did not acknowledge the event in time: it may or may not come to stand in the log. */
public final class OutcomeUnknownException extends Exception {

    private static final long serialVersionUID = 1L;

    private final Duration retryAfter;

    OutcomeUnknownException(Duration retryAfter) {
        super("outcome unknown", null, false, false);
        this.retryAfter = retryAfter;
    }

    /** When to try again. */
    public Duration retryAfter() {
        return retryAfter;
    }
}
