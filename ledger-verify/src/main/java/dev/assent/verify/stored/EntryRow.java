package dev.assent.verify.stored;

import org.jspecify.annotations.Nullable;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.UUID;

/** A row of {@code evidence.entries} with the row of its data key, if that is still there. */
final class EntryRow {

    static final String QUERY = """
            SELECT e.idx, e.event_id, e.key_no, e.sequence, e.kind, e.standing, e.commitment, e.receipt_tag, e.sealed,
                   k.site, k.subject, k.quarter, k.kek_id, k.wrapped, t.idx AS tombstone
            FROM evidence.entries e
            LEFT JOIN keys.data_keys k ON k.log_id = e.log_id AND k.key_no = e.key_no
            LEFT JOIN evidence.tombstones t ON t.log_id = e.log_id AND t.key_no = e.key_no
            WHERE e.log_id = ?
            ORDER BY e.idx
            """;

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

    /** Whose key it is, and the wrapped key. */
    static final class Key {
        final String site;
        final String subject;
        final int quarter;
        final String kekId;
        final byte[] wrapped;

        private Key(ResultSet row) throws SQLException {
            site = row.getString("site");
            subject = row.getString("subject");
            quarter = row.getInt("quarter");
            kekId = row.getString("kek_id");
            wrapped = row.getBytes("wrapped");
        }

        /** {@code "assent/data-key/v1" ‖ 0 ‖ log ‖ 0 ‖ key number ‖ quarter ‖ site ‖ 0 ‖ subject}. */
        byte[] additionalData(String log, long keyNo) {
            byte[] head = ascii("assent/data-key/v1\0" + log + "\0");
            byte[] tail = ascii(site + "\0" + subject);
            return ByteBuffer.allocate(head.length + Long.BYTES + Integer.BYTES + tail.length)
                    .put(head)
                    .putLong(keyNo)
                    .putInt(quarter)
                    .put(tail)
                    .array();
        }
    }

    EntryRow(ResultSet row) throws SQLException {
        index = row.getLong("idx");
        eventId = row.getObject("event_id", UUID.class);
        keyNo = row.getLong("key_no");
        sequence = row.getObject("sequence", Long.class);
        kind = row.getInt("kind");
        standing = row.getObject("standing", Integer.class);
        commitment = row.getBytes("commitment");
        receiptTag = row.getBytes("receipt_tag");
        sealed = row.getBytes("sealed");
        key = row.getBytes("wrapped") == null ? null : new Key(row);
        tombstone = row.getObject("tombstone") != null;
    }

    /** {@code "assent/sealed/v1" ‖ 0 ‖ log ‖ 0 ‖ index ‖ event id}. */
    byte[] additionalData(String log) {
        byte[] head = ascii("assent/sealed/v1\0" + log + "\0");
        return ByteBuffer.allocate(head.length + 3 * Long.BYTES)
                .put(head)
                .putLong(index)
                .putLong(eventId.getMostSignificantBits())
                .putLong(eventId.getLeastSignificantBits())
                .array();
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
