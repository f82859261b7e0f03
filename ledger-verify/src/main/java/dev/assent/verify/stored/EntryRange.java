package dev.assent.verify.stored;

import dev.assent.verify.merkle.Frontier;
import dev.assent.verify.merkle.Hash;
import dev.assent.verify.report.CouldNotCheckException;
import dev.assent.verify.report.LogAccount;
import dev.assent.verify.tile.Tile;
import dev.assent.verify.tile.TilePath;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Consecutive entries of a log from the first entry of a tile on: opened, hashed, and held against the tiles above them.
 * Ranges know nothing of each other, so several are checked at once.
 */
final class EntryRange {

    private final int logId;
    private final long from;
    private final long to;
    private final Set<Long> sizes;
    private final OpenedEvents events;
    private final LogAccount account;

    private final List<Tile> full = new ArrayList<>();
    private final List<Hash> roots = new ArrayList<>();
    private final Map<Long, List<Hash>> edges = new HashMap<>();

    /**
     * What the tree is built from.
     *
     * @param end the index after the last entry that was there
     * @param next the index of the row that stands where {@code end} should; -1 where none does
     * @param tiles the roots of the full tiles
     * @param edges for each size that was asked for, the full subtrees inside of the tile in which it ends
     */
    record Result(long end, long next, List<Hash> tiles, Map<Long, List<Hash>> edges) {}

    /**
     * A range that is yet to be read.
     *
     * @param from the first index, a multiple of 256
     * @param to the index after the last
     * @param sizes sizes in (from, to] at which the tree's root will be asked for
     */
    EntryRange(int logId, long from, long to, Set<Long> sizes, OpenedEvents events, LogAccount account) {
        this.logId = logId;
        this.from = from;
        this.to = to;
        this.sizes = sizes;
        this.events = events;
        this.account = account;
    }

    Result check(Connection connection) throws SQLException, CouldNotCheckException {
        long index = from;
        long next = -1;
        Frontier frontier = new Frontier();
        List<Hash> leaves = new ArrayList<>(TilePath.WIDTH);
        try (BinaryRows rows = EntryRow.range(connection, logId, from, to)) {
            while (rows.next()) {
                EntryRow row = new EntryRow(rows);
                if (row.index != index) {
                    next = row.index;
                    break;
                }
                events.check(row);
                Hash leaf = Hash.leaf(row.commitment);
                leaves.add(leaf);
                frontier.append(leaf);
                index++;
                if (sizes.contains(index)) {
                    edges.put(index, leaves.size() == TilePath.WIDTH ? List.of() : frontier.subtrees());
                }
                if (leaves.size() == TilePath.WIDTH) {
                    full.add(new Tile(0, (index - 1) / TilePath.WIDTH, leaves));
                    roots.add(frontier.root());
                    leaves.clear();
                    frontier = new Frontier();
                }
            }
        }
        account.count("entries", index - from);
        events.count();
        new StoredTiles(connection, logId, account).check(full, roots);
        return new Result(index, next, roots, edges);
    }
}
