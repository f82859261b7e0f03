package dev.assent.api.choice;

import dev.assent.foundation.problem.Problem;

/** What became of a choice. Refusals are values: they are ordinary, and cost no stack trace in the log. */
sealed interface Outcome {

    /** Kafka has it. */
    record Recorded(RecordedChoice choice) implements Outcome {}

    /** It was not recorded, or nobody knows. */
    record Refused(Problem problem) implements Outcome {}
}
