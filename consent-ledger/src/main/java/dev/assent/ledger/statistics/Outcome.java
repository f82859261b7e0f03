package dev.assent.ledger.statistics;

import dev.assent.events.Action;
import dev.assent.events.Answer;
import dev.assent.events.ChoiceRecorded;
import dev.assent.events.Method;

import java.util.Collection;
import java.util.Locale;
import java.util.Optional;

/** What a person's answer came to. */
public enum Outcome {
    /** Every purpose that was answered is granted. */
    ACCEPT,
    /** Every purpose that was answered is denied. */
    REFUSE,
    /** Some of each. */
    CUSTOM,
    /** Everything was withdrawn. */
    WITHDRAW;

    /** The outcome's name in the database and in answers. */
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * What a choice came to. Empty where no person answered: a robot, a signal of the browser alone, what another tool
     * kept, and what only waits for its confirmation.
     */
    static Optional<Outcome> of(ChoiceRecorded choice) {
        boolean automated =
                choice.circumstances() != null && choice.circumstances().automated();
        if (automated || choice.imported() != null || choice.method() == Method.SIGNAL) {
            return Optional.empty();
        }
        if (choice.action() == Action.WITHDRAW_ALL) {
            return Optional.of(WITHDRAW);
        }
        Collection<Answer> answers = choice.purposes().values();
        boolean granted = answers.contains(Answer.GRANTED);
        boolean denied = answers.contains(Answer.DENIED);
        if (granted && denied) {
            return Optional.of(CUSTOM);
        }
        if (granted) {
            return Optional.of(ACCEPT);
        }
        return denied ? Optional.of(REFUSE) : Optional.empty();
    }
}
