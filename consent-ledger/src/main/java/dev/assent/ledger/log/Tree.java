package dev.assent.ledger.log;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * A tree at one size, for proofs (RFC 6962, section 2.1). Reads each tile once; made for one request, not safe for
 * threads.
 */
public final class Tree {

    private final TileSource tiles;
    private final long size;
    private final Map<Place, List<byte[]>> read = new HashMap<>();

    private record Place(int level, long n) {}

    /** The tree of a size that its source holds in full. */
    public Tree(TileSource tiles, long size) {
        this.tiles = tiles;
        this.size = size;
    }

    /** The root. */
    public byte[] root() {
        return size == 0 ? Hashes.emptyRoot() : subtree(0, size);
    }

    /** A leaf's hash. */
    public byte[] leafHash(long index) {
        Objects.checkIndex(index, size);
        return complete(0, index);
    }

    /** The proof that a leaf is in this tree: PATH(index, D[size]), from the leaf upwards. */
    public List<byte[]> inclusionProof(long index) {
        Objects.checkIndex(index, size);
        List<byte[]> path = new ArrayList<>();
        long from = 0;
        long to = size;
        while (to - from > 1) {
            long middle = from + split(to - from);
            if (index < middle) {
                path.add(subtree(middle, to));
                to = middle;
            } else {
                path.add(subtree(from, middle));
                from = middle;
            }
        }
        Collections.reverse(path);
        return path;
    }

    /**
     * The proof that this tree extends its own first leaves: PROOF(earlier, D[size]). Empty where there is nothing to
     * prove: from size 0, and from this size.
     */
    public List<byte[]> consistencyProof(long earlier) {
        Objects.checkFromToIndex(0, earlier, size);
        List<byte[]> proof = new ArrayList<>();
        if (earlier == 0 || earlier == size) {
            return proof;
        }
        long from = 0;
        long to = size;
        boolean whole = true;
        while (earlier != to) {
            long middle = from + split(to - from);
            if (earlier <= middle) {
                proof.add(subtree(middle, to));
                to = middle;
            } else {
                proof.add(subtree(from, middle));
                from = middle;
                whole = false;
            }
        }
        if (!whole) {
            proof.add(subtree(from, to));
        }
        Collections.reverse(proof);
        return proof;
    }

    private byte[] subtree(long from, long to) {
        long leaves = to - from;
        if (Long.bitCount(leaves) == 1 && from % leaves == 0) {
            int height = Long.numberOfTrailingZeros(leaves);
            return complete(height, from >> height);
        }
        long middle = from + split(leaves);
        return Hashes.node(subtree(from, middle), subtree(middle, to));
    }

    /** The largest power of two that is smaller than the count. */
    private static long split(long leaves) {
        return Long.highestOneBit(leaves - 1);
    }

    /** The root of a complete subtree by its height and its place among those of that height. */
    private byte[] complete(int height, long place) {
        int level = height / Tile.HEIGHT;
        int above = height % Tile.HEIGHT;
        long first = place << above;
        int at = (int) (first % Tile.WIDTH);
        List<byte[]> hashes = tile(level, first / Tile.WIDTH);
        return Hashes.fold(hashes.subList(at, at + (1 << above)));
    }

    private List<byte[]> tile(int level, long n) {
        return read.computeIfAbsent(new Place(level, n), place -> {
            int width = (int) Math.min(Tile.WIDTH, Tile.hashesAt(level, size) - n * Tile.WIDTH);
            return Tile.split(tiles.hashes(level, n, width));
        });
    }
}
