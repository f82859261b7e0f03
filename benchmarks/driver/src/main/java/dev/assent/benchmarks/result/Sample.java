package dev.assent.benchmarks.result;

import java.util.Arrays;
import java.util.Collection;

/**
 * One figure of several runs.
 *
 * @param median the middle value; of an even number of runs the mean of the two in the middle
 * @param min the least
 * @param max the most
 */
public record Sample(double median, double min, double max) {

    /**
     * The figure of these runs, in any order.
     *
     * @throws IllegalArgumentException where there is no run
     */
    public static Sample of(Collection<Double> runs) {
        if (runs.isEmpty()) {
            throw new IllegalArgumentException("A figure needs at least one run");
        }
        double[] sorted =
                runs.stream().mapToDouble(Double::doubleValue).sorted().toArray();
        int half = sorted.length / 2;
        double median = sorted.length % 2 == 1 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2;
        return new Sample(median, sorted[0], sorted[sorted.length - 1]);
    }

    /** The same of single values. */
    public static Sample of(double... runs) {
        return of(Arrays.stream(runs).boxed().toList());
    }
}
