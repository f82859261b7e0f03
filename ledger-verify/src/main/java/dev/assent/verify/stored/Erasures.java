package dev.assent.verify.stored;

import dev.assent.verify.report.LogAccount;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

/** Key rows without an entry, and tombstones without a logged order that stands after all that it erased. */
final class Erasures {

    private static final String STRAY_KEYS = """
            SELECT k.key_no FROM keys.data_keys k
            LEFT JOIN evidence.entries e ON e.log_id = k.log_id AND e.idx = k.key_no
            WHERE k.log_id = ? AND k.key_no >= ? AND e.key_no IS DISTINCT FROM k.key_no
            ORDER BY k.key_no
            """;
    private static final String TOMBSTONES = """
            SELECT t.key_no, t.idx, c.kind,
                   (SELECT max(e.idx) FROM evidence.entries e WHERE e.log_id = t.log_id AND e.key_no = t.key_no) AS last,
                   EXISTS (SELECT FROM keys.data_keys k WHERE k.log_id = t.log_id AND k.key_no = t.key_no) AS kept
            FROM evidence.tombstones t
            LEFT JOIN evidence.entries c ON c.log_id = t.log_id AND c.idx = t.idx
            WHERE t.log_id = ? AND t.idx >= ? ORDER BY t.key_no
            """;
    private static final String AFTER_THE_FREEZE = """
            SELECT t.key_no,
                   EXISTS (SELECT FROM keys.data_keys k WHERE k.log_id = t.log_id AND k.key_no = t.key_no) AS kept,
                   EXISTS (SELECT FROM evidence.frozen_logs f WHERE f.log_id = t.log_id) AS frozen
            FROM evidence.frozen_tombstones t WHERE t.log_id = ? ORDER BY t.key_no
            """;
    private static final int ERASE = 3;
    private static final int EXPIRE = 5;

    private Erasures() {}

    /**
     * Checks them.
     *
     * @param expiries what the opened orders say has had its time
     * @param from keys and orders of earlier entries are not looked at; 0 for all
     */
    static void check(Connection connection, int logId, long from, Expiries expiries, LogAccount account)
            throws SQLException {
        try (PreparedStatement strays = connection.prepareStatement(STRAY_KEYS)) {
            strays.setInt(1, logId);
            strays.setLong(2, from);
            try (ResultSet row = strays.executeQuery()) {
                while (row.next()) {
                    account.wrong(row.getLong("key_no"), "a data key bears its number and it does not use it");
                }
            }
        }
        checkAfterTheFreeze(connection, logId, account);
        try (PreparedStatement tombstones = connection.prepareStatement(TOMBSTONES)) {
            tombstones.setInt(1, logId);
            tombstones.setLong(2, from);
            try (ResultSet row = tombstones.executeQuery()) {
                while (row.next()) {
                    check(row, expiries, account);
                }
            }
        }
    }

    /** A frozen log takes no entry that could order anything; a request stands in its place. */
    private static void checkAfterTheFreeze(Connection connection, int logId, LogAccount account) throws SQLException {
        try (PreparedStatement tombstones = connection.prepareStatement(AFTER_THE_FREEZE)) {
            tombstones.setInt(1, logId);
            try (ResultSet row = tombstones.executeQuery()) {
                while (row.next()) {
                    long keyNo = row.getLong("key_no");
                    account.count("tombstones after the freeze", 1);
                    if (!row.getBoolean("frozen")) {
                        account.wrong(keyNo, "its tombstone is that of a frozen log, and this one is not frozen");
                    }
                    if (row.getBoolean("kept")) {
                        account.wrong(keyNo, "its data key is still there although its tombstone is");
                    }
                }
            }
        }
    }

    private static void check(ResultSet row, Expiries expiries, LogAccount account) throws SQLException {
        long keyNo = row.getLong("key_no");
        int kind = row.getInt("kind");
        account.count("tombstones", 1);
        if (kind != ERASE && kind != EXPIRE) {
            account.wrong(keyNo, "its tombstone names entry %d, which orders no erasure".formatted(row.getLong("idx")));
        }
        if (kind == EXPIRE && !expiries.endsKey(row.getLong("idx"), keyNo)) {
            account.wrong(keyNo, "its tombstone names entry %d, which ends other keys".formatted(row.getLong("idx")));
        }
        if (row.getLong("last") > row.getLong("idx")) {
            account.wrong(row.getLong("last"), "was sealed with a data key that was shredded before");
        }
        if (row.getBoolean("kept")) {
            account.wrong(keyNo, "its data key is still there although its tombstone is");
        }
    }
}
