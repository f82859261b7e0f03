package dev.assent.ledger.evidence;

import dev.assent.ledger.log.LogId;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;

/** The logs that are never signed again. */
public final class FrozenLogs {

    private static final String REASON = "SELECT reason FROM evidence.frozen_logs WHERE log_id = ?";
    private static final String FREEZE = """
            INSERT INTO evidence.frozen_logs (log_id, reason, size, root, note) VALUES (?, ?, ?, ?, ?)
            ON CONFLICT DO NOTHING""";

    private FrozenLogs() {}

    /** Why a log is frozen; empty if it is not. */
    public static Optional<String> reason(Connection connection, LogId log) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(REASON)) {
            select.setInt(1, log.number());
            try (ResultSet row = select.executeQuery()) {
                return row.next() ? Optional.of(row.getString(1)) : Optional.empty();
            }
        }
    }

    /**
     * Freezes a log, for ever.
     *
     * @param stored how far its tree has come
     * @param note the signed note that the tree does not extend
     */
    public static void freeze(Connection connection, LogId log, String reason, Position stored, String note)
            throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(FREEZE)) {
            insert.setInt(1, log.number());
            insert.setString(2, reason);
            insert.setLong(3, stored.size());
            insert.setBytes(4, stored.root());
            insert.setString(5, note);
            insert.executeUpdate();
        }
    }
}
