package dev.assent.ledger.ingest;

import dev.assent.ledger.checkpoint.Signing.LogSigner;
import dev.assent.ledger.evidence.Position;
import dev.assent.ledger.evidence.StoredLog;
import dev.assent.ledger.log.Edge;

/** A log whose one writer this replica is now. Used by the ingest thread only. */
final class OwnedLog {

    private final StoredLog log;
    private final LogSigner signer;
    private Position position;
    private Edge edge;

    OwnedLog(StoredLog log, LogSigner signer, Position position, Edge edge) {
        this.log = log;
        this.signer = signer;
        this.position = position;
        this.edge = edge;
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

    void appended(Batch batch) {
        position = batch.position();
        edge = batch.after();
    }
}
