package dev.assent.ledger.evidence;

import dev.assent.ledger.log.LogId;
import org.jspecify.annotations.Nullable;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;

/** What witnesses have signed of the published checkpoints. */
public final class Cosignatures {

    private static final String ADD = """
            INSERT INTO evidence.cosignatures (log_id, size, witness, line, cosigned_at) VALUES (?, ?, ?, ?, ?)
            ON CONFLICT DO NOTHING""";
    private static final String LINES =
            "SELECT line FROM evidence.cosignatures WHERE log_id = ? AND size = ? ORDER BY witness";
    private static final String NEWEST = "SELECT max(size) FROM evidence.cosignatures WHERE log_id = ?";
    private static final String OF_WITNESS = NEWEST + " AND witness = ?";

    private Cosignatures() {}

    /**
     * Keeps a cosignature.
     *
     * @param witness the name of the witness's key
     * @param line the signature line, with its end
     * @param at the witness's time
     */
    public static void add(Connection connection, LogId log, long size, String witness, String line, Instant at)
            throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(ADD)) {
            insert.setInt(1, log.number());
            insert.setLong(2, size);
            insert.setString(3, witness);
            insert.setString(4, line);
            insert.setObject(5, at.atOffset(ZoneOffset.UTC));
            insert.executeUpdate();
        }
    }

    /** The largest size that a witness cosigned; 0 if none. */
    public static long newestOf(Connection connection, LogId log, String witness) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(OF_WITNESS)) {
            select.setInt(1, log.number());
            select.setString(2, witness);
            try (ResultSet row = select.executeQuery()) {
                row.next();
                return row.getLong(1);
            }
        }
    }

    /** The signature lines of witnesses below the checkpoint of a size, to be added to its note; often none. */
    public static String lines(Connection connection, LogId log, long size) throws SQLException {
        StringBuilder lines = new StringBuilder();
        try (PreparedStatement select = connection.prepareStatement(LINES)) {
            select.setInt(1, log.number());
            select.setLong(2, size);
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    lines.append(row.getString(1));
                }
            }
        }
        return lines.toString();
    }

    /**
     * The newest checkpoint that a witness cosigned; its note has the lines of all that did.
     *
     * @param witness the name of the witness's key; null for whichever cosigned the newest
     */
    public static Optional<SignedCheckpoint> newest(Connection connection, LogId log, @Nullable String witness)
            throws SQLException {
        try (PreparedStatement newest = connection.prepareStatement(witness == null ? NEWEST : OF_WITNESS)) {
            newest.setInt(1, log.number());
            if (witness != null) {
                newest.setString(2, witness);
            }
            try (ResultSet size = newest.executeQuery()) {
                size.next();
                long cosigned = size.getLong(1);
                if (size.wasNull()) {
                    return Optional.empty();
                }
                String lines = lines(connection, log, cosigned);
                return Checkpoints.find(connection, log, cosigned).map(found -> found.with(lines));
            }
        }
    }
}
