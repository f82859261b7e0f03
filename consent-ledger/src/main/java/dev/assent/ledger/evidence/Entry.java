package dev.assent.ledger.evidence;

import org.jspecify.annotations.Nullable;

import java.util.UUID;

/**
 * A leaf of a log.
 *
 * @param index its place
 * @param eventId the event's id
 * @param keyNumber which data key of the log sealed it
 * @param sequence the choice's own number, if it has one
 * @param kind what it is
 * @param standing how a choice stands towards the subject's others; null for what is no choice, and in rows before 0.2.0
 * @param commitment what the tree holds of it, 32 bytes
 * @param receiptTag a hash of the key in its receipt's address, 16 bytes
 * @param sealed the sealed value
 */
@SuppressWarnings("ArrayRecordComponent")
public record Entry(
        long index,
        UUID eventId,
        long keyNumber,
        @Nullable Long sequence,
        Kind kind,
        @Nullable Standing standing,
        byte[] commitment,
        byte[] receiptTag,
        byte[] sealed) {

    /** What an entry is; the numbers stand in the database. */
    public enum Kind {
        /** A choice that took effect when it was appended. */
        CHOICE(1),
        /** A choice that never took effect: it came late (C09), was pending after an answer, or imported after one. */
        SUPERSEDED_CHOICE(2),
        /** An erasure. */
        ERASE(3),
        /** A restriction. */
        RESTRICT(4),
        /** An end of retention. */
        EXPIRE(5),
        /** The browser was linked to a signed-in person. */
        LINK(6),
        /** That link ended. */
        UNLINK(7),
        /** The log's signing key gave way to another. */
        KEY_ROTATED(8),
        /** A restriction was lifted. */
        LIFT(9);

        private final int number;

        Kind(int number) {
            this.number = number;
        }

        /** {@code kind} in the database. */
        public int number() {
            return number;
        }

        static Kind of(int number) {
            for (Kind kind : values()) {
                if (kind.number == number) {
                    return kind;
                }
            }
            throw new EvidenceUnavailableException("no entry is of kind " + number);
        }
    }
}
