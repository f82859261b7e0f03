package dev.assent.ledger.ingest;

import dev.assent.events.ChoiceRecorded;
import dev.assent.ledger.evidence.Standing;
import org.jspecify.annotations.Nullable;

import java.time.Instant;

/**
 * Which of one subject's choices take effect. The answer follows from the choices that are in the log before, in their
 * order, and from nothing else.
 */
final class ChoiceOrder {

    private @Nullable Long highest;
    private boolean madeHere;
    private boolean answered;
    private @Nullable Instant newestImport;

    /**
     * Adds what is stored of the subject's choices under one of its keys.
     *
     * @param highest the highest number among all of them
     * @param madeHere whether one took effect that was not imported
     * @param answered whether one took effect that was more than pending
     */
    void stored(@Nullable Long highest, boolean madeHere, boolean answered) {
        raise(highest);
        this.madeHere |= madeHere;
        this.answered |= answered;
    }

    /** Adds the newest original time among the stored imported choices that took effect. */
    void storedImport(Instant originallyAt) {
        newestImport = originallyAt;
    }

    /** Whether an imported choice could still take effect, so that the newest original time counts. */
    boolean asksForImports() {
        return !madeHere;
    }

    /**
     * Takes the next choice, and answers whether it takes effect. It does not
     *
     * <ul>
     *   <li>if its number is not above all earlier ones (C09),
     *   <li>if a purpose of it is pending and the subject has answered before: whoever types somebody's address into a form
     *       changes nothing,
     *   <li>if it is imported and the subject has chosen here, or a later imported choice is there.
     * </ul>
     */
    boolean takesEffect(ChoiceRecorded choice) {
        boolean late = choice.sequence() != null && highest != null && choice.sequence() <= highest;
        raise(choice.sequence());
        ChoiceRecorded.Imported imported = choice.imported();
        boolean effective = !late
                && !(Standing.isPending(choice) && answered)
                && !(imported != null && (madeHere || isOlder(imported.recordedAt())));
        if (effective) {
            madeHere |= imported == null;
            answered |= Standing.of(choice) != Standing.PENDING;
            if (imported != null) {
                newestImport = imported.recordedAt();
            }
        }
        return effective;
    }

    private boolean isOlder(Instant originallyAt) {
        return newestImport != null && originallyAt.isBefore(newestImport);
    }

    private void raise(@Nullable Long number) {
        if (number != null && (highest == null || number > highest)) {
            highest = number;
        }
    }
}
