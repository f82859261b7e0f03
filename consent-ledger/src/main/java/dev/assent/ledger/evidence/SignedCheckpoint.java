package dev.assent.ledger.evidence;

import java.time.Instant;

/**
 * A published checkpoint.
 *
 * @param size the tree's size
 * @param root its root
 * @param note the signed note
 * @param signedAt when it was signed
 */
@SuppressWarnings("ArrayRecordComponent")
public record SignedCheckpoint(long size, byte[] root, String note, Instant signedAt) {

    /** The same with more signature lines below its note. */
    SignedCheckpoint with(String lines) {
        return new SignedCheckpoint(size, root, note + lines, signedAt);
    }
}
