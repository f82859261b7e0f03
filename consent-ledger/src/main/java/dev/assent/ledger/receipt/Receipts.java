package dev.assent.ledger.receipt;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.assent.events.Event;
import dev.assent.events.EventCodec;
import dev.assent.events.MalformedEventException;
import dev.assent.ledger.evidence.Checkpoints;
import dev.assent.ledger.evidence.Cosignatures;
import dev.assent.ledger.evidence.Entries;
import dev.assent.ledger.evidence.Entry;
import dev.assent.ledger.evidence.EvidenceDatabases;
import dev.assent.ledger.evidence.Logs;
import dev.assent.ledger.evidence.ReceiptKey;
import dev.assent.ledger.evidence.SignedCheckpoint;
import dev.assent.ledger.log.LogId;
import dev.assent.ledger.log.Tree;
import dev.assent.ledger.proof.PublicLog;
import dev.assent.ledger.recovery.CaughtUp;
import dev.assent.ledger.seal.DataKey;
import dev.assent.ledger.seal.Sealer;
import jakarta.enterprise.context.ApplicationScoped;
import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

/** Finds receipts by their address. */
@ApplicationScoped
class Receipts {

    private static final JsonMapper JSON = new JsonMapper();

    private final EvidenceDatabases databases;
    private final Sealer sealer;
    private final PublicLog logs;
    private final CaughtUp caughtUp;

    Receipts(EvidenceDatabases databases, Sealer sealer, PublicLog logs, CaughtUp caughtUp) {
        this.caughtUp = caughtUp;
        this.databases = databases;
        this.sealer = sealer;
        this.logs = logs;
    }

    /**
     * The receipt; empty for an event that is not there (yet), for a wrong key, and until a checkpoint covers the entry.
     * Its event is absent once it is erased. Its checkpoint is the newest that witnesses have cosigned, as soon as one covers
     * the entry.
     *
     * @param witness the name of a witness's key, whose word is wanted before that of others; null for whichever came last
     */
    Optional<Receipt> find(LogId log, UUID eventId, ReceiptKey key, @Nullable String witness) {
        caughtUp.require(log);
        return databases.of(log).read(connection -> {
            // A log that was never opened has no partition to look in.
            Optional<Entries.Keyed> found =
                    Logs.find(connection, log).isEmpty() ? Optional.empty() : Entries.byEvent(connection, log, eventId);
            if (found.isEmpty() || !key.opens(found.get().entry().receiptTag())) {
                return Optional.empty();
            }
            Optional<SignedCheckpoint> checkpoint =
                    covering(connection, log, found.get().entry().index(), witness);
            return checkpoint.isEmpty()
                    ? Optional.empty()
                    : Optional.of(receipt(connection, log, found.get(), checkpoint.get()));
        });
    }

    private static Optional<SignedCheckpoint> covering(
            Connection connection, LogId log, long index, @Nullable String witness) throws SQLException {
        Optional<SignedCheckpoint> wanted =
                witness == null ? Optional.empty() : Cosignatures.newest(connection, log, witness);
        Optional<SignedCheckpoint> cosigned = Cosignatures.newest(connection, log, null);
        Optional<SignedCheckpoint> newest = Checkpoints.newest(connection, log);
        return Stream.of(wanted, cosigned, newest)
                .flatMap(Optional::stream)
                .filter(checkpoint -> checkpoint.size() > index)
                .findFirst();
    }

    private Receipt receipt(Connection connection, LogId log, Entries.Keyed found, SignedCheckpoint checkpoint)
            throws SQLException {
        Entry entry = found.entry();
        Tree tree = logs.tree(connection, log, checkpoint.size());
        byte @Nullable [] value = open(log, entry, found.key());
        try {
            return new Receipt(
                    log.name(),
                    entry.index(),
                    value,
                    value == null ? null : JSON.readTree(value),
                    entry.commitment(),
                    tree.inclusionProof(entry.index()),
                    checkpoint.note());
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("an entry holds no JSON", e);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private byte @Nullable [] open(LogId log, Entry entry, @Nullable DataKey key) {
        return key == null
                ? null
                : sealer.open(sealer.unwrap(key), log, entry.index(), entry.eventId(), entry.sealed());
    }

    /** The event of a receipt that is not erased, read. */
    static Event event(Receipt receipt) {
        try {
            return EventCodec.read(receipt.event());
        } catch (MalformedEventException e) {
            throw new IllegalStateException(
                    "entry %d of log %s cannot be read".formatted(receipt.index(), receipt.log()), e);
        }
    }
}
