package dev.assent.ledger.evidence;

import dev.assent.ledger.log.Hashes;
import dev.assent.ledger.log.LogId;
import dev.assent.ledger.log.Tile;
import dev.assent.ledger.log.TileSource;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * A log's tiles from the database. Only full ones are stored; the hashes of a partial tile are the leaf hashes of its
 * entries, or the roots of the tiles under it.
 */
public final class StoredTiles implements TileSource {

    private static final String FULL = "SELECT hashes FROM evidence.tiles WHERE log_id = ? AND level = ? AND n = ?";
    private static final String ROOTS =
            "SELECT root FROM evidence.tiles WHERE log_id = ? AND level = ? AND n >= ? AND n < ? ORDER BY n";
    private static final String COMMITMENTS =
            "SELECT commitment FROM evidence.entries WHERE log_id = ? AND idx >= ? AND idx < ? ORDER BY idx";

    private final Connection connection;
    private final LogId log;

    /** Reads over the connection, which stays the caller's. */
    public StoredTiles(Connection connection, LogId log) {
        this.connection = connection;
        this.log = log;
    }

    @Override
    public byte[] hashes(int level, long n, int width) {
        try {
            if (width == Tile.WIDTH) {
                return full(level, n);
            }
            return level == 0 ? leaves(n, width) : roots(level, n, width);
        } catch (SQLException e) {
            throw new EvidenceUnavailableException("a tile of log " + log + " could not be read", e);
        }
    }

    /** The commitments of a tile's entries. */
    public List<byte[]> commitments(long n, int width) {
        try (PreparedStatement select = connection.prepareStatement(COMMITMENTS)) {
            select.setInt(1, log.number());
            select.setLong(2, n * Tile.WIDTH);
            select.setLong(3, n * Tile.WIDTH + width);
            return column(select, width);
        } catch (SQLException e) {
            throw new EvidenceUnavailableException("entries of log " + log + " could not be read", e);
        }
    }

    private byte[] full(int level, long n) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(FULL)) {
            select.setInt(1, log.number());
            select.setInt(2, level);
            select.setLong(3, n);
            return column(select, 1).getFirst();
        }
    }

    private byte[] leaves(long n, int width) {
        return Tile.join(commitments(n, width).stream().map(Hashes::leaf).toList());
    }

    private byte[] roots(int level, long n, int width) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(ROOTS)) {
            select.setInt(1, log.number());
            select.setInt(2, level - 1);
            select.setLong(3, n * Tile.WIDTH);
            select.setLong(4, n * Tile.WIDTH + width);
            return Tile.join(column(select, width));
        }
    }

    private List<byte[]> column(PreparedStatement select, int expected) throws SQLException {
        List<byte[]> values = new ArrayList<>(expected);
        try (ResultSet rows = select.executeQuery()) {
            while (rows.next()) {
                values.add(rows.getBytes(1));
            }
        }
        if (values.size() != expected) {
            throw new EvidenceUnavailableException("log " + log + " lacks rows of its tree");
        }
        return values;
    }
}
