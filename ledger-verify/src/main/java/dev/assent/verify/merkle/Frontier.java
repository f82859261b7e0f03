package dev.assent.verify.merkle;

import java.util.ArrayList;
import java.util.List;

/**
 * A tree that is read from its first leaf to its last and remembers only its full subtrees, one for each bit of its
 * size: enough for its root at every size on the way.
 */
public final class Frontier {

    private final List<Hash> subtrees = new ArrayList<>();
    private long size;

    /** The tree with no leaves. */
    public Frontier() {}

    /** Adds the next leaf. */
    public void append(Hash leaf) {
        Hash subtree = leaf;
        // Each trailing one bit of the size is a full subtree that the new one completes to the next height.
        for (long left = size; (left & 1) == 1; left >>>= 1) {
            subtree = Hash.node(subtrees.removeLast(), subtree);
        }
        subtrees.add(subtree);
        size++;
    }

    /** How many leaves it has. */
    public long size() {
        return size;
    }

    /** The full subtrees, from the first leaf on. */
    public List<Hash> subtrees() {
        return List.copyOf(subtrees);
    }

    /** The root over all leaves so far. */
    public Hash root() {
        return rootOf(subtrees);
    }

    /** The root over full subtrees that stand side by side, each lower than the one before. */
    public static Hash rootOf(List<Hash> subtrees) {
        if (subtrees.isEmpty()) {
            return Hash.emptyRoot();
        }
        Hash root = subtrees.getLast();
        for (int i = subtrees.size() - 2; i >= 0; i--) {
            root = Hash.node(subtrees.get(i), root);
        }
        return root;
    }
}
