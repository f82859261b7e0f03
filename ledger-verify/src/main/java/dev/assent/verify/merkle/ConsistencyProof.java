package dev.assent.verify.merkle;

import java.util.List;

/**
 * Shows that a tree begins with all of an earlier one (RFC 9162, section 2.1.4).
 *
 * @param from size of the earlier tree
 * @param to size of the later tree
 * @param path the hashes of the proof
 */
public record ConsistencyProof(long from, long to, List<Hash> path) {

    /** Keeps a copy of the path. */
    public ConsistencyProof {
        path = List.copyOf(path);
    }

    /** Whether the later root extends the earlier one (section 2.1.4.2). */
    public boolean holds(Hash earlier, Hash later) {
        if (from < 0 || from > to) {
            return false;
        }
        if (from == 0) {
            // Every tree extends the empty one; there is nothing to prove it by.
            return path.isEmpty() && earlier.equals(Hash.emptyRoot()) && (to > 0 || later.equals(earlier));
        }
        if (from == to) {
            return path.isEmpty() && earlier.equals(later);
        }
        return foldsTo(earlier, later);
    }

    private boolean foldsTo(Hash earlier, Hash later) {
        boolean earlierIsSubtree = Long.bitCount(from) == 1;
        if (path.isEmpty() && !earlierIsSubtree) {
            return false;
        }
        // If the earlier tree is one full subtree, its root starts the path and is left out of the proof.
        Hash start = earlierIsSubtree ? earlier : path.getFirst();
        List<Hash> rest = earlierIsSubtree ? path : path.subList(1, path.size());
        long position = from - 1;
        long last = to - 1;
        while ((position & 1) == 1) {
            position >>>= 1;
            last >>>= 1;
        }
        Hash earlierRoot = start;
        Hash laterRoot = start;
        for (Hash hash : rest) {
            if (last == 0) {
                return false;
            }
            if ((position & 1) == 1 || position == last) {
                earlierRoot = Hash.node(hash, earlierRoot);
                laterRoot = Hash.node(hash, laterRoot);
                while ((position & 1) == 0 && position != 0) {
                    position >>>= 1;
                    last >>>= 1;
                }
            } else {
                laterRoot = Hash.node(laterRoot, hash);
            }
            position >>>= 1;
            last >>>= 1;
        }
        return last == 0 && earlierRoot.equals(earlier) && laterRoot.equals(later);
    }
}
