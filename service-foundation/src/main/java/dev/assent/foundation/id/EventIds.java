package dev.assent.foundation.id;

import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.UUID;

/**
 * Makes ids for events and objects: UUIDv7 (RFC 9562, section 5.7), every non-time bit from a CSPRNG; or UUIDv8 (section 5.8)
 * where the same thing is to have the same id again.
 */
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

    /**
     * The id of what these bytes stand for: UUIDv8, whose bits but version and variant are theirs.
     *
     * @param bytes 16 or more, such as an HMAC's, of which the first 16 are used
     */
    public static UUID madeOf(byte[] bytes) {
        ByteBuffer of = ByteBuffer.wrap(bytes);
        return new UUID(
                (of.getLong() & 0xFFFF_FFFF_FFFF_0FFFL) | 0x8000L,
                (of.getLong() & 0x3FFF_FFFF_FFFF_FFFFL) | 0x8000_0000_0000_0000L);
    }
}
