package dev.assent.ledger.evidence;

import dev.assent.events.Answer;
import dev.assent.events.ChoiceRecorded;
import org.jspecify.annotations.Nullable;

/** How a choice stands towards the same subject's other choices; follows from its bytes alone. */
public enum Standing {
    /** A choice that was made here and answers at least one purpose. */
    ANSWER(1),
    /** A choice that was made here and only waits for its confirmation (double opt-in). */
    PENDING(2),
    /** A choice that another tool kept. */
    IMPORTED(3);

    private final int number;

    Standing(int number) {
        this.number = number;
    }

    /** {@code standing} in the database, where a choice before 0.2.0 has none: it is an answer. */
    public int number() {
        return number;
    }

    static @Nullable Standing of(@Nullable Integer number) {
        if (number == null) {
            return null;
        }
        for (Standing standing : values()) {
            if (standing.number == number) {
                return standing;
            }
        }
        throw new EvidenceUnavailableException("no choice has standing " + number);
    }

    /** The standing of a choice. */
    public static Standing of(ChoiceRecorded choice) {
        if (choice.imported() != null) {
            return IMPORTED;
        }
        boolean onlyPending = isPending(choice)
                && !choice.purposes().containsValue(Answer.GRANTED)
                && !choice.purposes().containsValue(Answer.DENIED);
        return onlyPending ? PENDING : ANSWER;
    }

    /** Whether any purpose of a choice waits for a confirmation. */
    public static boolean isPending(ChoiceRecorded choice) {
        return choice.purposes().containsValue(Answer.PENDING);
    }
}
