package dev.assent.ledger.evidence;

import dev.assent.ledger.log.LogId;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.OptionalLong;

/** The published checkpoints. */
public final class Checkpoints {

    private static final String OF_LOG =
            "SELECT size, root, note, signed_at FROM evidence.checkpoints WHERE log_id = ?";
    private static final String NEWEST = OF_LOG + " ORDER BY size DESC LIMIT 1";
    private static final String OF_SIZE = OF_LOG + " AND size = ?";
    private static final String PUBLISH = """
            INSERT INTO evidence.checkpoints (log_id, size, root, note, signed_at)
            VALUES (?, ?, ?, ?, ?) ON CONFLICT DO NOTHING""";

    private static final String FROM = "SELECT min(size) FROM evidence.checkpoints WHERE log_id = ? AND size > ?";

    private Checkpoints() {}

    /** The smallest published size that holds an entry. */
    public static OptionalLong covering(Connection connection, LogId log, long index) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(FROM)) {
            select.setInt(1, log.number());
            select.setLong(2, index);
            try (ResultSet row = select.executeQuery()) {
                row.next();
                long size = row.getLong(1);
                return row.wasNull() ? OptionalLong.empty() : OptionalLong.of(size);
            }
        }
    }

    /** The newest published checkpoint of a log. */
    public static Optional<SignedCheckpoint> newest(Connection connection, LogId log) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(NEWEST)) {
            select.setInt(1, log.number());
            return one(select);
        }
    }

    /** The published checkpoint over so many entries. */
    static Optional<SignedCheckpoint> find(Connection connection, LogId log, long size) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(OF_SIZE)) {
            select.setInt(1, log.number());
            select.setLong(2, size);
            return one(select);
        }
    }

    private static Optional<SignedCheckpoint> one(PreparedStatement select) throws SQLException {
        try (ResultSet row = select.executeQuery()) {
            if (!row.next()) {
                return Optional.empty();
            }
            Instant signedAt = row.getObject(4, OffsetDateTime.class).toInstant();
            return Optional.of(new SignedCheckpoint(row.getLong(1), row.getBytes(2), row.getString(3), signedAt));
        }
    }

    /** Publishes a checkpoint. Of two for the same size the first stays. */
    public static void publish(Connection connection, LogId log, SignedCheckpoint checkpoint) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(PUBLISH)) {
            insert.setInt(1, log.number());
            insert.setLong(2, checkpoint.size());
            insert.setBytes(3, checkpoint.root());
            insert.setString(4, checkpoint.note());
            insert.setObject(5, checkpoint.signedAt().atOffset(ZoneOffset.UTC));
            insert.executeUpdate();
        }
    }
}
