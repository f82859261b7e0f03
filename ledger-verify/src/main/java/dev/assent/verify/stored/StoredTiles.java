package dev.assent.verify.stored;

import dev.assent.verify.merkle.Hash;
import dev.assent.verify.report.LogAccount;
import dev.assent.verify.tile.MalformedTileException;
import dev.assent.verify.tile.Tile;
import dev.assent.verify.tile.TileContent;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;

/** Holds the rows of {@code evidence.tiles} against the tiles that follow from the entries. */
final class StoredTiles implements AutoCloseable {

    private final PreparedStatement tile;
    private final PreparedStatement count;
    private final int logId;
    private final LogAccount account;
    private long found;

    StoredTiles(Connection connection, int logId, LogAccount account) throws SQLException {
        this.logId = logId;
        this.account = account;
        tile = connection.prepareStatement(
                "SELECT root, hashes FROM evidence.tiles WHERE log_id = ? AND level = ? AND n = ?");
        count = connection.prepareStatement("SELECT count(*) FROM evidence.tiles WHERE log_id = ?");
    }

    void check(Tile computed) throws SQLException {
        tile.setInt(1, logId);
        tile.setInt(2, computed.level());
        tile.setLong(3, computed.index());
        try (ResultSet row = tile.executeQuery()) {
            if (!row.next()) {
                account.wrongFrom(
                        computed.firstEntryBelow(0), "the tile above it, %s, is missing".formatted(computed.path()));
                return;
            }
            found++;
            account.count("tiles", 1);
            compare(computed, row.getBytes("hashes"));
            if (!Arrays.equals(row.getBytes("root"), computed.root().bytes())) {
                account.wrongFrom(computed.firstEntryBelow(0), "the root of %s is another".formatted(computed.path()));
            }
        }
    }

    private void compare(Tile computed, byte[] bytes) {
        try {
            List<Hash> stored = TileContent.hashes(bytes, computed.hashes().size());
            for (int i = 0; i < stored.size(); i++) {
                if (!stored.get(i).equals(computed.hashes().get(i))) {
                    account.wrongFrom(
                            computed.firstEntryBelow(i), computed.path() + " does not agree with the entries");
                    return;
                }
            }
        } catch (MalformedTileException e) {
            account.wrongFrom(computed.firstEntryBelow(0), computed.path() + " cannot be read: " + e.getMessage());
        }
    }

    /** Looks for tiles that no entries have filled. */
    void checkRest() throws SQLException {
        count.setInt(1, logId);
        try (ResultSet row = count.executeQuery()) {
            row.next();
            if (row.getLong(1) > found) {
                account.wrong("there are %,d tiles that the entries do not fill".formatted(row.getLong(1) - found));
            }
        }
    }

    @Override
    public void close() throws SQLException {
        tile.close();
        count.close();
    }
}
