package dev.assent.benchmarks.result;

import java.util.List;

/**
 * Whether something that was sampled over a while stays where it was. The first third is left to the JVM, which still
 * compiles and makes its heap its own; then the last third is held against the middle one, by their medians.
 *
 * @param middle the median of the middle third
 * @param last the median of the last third
 * @param flat whether the last third lies at most 3 % above the middle one
 */
public record Flatness(double middle, double last, boolean flat) {

    private static final double MOST_GROWTH = 1.03;

    /**
     * Of samples taken at equal intervals, in their order.
     *
     * @throws IllegalArgumentException of fewer than three samples
     */
    public static Flatness of(List<Double> samples) {
        int third = samples.size() / 3;
        if (third == 0) {
            throw new IllegalArgumentException("Three samples at least, not " + samples.size());
        }
        double middle = Sample.of(samples.subList(third, 2 * third)).median();
        double last = Sample.of(samples.subList(2 * third, samples.size())).median();
        return new Flatness(middle, last, last <= middle * MOST_GROWTH);
    }
}
