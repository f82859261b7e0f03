package dev.assent.ledger.evidence;

import dev.assent.ledger.log.LogId;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/** What is stored of the logs' own signing keys: the first of each log, and the entries that brought in others. */
public final class LogKeys {

    private static final String FIRST = "SELECT first_key FROM evidence.log_keys WHERE log_id = ?";
    private static final String NOTE =
            "INSERT INTO evidence.log_keys (log_id, first_key) VALUES (?, ?) ON CONFLICT DO NOTHING";
    private static final int MOST = 1000;

    private LogKeys() {}

    /** The verifier key that a log began with, if it was noted. */
    public static Optional<String> first(Connection connection, LogId log) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(FIRST)) {
            select.setInt(1, log.number());
            try (ResultSet row = select.executeQuery()) {
                return row.next() ? Optional.of(row.getString(1)) : Optional.empty();
            }
        }
    }

    /** Notes the verifier key that a log began with. Of two the first stays. */
    public static void noteFirst(Connection connection, LogId log, String key) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(NOTE)) {
            insert.setInt(1, log.number());
            insert.setString(2, key);
            insert.executeUpdate();
        }
    }

    /** The log's own entries, oldest first: those that are of no site and no subject. */
    public static List<Entries.Keyed> rotations(Connection connection, LogId log) throws SQLException {
        return Entries.history(connection, log, "", "", Long.MAX_VALUE, MOST, true)
                .reversed();
    }
}
