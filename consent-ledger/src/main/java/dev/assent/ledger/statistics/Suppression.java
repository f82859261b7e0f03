package dev.assent.ledger.statistics;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * Which counts of a list may be shown beside their total, so that none below {@value #SMALLEST} can be found out
 * (ADR 0033).
 *
 * <p>A count below it is hidden. So that it does not follow from the total, the smallest of the others are hidden with it,
 * until each hidden small count could still be anything from 0 to {@value #LARGEST_HIDDEN}, for all that the answer and
 * this rule tell. Where that cannot be, the total is hidden too.
 */
final class Suppression {

    /** The least count that is shown. */
    static final int SMALLEST = 5;

    private static final int LARGEST_HIDDEN = SMALLEST - 1;

    /**
     * What is shown.
     *
     * @param counts in the order of the list; null where hidden
     * @param total null where hidden
     */
    record Shown(List<@Nullable Long> counts, @Nullable Long total) {}

    private Suppression() {}

    /**
     * Applies the rule.
     *
     * @param empty where there was nobody at all, whatever they might have answered: nothing is hidden there
     */
    static Shown of(long[] counts, boolean[] empty) {
        long total = Arrays.stream(counts).sum();
        boolean[] hidden = new boolean[counts.length];
        List<Integer> others = new ArrayList<>();
        int small = 0;
        for (int i = 0; i < counts.length; i++) {
            hidden[i] = counts[i] < SMALLEST && !empty[i];
            if (hidden[i]) {
                small++;
            } else if (!empty[i]) {
                others.add(i);
            }
        }
        others.sort(Comparator.comparingLong(i -> counts[i]));
        int large = 0;
        while (large < others.size() && !isSafe(counts, hidden, small, large, others)) {
            hidden[others.get(large++)] = true;
        }
        boolean safe = isSafe(counts, hidden, small, large, others) && total >= SMALLEST;
        return new Shown(shown(counts, hidden), safe ? total : null);
    }

    /** Whether each of the small hidden counts could be any number below the smallest that is shown. */
    private static boolean isSafe(long[] counts, boolean[] hidden, int small, int large, List<Integer> others) {
        if (small == 0) {
            return true;
        }
        long sum = 0;
        for (int i = 0; i < counts.length; i++) {
            sum += hidden[i] ? counts[i] : 0;
        }
        // All but one of the hidden counts, at their least and at their most.
        long least = (long) large * SMALLEST;
        boolean open = large > 0 && large == others.size();
        long most = open
                ? Long.MAX_VALUE
                : (long) (small - 1) * LARGEST_HIDDEN + (large == 0 ? 0 : large * counts[others.get(large)]);
        return least <= sum - LARGEST_HIDDEN && most >= sum;
    }

    private static List<@Nullable Long> shown(long[] counts, boolean[] hidden) {
        List<@Nullable Long> shown = new ArrayList<>(counts.length);
        for (int i = 0; i < counts.length; i++) {
            shown.add(hidden[i] ? null : counts[i]);
        }
        return shown;
    }
}
