package dev.assent.benchmarks.load;

/**
 * What a load found.
 *
 * @param seconds how long it took
 * @param answered how many requests were answered
 * @param notAccepted how many of them by another status than a 2xx or 3xx, or not at all
 * @param p50 the time that half of the requests took at most, in milliseconds
 * @param p99 99 of 100, in milliseconds
 * @param p999 999 of 1,000, in milliseconds
 */
public record LoadResult(double seconds, long answered, long notAccepted, double p50, double p99, double p999) {

    /** Accepted requests in a second. */
    public double perSecond() {
        return Math.max(0, answered - notAccepted) / seconds;
    }
}
