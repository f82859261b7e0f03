package dev.assent.ledger.ingest;

import dev.assent.events.ChoiceRecorded;
import dev.assent.events.Subject;
import dev.assent.ledger.config.LedgerConfig;
import dev.assent.ledger.evidence.Entry;
import dev.assent.ledger.evidence.EvidenceDatabase;
import dev.assent.ledger.evidence.Position;
import dev.assent.ledger.evidence.StoredLog;
import dev.assent.ledger.ingest.Batch.Tombstone;
import dev.assent.ledger.log.Edge;
import dev.assent.ledger.log.Hashes;
import dev.assent.ledger.log.LogId;
import dev.assent.ledger.log.Tile;
import dev.assent.ledger.seal.DataKey;
import dev.assent.ledger.seal.Sealer;
import jakarta.enterprise.context.ApplicationScoped;
import org.apache.kafka.clients.consumer.ConsumerRecord;

import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/** Appends to a log: one transaction for what one poll brought of one partition. */
@ApplicationScoped
class LogWriter {

    private static final String KNOWN = "SELECT event_id FROM evidence.entries WHERE log_id = ? AND event_id = ANY (?)";
    private static final String BATCH = """
            INSERT INTO evidence.batches (log_id, offset_from, offset_to, size_before, size_after, root, topic_id,
                leader_epoch, entries, duplicates, dead_letters, gaps)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""";
    private static final String GAP =
            "INSERT INTO evidence.gaps (log_id, offset_from, offset_to, reason) VALUES (?, ?, ?, ?)";
    private static final String DEAD_LETTER =
            "INSERT INTO evidence.dead_letters (log_id, kafka_offset, reason, hash) VALUES (?, ?, ?, ?)";
    private static final String TOMBSTONE = "INSERT INTO evidence.tombstones (log_id, key_no, idx) VALUES (?, ?, ?)";
    private static final String SHRED = "SELECT keys.shred(?, ?)";

    private final EvidenceDatabase database;
    private final Sealer sealer;
    private final DeadLetters deadLetters;
    private final int partitions;

    LogWriter(EvidenceDatabase database, Sealer sealer, DeadLetters deadLetters, LedgerConfig config) {
        this.database = database;
        this.sealer = sealer;
        this.deadLetters = deadLetters;
        this.partitions = config.partitions();
    }

    /**
     * Appends the records, all or none. Whoever writes from a position that is no longer the log's last fails at the
     * batch row, before anything else is written.
     */
    Batch append(
            StoredLog log, Position before, Edge edge, List<ConsumerRecord<byte[], byte[]>> records, GapRule gapRule) {
        List<Reading> readings =
                records.stream().map(record -> Reading.of(record, partitions)).toList();
        return database.write(connection -> {
            Batch batch = make(connection, log.id(), before, edge, readings, gapRule);
            insertBatch(connection, log, batch);
            insertKeys(connection, log.id(), batch);
            insertEntries(connection, log.id(), batch);
            insertTiles(connection, log.id(), batch);
            insertGaps(connection, log.id(), batch);
            insertDeadLetters(connection, log.id(), batch);
            shred(connection, log.id(), batch.tombstones());
            deadLetters.copy(batch.deadLetters());
            return batch;
        });
    }

    private Batch make(
            Connection connection, LogId log, Position before, Edge edge, List<Reading> readings, GapRule gapRule)
            throws SQLException {
        Set<UUID> ids = new HashSet<>();
        Set<Subject> subjects = new HashSet<>();
        Set<Subject> importing = new HashSet<>();
        for (Reading reading : readings) {
            if (reading instanceof Reading.Taken taken) {
                ids.add(UUID.fromString(taken.event().eventId()));
                subjects.add(SubjectKeys.subjectOf(taken.event()));
                if (taken.event() instanceof ChoiceRecorded choice && choice.imported() != null) {
                    importing.add(SubjectKeys.subjectOf(choice));
                }
            }
        }
        SubjectKeys keys = SubjectKeys.load(connection, log, sealer, subjects, importing);
        return new BatchMaking(log, sealer, before, edge, known(connection, log, ids), keys, gapRule).of(readings);
    }

