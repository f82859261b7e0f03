package dev.assent.ledger.log;

import java.util.ArrayList;
import java.util.List;

/** A tree's hashes computed from its leaves, by the plain definition. */
public final class MemoryTiles implements TileSource {

    private final List<byte[]> leafHashes = new ArrayList<>();

    /** A tree whose entries are the given ones. */
    public static MemoryTiles of(List<byte[]> entries) {
        MemoryTiles tiles = new MemoryTiles();
        entries.forEach(entry -> tiles.leafHashes.add(Hashes.leaf(entry)));
        return tiles;
    }

    @Override
    public byte[] hashes(int level, long n, int width) {
        List<byte[]> hashes = new ArrayList<>();
        int under = 1 << (8 * level);
        for (long i = n * 256; i < n * 256 + width; i++) {
            hashes.add(root((int) i * under, (int) (i + 1) * under));
        }
        return Tile.join(hashes);
    }

    /** MTH of RFC 6962, section 2.1, as it stands there. */
    byte[] root(int from, int to) {
        if (from == to) {
            return Hashes.emptyRoot();
        }
        if (to - from == 1) {
            return leafHashes.get(from);
        }
        int k = Integer.highestOneBit(to - from - 1);
        return Hashes.node(root(from, from + k), root(from + k, to));
    }
}
