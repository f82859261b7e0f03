package dev.assent.ledger.receipt;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.assent.events.Event;
import dev.assent.events.EventCodec;
import dev.assent.events.MalformedEventException;
import dev.assent.ledger.evidence.Checkpoints;
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
     * Its event is absent once it is erased.
     */
    Optional<Receipt> find(LogId log, UUID eventId, ReceiptKey key) {
        caughtUp.require(log);
        return databases.of(log).read(connection -> {
            // A log that was never opened has no partition to look in.
            Optional<Entries.Keyed> found =
                    Logs.find(connection, log).isEmpty() ? Optional.empty() : Entries.byEvent(connection, log, eventId);
            Optional<SignedCheckpoint> checkpoint = Checkpoints.newest(connection, log);
            if (found.isEmpty() || checkpoint.isEmpty()) {
                return Optional.empty();
            }
            Entry entry = found.get().entry();
            boolean covered = checkpoint.get().size() > entry.index();
            return covered && key.opens(entry.receiptTag())
                    ? Optional.of(receipt(connection, log, found.get(), checkpoint.get()))
                    : Optional.empty();
        });
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
