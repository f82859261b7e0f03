package dev.assent.api.limit;

import java.util.concurrent.atomic.AtomicLong;

/** Counts what a network sends in fixed windows: one word, so that many networks can be remembered. */
final class Pace {

    private static final int COUNT_BITS = 24;
    private static final long MOST = (1L << COUNT_BITS) - 1;

    private final AtomicLong windowAndCount = new AtomicLong();

    /**
     * Counts one more.
     *
     * @param window the number of the present window
     * @return how many it is in this window
     */
    long count(long window) {
        long number = window & (-1L >>> COUNT_BITS);
        long next = windowAndCount.updateAndGet(state -> {
            long sameWindow = state >>> COUNT_BITS == number ? state & MOST : 0;
            return number << COUNT_BITS | Math.min(MOST, sameWindow + 1);
        });
        return next & MOST;
    }
}
