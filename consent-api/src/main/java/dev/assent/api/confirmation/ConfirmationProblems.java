package dev.assent.api.confirmation;

import dev.assent.foundation.problem.Problem;

import java.time.Duration;
import java.util.Map;

/** Why a link confirms nothing. */
final class ConfirmationProblems {

    /** The reason of {@link #notTaken}. */
    static final String NOT_TAKEN = "cannot-record-now";

    /** The reason of {@link #outcomeUnknown}. */
    static final String UNKNOWN = "outcome-unknown";

    private ConfirmationProblems() {}

    static Problem unknown() {
        return new Problem(
                404,
                "unknown-confirmation",
                "This link confirms nothing",
                "Open the link exactly as it stands in the mail.");
    }

    static Problem expired() {
        return new Problem(
                410,
                "confirmation-expired",
                "This link has expired",
                "Nothing was confirmed. Fill in the form again to get a new mail.");
    }

    static Problem notTaken(Duration retryAfter) {
        return Problem.unavailable(
                NOT_TAKEN, "The confirmation cannot be recorded now", "Try again.", retryAfter, Map.of());
    }

    static Problem outcomeUnknown(Duration retryAfter, String eventId, String receipt) {
        return Problem.unavailable(
                UNKNOWN,
                "Whether the confirmation was recorded is not known",
                "Try again: it stays one. Or look for its receipt later.",
                retryAfter,
                Map.of("eventId", eventId, "receipt", receipt));
    }
}
