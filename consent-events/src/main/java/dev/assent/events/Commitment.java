package dev.assent.events;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;

/** What the log shows of an event: {@code SHA-256("assent/entry/v1" ‖ 0x00 ‖ value)}, 32 bytes. */
public final class Commitment {

    private static final byte[] DOMAIN = "assent/entry/v1".getBytes(StandardCharsets.US_ASCII);

    private Commitment() {}

    /** The commitment to a record's value, byte for byte as it stands on Kafka. */
    public static byte[] of(byte[] value) {
        MessageDigest sha256 = Subject.sha256();
        sha256.update(DOMAIN);
        sha256.update((byte) 0);
        sha256.update(value);
        return sha256.digest();
    }
}
