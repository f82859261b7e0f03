package dev.assent.benchmarks.ledger;

import dev.assent.ledger.log.Edge;
import dev.assent.ledger.log.LogId;
import dev.assent.ledger.log.Tile;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.SplittableRandom;
import java.util.UUID;

/**
 * A log of random entries, of which only the tree is stored: grown by the ledger's own {@link Edge}, tile by tile. Its size
 * is a multiple of 256, since the hashes of a partial lowest tile would be those of rows that it has not.
 *
 * @param log its id, of a generation that nobody writes
 * @param size its published size
 */
record GrownLog(LogId log, long size) {

    private static final int GENERATION = 9;
    private static final int TILES_AT_ONCE = 512;

    /** Grows a log of about so many entries. */
    static GrownLog grow(Connection superuser, int partition, long entries) throws SQLException {
        LogId log = new LogId(GENERATION, partition);
        long size = (entries + Tile.WIDTH - 1) / Tile.WIDTH * Tile.WIDTH;
        open(superuser, log);
        SplittableRandom random = new SplittableRandom(partition);
        byte[] entry = new byte[32];
        Edge edge = Edge.empty();
        List<Tile> filled = new ArrayList<>();
        for (long index = 0; index < size; index++) {
            random.nextBytes(entry);
            edge.append(entry, filled::add);
            if (filled.size() >= TILES_AT_ONCE) {
                store(superuser, log, filled);
            }
        }
        store(superuser, log, filled);
        publish(superuser, log, size, edge.root());
        return new GrownLog(log, size);
    }

    private static void open(Connection superuser, LogId log) throws SQLException {
        try (PreparedStatement prepare = superuser.prepareStatement("SELECT evidence.prepare_log(?, ?)")) {
            prepare.setInt(1, log.generation());
            prepare.setInt(2, log.partition());
            prepare.execute();
        }
        try (PreparedStatement insert = superuser.prepareStatement("""
                INSERT INTO evidence.logs (log_id, name, generation, partition, origin, topic, topic_id)
                VALUES (?, ?, ?, ?, ?, 'bench', ?)""")) {
            insert.setInt(1, log.number());
            insert.setString(2, log.name());
            insert.setInt(3, log.generation());
            insert.setInt(4, log.partition());
            insert.setString(5, "ledger.bench/assent/" + log.name());
            insert.setObject(6, UUID.randomUUID());
            insert.executeUpdate();
        }
    }

    private static void store(Connection superuser, LogId log, List<Tile> tiles) throws SQLException {
        HexFormat hex = HexFormat.of();
        CopyIn copy = superuser
                .unwrap(PGConnection.class)
                .getCopyAPI()
                .copyIn("COPY evidence.tiles (log_id, level, n, root, hashes) FROM STDIN");
        for (Tile tile : tiles) {
            byte[] row = "%d\t%d\t%d\t\\\\x%s\t\\\\x%s\n"
                    .formatted(
                            log.number(),
                            tile.level(),
                            tile.n(),
                            hex.formatHex(tile.root()),
                            hex.formatHex(tile.hashes()))
                    .getBytes(StandardCharsets.US_ASCII);
            copy.writeToCopy(row, 0, row.length);
        }
        copy.endCopy();
        tiles.clear();
    }

    private static void publish(Connection superuser, LogId log, long size, byte[] root) throws SQLException {
        try (PreparedStatement insert = superuser.prepareStatement("""
                INSERT INTO evidence.checkpoints (log_id, size, root, note, signed_at) VALUES (?, ?, ?, 'bench', now())""")) {
            insert.setInt(1, log.number());
            insert.setLong(2, size);
            insert.setBytes(3, root);
            insert.executeUpdate();
        }
    }
}
