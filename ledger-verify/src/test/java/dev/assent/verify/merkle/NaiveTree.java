package dev.assent.verify.merkle;

import java.util.ArrayList;
import java.util.List;

/** RFC 9162, section 2.1, written down as its recursive definitions stand: slow, and hard to get wrong. */
public record NaiveTree(List<Hash> leaves) {

    public Hash root() {
        return root(leaves);
    }

    public Hash root(int size) {
        return root(leaves.subList(0, size));
    }

    public List<Hash> inclusion(int index, int size) {
        return inclusion(index, leaves.subList(0, size));
    }

    public List<Hash> consistency(int from, int to) {
        return consistency(from, leaves.subList(0, to), true);
    }

    private static Hash root(List<Hash> leaves) {
        return switch (leaves.size()) {
            case 0 -> Hash.emptyRoot();
            case 1 -> leaves.getFirst();
            default -> {
                int k = split(leaves.size());
                yield Hash.node(root(leaves.subList(0, k)), root(leaves.subList(k, leaves.size())));
            }
        };
    }

    private static List<Hash> inclusion(int index, List<Hash> leaves) {
        int n = leaves.size();
        if (n == 1) {
            return List.of();
        }
        int k = split(n);
        return index < k
                ? plus(inclusion(index, leaves.subList(0, k)), root(leaves.subList(k, n)))
                : plus(inclusion(index - k, leaves.subList(k, n)), root(leaves.subList(0, k)));
    }

    private static List<Hash> consistency(int from, List<Hash> leaves, boolean whole) {
        int n = leaves.size();
        if (from == n) {
            return whole ? List.of() : List.of(root(leaves));
        }
        int k = split(n);
        return from <= k
                ? plus(consistency(from, leaves.subList(0, k), whole), root(leaves.subList(k, n)))
                : plus(consistency(from - k, leaves.subList(k, n), false), root(leaves.subList(0, k)));
    }

    private static int split(int n) {
        return Integer.highestOneBit(n - 1);
    }

    private static List<Hash> plus(List<Hash> path, Hash last) {
        List<Hash> longer = new ArrayList<>(path);
        longer.add(last);
        return longer;
    }
}
