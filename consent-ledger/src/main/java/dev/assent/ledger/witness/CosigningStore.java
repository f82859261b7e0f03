package dev.assent.ledger.witness;

import dev.assent.ledger.evidence.Cosignatures;
import dev.assent.ledger.evidence.EvidenceDatabases;
import dev.assent.ledger.evidence.StoredTiles;
import dev.assent.ledger.log.Cosignature;
import dev.assent.ledger.log.LogId;
import dev.assent.ledger.log.Tree;
import jakarta.enterprise.context.ApplicationScoped;

import java.util.List;

/** What cosigning reads and keeps. */
@ApplicationScoped
class CosigningStore {

    private final EvidenceDatabases databases;

    CosigningStore(EvidenceDatabases databases) {
        this.databases = databases;
    }

    /** The size that a witness cosigned last, as far as is known here. */
    long lastSize(LogId log, String witness) {
        return databases.of(log).read(connection -> Cosignatures.newestOf(connection, log, witness));
    }

    /** The proof from one size to another. */
    List<byte[]> proof(LogId log, long from, long to) {
        return databases.of(log).read(connection -> new Tree(new StoredTiles(connection, log), to)
                .consistencyProof(from));
    }

    /** Keeps a cosignature that was checked. */
    void keep(LogId log, long size, String witness, Cosignature cosignature) {
        databases.of(log).write(connection -> {
            Cosignatures.add(connection, log, size, witness, cosignature.line(), cosignature.at());
            return null;
        });
    }
}
