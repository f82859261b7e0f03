package dev.assent.verify.stored;

import javax.crypto.spec.SecretKeySpec;

/** A 256-bit key for {@link Opener}. */
final class SealingKey {

    private static final int KEY_LENGTH = 32;

    private final SecretKeySpec key;

    SealingKey(byte[] key) {
        if (key.length != KEY_LENGTH) {
            throw new IllegalArgumentException("a sealing key has 32 bytes");
        }
        this.key = new SecretKeySpec(key, "AES");
    }

    SecretKeySpec key() {
        return key;
    }
}
