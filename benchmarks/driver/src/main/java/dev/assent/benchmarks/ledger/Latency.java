package dev.assent.benchmarks.ledger;

import java.util.Collection;
import java.util.Locale;

/**
 * How long single things took, in milliseconds.
 *
 * @param p50 half of them at most
 * @param p99 99 of 100 at most
 */
record Latency(double p50, double p99) {

    /** Of these times, in any order; the smallest time that the share does not exceed (nearest rank). */
    static Latency of(Collection<Double> millis) {
        double[] sorted =
                millis.stream().mapToDouble(Double::doubleValue).sorted().toArray();
        if (sorted.length == 0) {
            throw new IllegalArgumentException("Nothing was measured");
        }
        return new Latency(rank(sorted, 50), rank(sorted, 99));
    }

    private static double rank(double[] sorted, int percent) {
        return sorted[Math.max(0, (int) Math.ceil(sorted.length * percent / 100.0) - 1)];
    }

    @Override
    public String toString() {
        return String.format(Locale.ROOT, "%.2f, %.2f", p50, p99);
    }
}
