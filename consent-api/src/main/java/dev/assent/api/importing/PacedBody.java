package dev.assent.api.importing;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * A body that must come at a least pace, since whoever sends it holds a place that others wait for. Only the time that was
 * spent in waiting for it counts, not what becomes of its lines.
 */
final class PacedBody extends FilterInputStream {

    private final long grace;
    private final double nanosPerByte;
    private final LongSupplier nanos;
    private long waited;
    private long bytes;

    /** The body comes too slowly. */
    static final class TooSlowException extends RuntimeException {

        private static final long serialVersionUID = 1L;

        TooSlowException() {
            super(null, null, false, false);
        }
    }

    /**
     * A body under a watch.
     *
     * @param grace how long it may take beyond what its length allows
     * @param bytesPerSecond the least pace
     * @param nanos a clock as {@link System#nanoTime} is one
     */
    PacedBody(InputStream in, Duration grace, int bytesPerSecond, LongSupplier nanos) {
        super(in);
        this.grace = grace.toNanos();
        this.nanosPerByte = (double) Duration.ofSeconds(1).toNanos() / bytesPerSecond;
        this.nanos = nanos;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : Byte.toUnsignedInt(one[0]);
    }

    /**
     * Reads on.
     *
     * @throws TooSlowException if all that has come took too long
     */
    @Override
    public int read(byte[] target, int from, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        long began = nanos.getAsLong();
        int count = in.read(target, from, length);
        waited += nanos.getAsLong() - began;
        bytes += Math.max(count, 0);
        if (count >= 0 && waited > grace + bytes * nanosPerByte) {
            throw new TooSlowException();
        }
        return count;
    }
}
