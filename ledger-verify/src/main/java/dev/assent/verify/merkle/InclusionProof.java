package dev.assent.verify.merkle;

import java.util.List;
import java.util.Optional;

/**
 * Shows that a leaf stands at an index of a tree (RFC 9162, section 2.1.3).
 *
 * @param index of the leaf, from 0
 * @param size of the tree
 * @param path the hashes from the leaf's sibling up
 */
public record InclusionProof(long index, long size, List<Hash> path) {

    /** Keeps a copy of the path. */
    public InclusionProof {
        path = List.copyOf(path);
    }

    /** Whether the leaf is in the tree with this root (section 2.1.3.2). */
    public boolean holds(Hash leaf, Hash root) {
        return rootFrom(leaf).filter(root::equals).isPresent();
    }

    /** The root to which the path leads from the leaf; empty if the path is too long, too short, or out of the tree. */
    private Optional<Hash> rootFrom(Hash leaf) {
        if (index < 0 || index >= size) {
            return Optional.empty();
        }
        long position = index;
        long last = size - 1;
        Hash hash = leaf;
        for (Hash sibling : path) {
            if (last == 0) {
                return Optional.empty();
            }
            if ((position & 1) == 1 || position == last) {
                hash = Hash.node(sibling, hash);
                // A node without a right neighbour rises unchanged until it is a right child.
                while ((position & 1) == 0 && position != 0) {
                    position >>>= 1;
                    last >>>= 1;
                }
            } else {
                hash = Hash.node(hash, sibling);
            }
            position >>>= 1;
            last >>>= 1;
        }
        return last == 0 ? Optional.of(hash) : Optional.empty();
    }
}
