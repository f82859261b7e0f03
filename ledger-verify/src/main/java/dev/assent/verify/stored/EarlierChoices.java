package dev.assent.verify.stored;

import org.jspecify.annotations.Nullable;

import java.time.Instant;

/** What the log held of one subject before an entry, as far as its keys are still there. */
final class EarlierChoices {

    /** A choice's standing, as {@code standing} numbers it. */
    static final int ANSWER = 1;

    static final int PENDING = 2;
    static final int IMPORTED = 3;

    private long highestSequence;
    private boolean choseHere;
    private boolean answered;
    private @Nullable Instant latestImport;

    /**
     * What a choice says that decides over its effect.
     *
     * @param sequence its number, if it has one
     * @param anyPending whether a purpose waits for a confirmation
     * @param standing its standing
     * @param importedAt the original time of an imported one
     */
    record Choice(
            @Nullable Long sequence,
            boolean anyPending,
            int standing,
            @Nullable Instant importedAt) {

        /** Whether something that was shredded since may be why it has no effect. */
        boolean mayHaveNoEffect() {
            return sequence != null || anyPending || importedAt != null;
        }
    }

    /** Whether what stands before keeps the choice from taking effect. */
    boolean supersede(Choice choice) {
        if (choice.sequence() != null && highestSequence >= choice.sequence()) {
            return true;
        }
        if (choice.anyPending() && answered) {
            return true;
        }
        return choice.importedAt() != null
                && (choseHere || (latestImport != null && latestImport.isAfter(choice.importedAt())));
    }

    /** Adds the choice to what stands before the next one. */
    void add(Choice choice, boolean effective) {
        if (choice.sequence() != null) {
            highestSequence = Math.max(highestSequence, choice.sequence());
        }
        if (!effective) {
            return;
        }
        if (choice.importedAt() == null) {
            choseHere = true;
        } else {
            latestImport = choice.importedAt();
        }
        answered |= choice.standing() != PENDING;
    }
}
