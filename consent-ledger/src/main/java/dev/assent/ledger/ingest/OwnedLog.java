package dev.assent.ledger.ingest;

import dev.assent.ledger.checkpoint.Signing.LogSigner;
import dev.assent.ledger.evidence.Position;
import dev.assent.ledger.evidence.StoredLog;
import dev.assent.ledger.log.Edge;
import dev.assent.ledger.log.KeyChain;

/** A log whose one writer this replica is now. Its worker changes it, others may look at its position. */
final class OwnedLog {

    private final StoredLog log;
    private final LogSigner signer;
    private volatile Position position;
    private Edge edge;
    private KeyChain keys;
    private boolean rotationSent;

    OwnedLog(StoredLog log, LogSigner signer, Position position, Edge edge, KeyChain keys) {
        this.log = log;
        this.signer = signer;
        this.position = position;
        this.edge = edge;
        this.keys = keys;
    }

    StoredLog log() {
        return log;
    }

    LogSigner signer() {
        return signer;
    }

    Position position() {
        return position;
    }

    Edge edge() {
        return edge;
    }

    KeyChain keys() {
        return keys;
    }

    /** Whether a rotation was sent since the log was opened. */
    boolean rotationSent() {
        return rotationSent;
    }

    void sentRotation() {
        rotationSent = true;
    }

    void appended(Batch batch) {
        position = batch.position();
        edge = batch.after();
        keys = batch.keyChain();
    }
}
