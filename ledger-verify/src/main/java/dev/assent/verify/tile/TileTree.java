package dev.assent.verify.tile;

import dev.assent.verify.merkle.Frontier;
import dev.assent.verify.merkle.Hash;

import java.util.ArrayList;
import java.util.List;

/** Builds a tree from its leaves in order, and with it every tile that the log must have. */
public final class TileTree {

    private final Frontier frontier = new Frontier();
    private final List<Row> rows = new ArrayList<>();

    /** A level's tile that is being filled. */
    private static final class Row {
        private final List<Hash> hashes = new ArrayList<>(TilePath.WIDTH);
        private long index;
    }

    /** The tree with no leaves. */
    public TileTree() {}

    /**
     * Adds the next leaf.
     *
     * @return the tiles that it filled, lowest first; mostly none
     */
    public List<Tile> append(Hash leaf) {
        frontier.append(leaf);
        List<Tile> filled = new ArrayList<>(1);
        Hash hash = leaf;
        for (int level = 0; ; level++) {
            if (level == rows.size()) {
                rows.add(new Row());
            }
            Row row = rows.get(level);
            row.hashes.add(hash);
            if (row.hashes.size() < TilePath.WIDTH) {
                return filled;
            }
            Tile tile = new Tile(level, row.index, row.hashes);
            filled.add(tile);
            row.hashes.clear();
            row.index++;
            hash = tile.root();
        }
    }

    /** The partial tiles at the present size, lowest first. */
    public List<Tile> partial() {
        List<Tile> partial = new ArrayList<>();
        for (int level = 0; level < rows.size(); level++) {
            Row row = rows.get(level);
            if (!row.hashes.isEmpty()) {
                partial.add(new Tile(level, row.index, row.hashes));
            }
        }
        return partial;
    }

    /** How many leaves there are. */
    public long size() {
        return frontier.size();
    }

    /** The root over all leaves so far. */
    public Hash root() {
        return frontier.root();
    }
}
