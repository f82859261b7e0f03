package dev.assent.foundation.id;

import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.UUID;

/** Makes ids for events and objects: UUIDv7 (RFC 9562, section 5.7), every non-time bit from a CSPRNG. */
public final class EventIds {

    private static final SecureRandom RANDOM = new SecureRandom();

    private EventIds() {}

    /** A new id for the present millisecond; ids of one millisecond have no order. */
    public static UUID next(InstantSource clock) {
        long millis = clock.millis() & 0xFFFF_FFFF_FFFFL;
        long version = 0x7000L | (RANDOM.nextLong() & 0x0FFFL);
        long variant = (RANDOM.nextLong() & 0x3FFF_FFFF_FFFF_FFFFL) | 0x8000_0000_0000_0000L;
        return new UUID(millis << 16 | version, variant);
    }
}
