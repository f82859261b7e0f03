package dev.assent.ledger.evidence;

import dev.assent.ledger.log.Hashes;
import dev.assent.ledger.log.LogId;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** The logs, and how far each has come. */
public final class Logs {

    private static final String PREPARE = "SELECT evidence.prepare_log(?, ?)";
    private static final String OPEN = """
            INSERT INTO evidence.logs (log_id, name, generation, partition, origin, topic, topic_id)
            VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING""";
    private static final String ALL = "SELECT log_id, origin, topic_id FROM evidence.logs ORDER BY log_id";
    private static final String ONE = "SELECT log_id, origin, topic_id FROM evidence.logs WHERE log_id = ?";
    private static final String LAST_BATCH = """
            SELECT offset_to, leader_epoch, size_after, root FROM evidence.batches
            WHERE log_id = ? ORDER BY offset_to DESC LIMIT 1""";

    private Logs() {}

    /** Every log that was ever opened. */
    public static List<StoredLog> all(Connection connection) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(ALL)) {
            return rows(select);
        }
    }

    /** A log, if it was ever opened. */
    public static Optional<StoredLog> find(Connection connection, LogId log) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(ONE)) {
            select.setInt(1, log.number());
            return rows(select).stream().findFirst();
        }
    }

    /** The log as it was first opened; opens it if it never was. */
    public static StoredLog open(Connection connection, LogId log, String origin, String topic, UUID topicId)
            throws SQLException {
        Optional<StoredLog> known = find(connection, log);
        if (known.isPresent()) {
            return known.get();
        }
        try (PreparedStatement prepare = connection.prepareStatement(PREPARE)) {
            prepare.setInt(1, log.generation());
            prepare.setInt(2, log.partition());
            prepare.execute();
        }
        try (PreparedStatement insert = connection.prepareStatement(OPEN)) {
            insert.setInt(1, log.number());
            insert.setString(2, log.name());
            insert.setInt(3, log.generation());
            insert.setInt(4, log.partition());
            insert.setString(5, origin);
            insert.setString(6, topic);
            insert.setObject(7, topicId);
            insert.executeUpdate();
        }
        return find(connection, log)
                .orElseThrow(() -> new EvidenceUnavailableException("log " + log + " could not be opened"));
    }

    /** How far a log has come, by its last batch. */
    public static Position position(Connection connection, LogId log) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(LAST_BATCH)) {
            select.setInt(1, log.number());
            try (ResultSet row = select.executeQuery()) {
                return row.next()
                        ? new Position(row.getLong(1), row.getObject(2, Integer.class), row.getLong(3), row.getBytes(4))
                        : new Position(0, null, 0, Hashes.emptyRoot());
            }
        }
    }

    private static List<StoredLog> rows(PreparedStatement select) throws SQLException {
        List<StoredLog> logs = new ArrayList<>();
        try (ResultSet rows = select.executeQuery()) {
            while (rows.next()) {
                logs.add(new StoredLog(
                        LogId.ofNumber(rows.getInt(1)), rows.getString(2), rows.getObject(3, UUID.class)));
            }
        }
        return logs;
    }
}
