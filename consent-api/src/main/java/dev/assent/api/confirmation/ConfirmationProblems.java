package dev.assent.api.confirmation;

import dev.assent.foundation.problem.Problem;

import java.time.Duration;
import java.util.Map;

/** Why a link confirms nothing. */
final class ConfirmationProblems {

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
                "cannot-record-now", "The confirmation cannot be recorded now", "Try again.", retryAfter, Map.of());
    }
}
