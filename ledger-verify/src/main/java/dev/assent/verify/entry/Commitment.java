package dev.assent.verify.entry;

import dev.assent.verify.merkle.Hash;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;

/** The entry of an event: {@code SHA-256("assent/entry/v1" ‖ 0x00 ‖ value)}, over the value byte for byte. */
public final class Commitment {

    private static final byte[] DOMAIN = "assent/entry/v1".getBytes(StandardCharsets.US_ASCII);

    private Commitment() {}

    /** The 32 bytes that the log holds in place of the event. */
    public static byte[] of(byte[] value) {
        MessageDigest digest = Hash.sha256();
        digest.update(DOMAIN);
        digest.update((byte) 0);
        digest.update(value);
        return digest.digest();
    }
}
