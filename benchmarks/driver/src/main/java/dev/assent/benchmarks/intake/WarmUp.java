package dev.assent.benchmarks.intake;

import dev.assent.benchmarks.load.LoadResult;

import java.util.function.Supplier;

/**
 * Loads a service until its JVM has compiled what the load needs: until it gets no faster, and not before it has seen as
 * many requests as the compiler asks for.
 */
final class WarmUp {

    static final long LEAST_REQUESTS = 100_000;

    private static final double STILL_FASTER = 1.05;
    private static final int STEPS_WITHOUT_GAIN = 2;

    private WarmUp() {}

    /**
     * Where a warm-up ended.
     *
     * @param number how many steps it took
     * @param perSecond the throughput of the last one
     * @param steady whether it had stopped getting faster
     */
    record Step(int number, double perSecond, boolean steady) {}

    /**
     * Loads step by step.
     *
     * @param most how many steps at most
     * @param step loads once
     */
    static Step until(int most, Supplier<LoadResult> step) {
        double best = 0;
        double last = 0;
        long requests = 0;
        int withoutGain = 0;
        for (int number = 1; number <= most; number++) {
            LoadResult load = step.get();
            last = load.perSecond();
            requests += load.answered();
            withoutGain = last > best * STILL_FASTER ? 0 : withoutGain + 1;
            best = Math.max(best, last);
            if (withoutGain >= STEPS_WITHOUT_GAIN && requests >= LEAST_REQUESTS) {
                return new Step(number, last, true);
            }
        }
        return new Step(most, last, false);
    }
}
