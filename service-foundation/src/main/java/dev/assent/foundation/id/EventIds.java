package dev.assent.foundation.id;

import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.UUID;

/** Makes ids for events and objects: UUIDv7 (RFC 9562, section 5.7), every non-time bit from a CSPRNG. */
public final class EventIds {

    /** How many random bytes an id takes. */
    public static final int RANDOM_BYTES = Short.BYTES + Long.BYTES;

    private static final SecureRandom RANDOM = new SecureRandom();

    private EventIds() {}

    /** A new id for the present millisecond; ids of one millisecond have no order. */
    public static UUID next(InstantSource clock) {
        byte[] random = new byte[RANDOM_BYTES];
        RANDOM.nextBytes(random);
        return of(clock.millis(), random);
    }

    /**
     * An id of bytes that the caller drew: one draw for an id and whatever else an event needs costs half of two.
     *
     * @param millis Unix time in milliseconds
     * @param random {@value #RANDOM_BYTES} bytes or more of a CSPRNG, of which the first {@value #RANDOM_BYTES} are used
     */
    public static UUID of(long millis, byte[] random) {
        ByteBuffer bytes = ByteBuffer.wrap(random);
        long version = 0x7000L | (bytes.getShort() & 0x0FFFL);
        long variant = (bytes.getLong() & 0x3FFF_FFFF_FFFF_FFFFL) | 0x8000_0000_0000_0000L;
        return new UUID(((millis & 0xFFFF_FFFF_FFFFL) << 16) | version, variant);
    }
}
