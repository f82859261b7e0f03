package dev.assent.verify.tile;

import dev.assent.verify.merkle.Frontier;
import dev.assent.verify.merkle.Hash;

import java.util.ArrayList;
import java.util.List;

/**
 * The upper part of a tree: built from the roots of its full level-0 tiles in order, so that the tiles themselves can be
 * made elsewhere, several at a time.
 */
public final class TileRoots {

    private final List<Row> rows = new ArrayList<>();
    private long tiles;

    /** A level's tile that is being filled. */
    private static final class Row {
        private final List<Hash> hashes = new ArrayList<>(TilePath.WIDTH);
        private Frontier frontier = new Frontier();
        private long index;

        private void add(Hash hash) {
            hashes.add(hash);
            frontier.append(hash);
        }
    }

    /** Where the roots of full tiles can be had. */
    @FunctionalInterface
    public interface Source<E extends Exception> {
        /** The roots of the tiles of a level, from one index to before another, in order. */
        List<Hash> roots(int level, long from, long to) throws E;
    }

    /** The tree with no tiles. */
    public TileRoots() {}

    /**
     * A tree that stands already. It is believed; whoever compares its root with a signed one finds out.
     *
     * @param tiles how many full level-0 tiles it has
     * @param source answers the roots of its full tiles
     * @throws IllegalArgumentException if the source has not as many as it was asked for
     */
    public static <E extends Exception> TileRoots standing(long tiles, Source<E> source) throws E {
        TileRoots tree = new TileRoots();
        tree.tiles = tiles;
        int level = 0;
        for (long full = tiles; full > 0; full /= TilePath.WIDTH, level++) {
            Row row = new Row();
            row.index = full / TilePath.WIDTH;
            List<Hash> roots = source.roots(level, row.index * TilePath.WIDTH, full);
            if (roots.size() != full % TilePath.WIDTH) {
                throw new IllegalArgumentException(
                        "level %d has %d of %d tiles".formatted(level, roots.size(), full % TilePath.WIDTH));
            }
            roots.forEach(row::add);
            tree.rows.add(row);
        }
        return tree;
    }

    /**
     * Adds the next full level-0 tile.
     *
     * @return the tiles of higher levels that it filled, lowest first; mostly none
     */
    public List<Tile> append(Hash root) {
        tiles++;
        List<Tile> filled = new ArrayList<>(1);
        Hash hash = root;
        for (int place = 0; ; place++) {
            if (place == rows.size()) {
                rows.add(new Row());
            }
            Row row = rows.get(place);
            row.add(hash);
            if (row.hashes.size() < TilePath.WIDTH) {
                return filled;
            }
            filled.add(new Tile(place + 1, row.index, row.hashes));
            hash = row.frontier.root();
            row.hashes.clear();
            row.frontier = new Frontier();
            row.index++;
        }
    }

    /** The partial tiles of level 1 and above, lowest first. */
    List<Tile> partial() {
        List<Tile> partial = new ArrayList<>();
        for (int place = 0; place < rows.size(); place++) {
            Row row = rows.get(place);
            if (!row.hashes.isEmpty()) {
                partial.add(new Tile(place + 1, row.index, row.hashes));
            }
        }
        return partial;
    }

    /** How many leaves are in the full tiles. */
    public long size() {
        return tiles * TilePath.WIDTH;
    }

    /**
     * The root over the full tiles and what follows them.
     *
     * @param edge the full subtrees of the tile after them
     */
    public Hash root(List<Hash> edge) {
        List<Hash> subtrees = new ArrayList<>();
        for (Row row : rows.reversed()) {
            subtrees.addAll(row.frontier.subtrees());
        }
        subtrees.addAll(edge);
        return Frontier.rootOf(subtrees);
    }
}
