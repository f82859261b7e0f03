package dev.assent.verify.stored;

import org.jspecify.annotations.Nullable;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.UUID;

/** A row of {@code evidence.entries} with the row of its data key, if that is still there. */
final class EntryRow {

    private static final String COLUMNS = """
            SELECT e.idx, e.event_id, e.key_no, e.sequence, e.kind, e.standing, e.commitment, e.receipt_tag, e.sealed,
                   k.site, k.subject, k.quarter, k.kek_id, k.wrapped, coalesce(t.idx, f.key_no)
            FROM evidence.entries e
            LEFT JOIN keys.data_keys k ON k.log_id = %1$d AND k.key_no = e.key_no
            LEFT JOIN evidence.tombstones t ON t.log_id = %1$d AND t.key_no = e.key_no
            LEFT JOIN evidence.frozen_tombstones f ON f.log_id = %1$d AND f.key_no = e.key_no
            WHERE e.log_id = %1$d
            """;

    private static final int COUNT = 15;

    final long index;
    final UUID eventId;
    final long keyNo;
    final @Nullable Long sequence;
    final int kind;
    final @Nullable Integer standing;
    final byte[] commitment;
    final byte[] receiptTag;
    final byte[] sealed;
    final @Nullable Key key;
    final boolean tombstone;

    private static final byte[] OF_EVENT = ascii("assent/sealed/v1\0");
    private static final byte[] OF_KEY = ascii("assent/data-key/v1\0");

    /** Whose key it is, and the wrapped key. */
    static final class Key {
        final String site;
        final String subject;
        final int quarter;
        final String kekId;
        final byte[] wrapped;

        private Key(BinaryRows row) throws SQLException {
            site = row.text(9);
            subject = row.text(10);
            quarter = row.integer(11);
            kekId = row.text(12);
            wrapped = row.bytea(13);
        }

        /** {@code "assent/data-key/v1" ‖ 0 ‖ log ‖ 0 ‖ key number ‖ quarter ‖ site ‖ 0 ‖ subject}. */
        byte[] additionalData(String log, long keyNo) {
            byte[] name = ascii(log);
            byte[] ofSite = ascii(site);
            byte[] ofSubject = ascii(subject);
            int length = OF_KEY.length + name.length + 1 + Long.BYTES + Integer.BYTES;
            return ByteBuffer.allocate(length + ofSite.length + 1 + ofSubject.length)
                    .put(OF_KEY)
                    .put(name)
                    .put((byte) 0)
                    .putLong(keyNo)
                    .putInt(quarter)
                    .put(ofSite)
                    .put((byte) 0)
                    .put(ofSubject)
                    .array();
        }
    }

    EntryRow(BinaryRows row) throws SQLException {
        index = row.bigint(0);
        eventId = row.uuid(1);
        keyNo = row.bigint(2);
        sequence = row.nullableBigint(3);
        kind = row.smallint(4);
        standing = row.isNull(5) ? null : row.smallint(5);
        commitment = row.bytea(6);
        receiptTag = row.bytea(7);
        sealed = row.bytea(8);
        key = row.isNull(13) ? null : new Key(row);
        tombstone = !row.isNull(14);
    }

    /** The entries of a log from one index to before another, in order. */
    static BinaryRows range(Connection connection, int logId, long from, long to) throws SQLException {
        String range = " AND e.idx >= %d AND e.idx < %d ORDER BY e.idx".formatted(from, to);
        return new BinaryRows(connection, COLUMNS.formatted(logId) + range, COUNT);
    }

    /** The entries that are the log's own, of no site and no subject, in order. */
    static BinaryRows own(Connection connection, int logId) throws SQLException {
        String own = """
                AND e.key_no IN (
                    SELECT key_no FROM keys.data_keys WHERE log_id = %d AND site = '' AND subject = '')
                ORDER BY e.idx""".formatted(logId);
        return new BinaryRows(connection, COLUMNS.formatted(logId) + own, COUNT);
    }

    /** The entries that say that something has had its time, in order. */
    static BinaryRows expiries(Connection connection, int logId) throws SQLException {
        return new BinaryRows(connection, COLUMNS.formatted(logId) + " AND e.kind = 5 ORDER BY e.idx", COUNT);
    }

    /** The entries below an index, in no order, of the subjects that have entries from there on. */
    static BinaryRows before(Connection connection, int logId, long index) throws SQLException {
        String subjects = """
                AND e.idx < %2$d AND (k.site, k.subject) IN (
                    SELECT DISTINCT later.site, later.subject FROM evidence.entries l
                    JOIN keys.data_keys later ON later.log_id = %1$d AND later.key_no = l.key_no
                    WHERE l.log_id = %1$d AND l.idx >= %2$d)""".formatted(logId, index);
        return new BinaryRows(connection, COLUMNS.formatted(logId) + subjects, COUNT);
    }

    /** {@code "assent/sealed/v1" ‖ 0 ‖ log ‖ 0 ‖ index ‖ event id}. */
    byte[] additionalData(String log) {
        byte[] name = ascii(log);
        return ByteBuffer.allocate(OF_EVENT.length + name.length + 1 + 3 * Long.BYTES)
                .put(OF_EVENT)
                .put(name)
                .put((byte) 0)
                .putLong(index)
                .putLong(eventId.getMostSignificantBits())
                .putLong(eventId.getLeastSignificantBits())
                .array();
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
