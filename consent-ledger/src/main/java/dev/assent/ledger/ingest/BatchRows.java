package dev.assent.ledger.ingest;

import dev.assent.ledger.evidence.Entry;
import dev.assent.ledger.evidence.EvidenceUnavailableException;
import dev.assent.ledger.evidence.Position;
import dev.assent.ledger.evidence.StoredLog;
import dev.assent.ledger.log.Hashes;
import dev.assent.ledger.log.LogId;
import dev.assent.ledger.log.Tile;
import dev.assent.ledger.seal.DataKey;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;

/** The rows of a batch, table by table, in the connection's transaction. */
final class BatchRows {

    private static final String BATCH = """
            INSERT INTO evidence.batches (log_id, offset_from, offset_to, size_before, size_after, root, topic_id,
                leader_epoch, entries, duplicates, dead_letters, gaps)
            SELECT ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?
            WHERE coalesce((SELECT last.offset_to = ? AND last.size_after = ? AND last.root = ?
                            FROM evidence.batches last WHERE last.log_id = ? ORDER BY last.offset_to DESC LIMIT 1),
                           ? = 0)""";
    private static final String GAP =
            "INSERT INTO evidence.gaps (log_id, offset_from, offset_to, reason) VALUES (?, ?, ?, ?)";
    private static final String DEAD_LETTER =
            "INSERT INTO evidence.dead_letters (log_id, kafka_offset, reason, hash) VALUES (?, ?, ?, ?)";

    private BatchRows() {}

    /**
     * Writes the batch's row, which fences: of two writers from one place the second fails by the primary key, and one whose
     * log does not end where its batch begins, because the database was set back meanwhile, writes nothing.
     */
    static void insertBatch(Connection connection, StoredLog log, Batch batch) throws SQLException {
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
            insert.setLong(13, batch.before().offset());
            insert.setLong(14, batch.before().size());
            insert.setBytes(15, batch.before().root());
            insert.setInt(16, log.id().number());
            insert.setLong(17, batch.before().offset());
            if (insert.executeUpdate() == 0) {
                throw new EvidenceUnavailableException(
                        "log %s does not end at offset %d, where this writer goes on: it was set back, or has another writer"
                                .formatted(log.id(), batch.before().offset()));
            }
        }
    }

    static void insertKeys(Connection connection, LogId log, Batch batch) throws SQLException {
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

    static void insertEntries(Connection connection, LogId log, Batch batch) throws SQLException {
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

    static void insertTiles(Connection connection, LogId log, Batch batch) throws SQLException {
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

    static void insertGaps(Connection connection, LogId log, Batch batch) throws SQLException {
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

    static void insertDeadLetters(Connection connection, LogId log, Batch batch) throws SQLException {
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
}
