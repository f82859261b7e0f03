package dev.assent.ledger.log;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * A tree's right edge: of each tile level the hashes that do not fill a tile yet. It is all that appending needs, and
 * the root follows from it. Not safe for threads.
 */
public final class Edge {

    /** A size has 63 bits at most, so eight levels of 256 hold any tree. */
    private static final int LEVELS = 8;

    private final List<List<byte[]>> levels;
    private long size;

    private Edge(List<List<byte[]>> levels, long size) {
        this.levels = levels;
        this.size = size;
    }

    /** The edge of a tree without leaves. */
    public static Edge empty() {
        List<List<byte[]>> levels = new ArrayList<>(LEVELS);
        for (int level = 0; level < LEVELS; level++) {
            levels.add(new ArrayList<>());
        }
        return new Edge(levels, 0);
    }

    /** The edge of a stored tree at one of its sizes. */
    public static Edge of(TileSource tiles, long size) {
        Edge edge = empty();
        edge.size = size;
        for (int level = 0; level < LEVELS; level++) {
            long hashes = Tile.hashesAt(level, size);
            int width = (int) (hashes % Tile.WIDTH);
            if (width > 0) {
                edge.levels.get(level).addAll(Tile.split(tiles.hashes(level, hashes / Tile.WIDTH, width)));
            }
        }
        return edge;
    }

    /** A copy that can be appended to and thrown away. */
    public Edge copy() {
        List<List<byte[]>> copied = new ArrayList<>(LEVELS);
        levels.forEach(level -> copied.add(new ArrayList<>(level)));
        return new Edge(copied, size);
    }

    /** The number of leaves. */
    public long size() {
        return size;
    }

    /**
     * Adds a leaf.
     *
     * @param entry the leaf's bytes
     * @param filled gets each tile that this leaf fills, lowest level first
     */
    public void append(byte[] entry, Consumer<Tile> filled) {
        size++;
        byte[] hash = Hashes.leaf(entry);
        for (int level = 0; level < LEVELS; level++) {
            List<byte[]> hashes = levels.get(level);
            hashes.add(hash);
            if (hashes.size() < Tile.WIDTH) {
                return;
            }
            Tile tile = Tile.of(level, Tile.hashesAt(level, size) / Tile.WIDTH - 1, hashes);
            filled.accept(tile);
            hashes.clear();
            hash = tile.root();
        }
        throw new IllegalStateException("a log cannot hold more entries");
    }

    /** The RFC 6962 root. */
    public byte[] root() {
        List<byte[]> subtrees = new ArrayList<>();
        for (int level = LEVELS - 1; level >= 0; level--) {
            List<byte[]> hashes = levels.get(level);
            int from = 0;
            for (int width = Tile.WIDTH / 2; width > 0; width /= 2) {
                if ((hashes.size() & width) != 0) {
                    subtrees.add(Hashes.fold(hashes.subList(from, from + width)));
                    from += width;
                }
            }
        }
        if (subtrees.isEmpty()) {
            return Hashes.emptyRoot();
        }
        byte[] root = subtrees.getLast();
        for (int i = subtrees.size() - 2; i >= 0; i--) {
            root = Hashes.node(subtrees.get(i), root);
        }
        return root;
    }
}
