package dev.assent.verify.stored;

import dev.assent.verify.merkle.Hash;
import dev.assent.verify.report.LogAccount;
import dev.assent.verify.tile.Tile;
import dev.assent.verify.tile.TilePath;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Holds the rows of {@code evidence.tiles} against the tiles that follow from the entries. */
final class StoredTiles {

    private final Connection connection;
    private final int logId;
    private final LogAccount account;

    /** A row. */
    private static final class Stored {
        private final byte[] root;
        private final byte[] hashes;

        private Stored(byte[] root, byte[] hashes) {
            this.root = root;
            this.hashes = hashes;
        }
    }

    StoredTiles(Connection connection, int logId, LogAccount account) {
        this.connection = connection;
        this.logId = logId;
        this.account = account;
    }

    /** The roots of the full tiles of a level, from one index to before another, as they are stored. */
    List<Hash> roots(int level, long from, long to) throws SQLException {
        List<Hash> roots = new ArrayList<>();
        try (PreparedStatement statement = connection.prepareStatement("SELECT root FROM evidence.tiles"
                + " WHERE log_id = ? AND level = ? AND n >= ? AND n < ? ORDER BY n")) {
            statement.setInt(1, logId);
            statement.setInt(2, level);
            statement.setLong(3, from);
            statement.setLong(4, to);
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    roots.add(Hash.of(row.getBytes(1)));
                }
            }
        }
        return roots;
    }

    /** Compares tiles of one level, in order and without a hole, and their roots. */
    void check(List<Tile> computed, List<Hash> roots) throws SQLException {
        if (computed.isEmpty()) {
            return;
        }
        int level = computed.getFirst().level();
        Map<Long, Stored> stored =
                read(level, computed.getFirst().index(), computed.getLast().index());
        for (int i = 0; i < computed.size(); i++) {
            Tile tile = computed.get(i);
            Stored row = stored.get(tile.index());
            if (row == null) {
                whole(tile, "the tile above it, %s, is missing".formatted(tile.path()));
                continue;
            }
            account.count("tiles", 1);
            compare(tile, row.hashes);
            if (!roots.get(i).isAt(row.root, 0) || row.root.length != Hash.LENGTH) {
                whole(tile, "the root of %s is another".formatted(tile.path()));
            }
        }
    }

    private Map<Long, Stored> read(int level, long from, long to) throws SQLException {
        Map<Long, Stored> stored = new HashMap<>();
        String query = """
                SELECT n, root, hashes FROM evidence.tiles
                WHERE log_id = %d AND level = %d AND n >= %d AND n <= %d ORDER BY n
                """.formatted(logId, level, from, to);
        try (BinaryRows rows = new BinaryRows(connection, query, 3)) {
            while (rows.next()) {
                stored.put(rows.bigint(0), new Stored(rows.bytea(1), rows.bytea(2)));
            }
        }
        return stored;
    }

    private void compare(Tile computed, byte[] bytes) {
        if (bytes.length != computed.hashes().size() * Hash.LENGTH) {
            whole(computed, "%s has %d bytes".formatted(computed.path(), bytes.length));
            return;
        }
        for (int i = 0; i < computed.hashes().size(); i++) {
            if (!computed.hashes().get(i).isAt(bytes, i * Hash.LENGTH)) {
                account.wrongWithin(
                        computed.firstEntryBelow(i),
                        computed.firstEntryBelow(i + 1) - 1,
                        computed.path() + " does not agree with the entries");
                return;
            }
        }
    }

    /** Something is wrong with a tile, and so anywhere below it. */
    private void whole(Tile tile, String problem) {
        account.wrongWithin(
                tile.firstEntryBelow(0), tile.firstEntryBelow(tile.hashes().size()) - 1, problem);
    }

    /** Looks for tiles that so many entries do not fill. */
    void checkRest(long size) throws SQLException {
        long filled = 0;
        for (long tiles = size / TilePath.WIDTH; tiles > 0; tiles /= TilePath.WIDTH) {
            filled += tiles;
        }
        try (PreparedStatement count =
                connection.prepareStatement("SELECT count(*) FROM evidence.tiles WHERE log_id = ?")) {
            count.setInt(1, logId);
            try (ResultSet row = count.executeQuery()) {
                row.next();
                if (row.getLong(1) > filled) {
                    account.wrong(
                            "there are %,d tiles that the entries do not fill".formatted(row.getLong(1) - filled));
                }
            }
        }
    }
}