    private static Set<UUID> known(Connection connection, LogId log, Set<UUID> ids) throws SQLException {
        Set<UUID> known = new HashSet<>();
        try (PreparedStatement select = connection.prepareStatement(KNOWN)) {
            select.setInt(1, log.number());
            select.setArray(2, connection.createArrayOf("uuid", ids.toArray()));
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    known.add(row.getObject(1, UUID.class));
                }
            }
        }
        return known;
    }

    private static void insertBatch(Connection connection, StoredLog log, Batch batch) throws SQLException {
        Position after = batch.position();
        try (PreparedStatement insert = connection.prepareStatement(BATCH)) {
            insert.setInt(1, log.id().number());
            insert.setLong(2, batch.before().offset());
            insert.setLong(3, after.offset());
            insert.setLong(4, batch.before().size());
            insert.setLong(5, after.size());
            insert.setBytes(6, after.root());
            insert.setObject(7, log.topicId());
            insert.setObject(8, after.leaderEpoch(), Types.INTEGER);
            insert.setLong(9, batch.entries().size());
            insert.setLong(10, batch.duplicates());
            insert.setLong(11, batch.deadLetters().size());
            insert.setLong(12, batch.gapWidth());
            insert.executeUpdate();
        }
    }

    private static void insertKeys(Connection connection, LogId log, Batch batch) throws SQLException {
        CopyRows rows = new CopyRows("keys.data_keys (log_id, key_no, site, subject, quarter, kek_id, wrapped)", 7);
        for (DataKey key : batch.keys()) {
            rows.row()
                    .integer(log.number())
                    .bigint(key.number())
                    .text(key.site())
                    .text(key.subject())
                    .integer(key.quarter())
                    .text(key.kekId())
                    .bytes(key.wrapped());
        }
        rows.send(connection);
    }

    private static void insertEntries(Connection connection, LogId log, Batch batch) throws SQLException {
        CopyRows rows = new CopyRows(
                "evidence.entries (log_id, idx, event_id, key_no, sequence, kind, standing, commitment,"
                        + " receipt_tag, sealed)",
                10);
        for (Entry entry : batch.entries()) {
            rows.row()
                    .integer(log.number())
                    .bigint(entry.index())
                    .uuid(entry.eventId())
                    .bigint(entry.keyNumber())
                    .bigint(entry.sequence())
                    .smallint(entry.kind().number())
                    .smallint(entry.standing() == null ? null : entry.standing().number())
                    .bytes(entry.commitment())
                    .bytes(entry.receiptTag())
                    .bytes(entry.sealed());
        }
        rows.send(connection);
    }

    private static void insertTiles(Connection connection, LogId log, Batch batch) throws SQLException {
        CopyRows rows = new CopyRows("evidence.tiles (log_id, level, n, root, hashes)", 5);
        for (Tile tile : batch.tiles()) {
            rows.row()
                    .integer(log.number())
                    .smallint(tile.level())
                    .bigint(tile.n())
                    .bytes(tile.root())
                    .bytes(tile.hashes());
        }
        rows.send(connection);
    }

    private static void insertGaps(Connection connection, LogId log, Batch batch) throws SQLException {
        for (Batch.Gap gap : batch.gaps()) {
            try (PreparedStatement insert = connection.prepareStatement(GAP)) {
                insert.setInt(1, log.number());
                insert.setLong(2, gap.from());
                insert.setLong(3, gap.to());
                insert.setString(4, gap.reason());
                insert.executeUpdate();
            }
        }
    }

    private static void insertDeadLetters(Connection connection, LogId log, Batch batch) throws SQLException {
        for (Batch.DeadLetter letter : batch.deadLetters()) {
            byte[] value = letter.record().value();
            try (PreparedStatement insert = connection.prepareStatement(DEAD_LETTER)) {
                insert.setInt(1, log.number());
                insert.setLong(2, letter.record().offset());
                insert.setString(3, letter.reason().name());
                insert.setBytes(4, Hashes.sha256().digest(value == null ? new byte[0] : value));
                insert.executeUpdate();
            }
        }
    }

    private static void shred(Connection connection, LogId log, List<Tombstone> tombstones) throws SQLException {
        if (tombstones.isEmpty()) {
            return;
        }
        try (PreparedStatement insert = connection.prepareStatement(TOMBSTONE)) {
            for (Tombstone tombstone : tombstones) {
                insert.setInt(1, log.number());
                insert.setLong(2, tombstone.keyNumber());
                insert.setLong(3, tombstone.index());
                insert.addBatch();
            }
            insert.executeBatch();
        }
        try (PreparedStatement shred = connection.prepareStatement(SHRED)) {
            Array numbers = connection.createArrayOf(
                    "bigint", tombstones.stream().map(Tombstone::keyNumber).toArray());
            shred.setInt(1, log.number());
            shred.setArray(2, numbers);
            shred.execute();
        }
    }
}
