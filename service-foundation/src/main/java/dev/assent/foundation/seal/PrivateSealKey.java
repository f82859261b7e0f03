package dev.assent.foundation.seal;

import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** The key with which a service opens what was sealed to its {@link PublicSealKey}. */
public final class PrivateSealKey {

    private final byte[] key;

    /**
     * A key.
     *
     * @param key 32 bytes, an X25519 private key (RFC 7748)
     * @throws IllegalArgumentException if the length is not right; the message does not repeat the key
     */
    public PrivateSealKey(byte[] key) {
        if (key.length != Suite.KEY_BYTES) {
            throw new IllegalArgumentException("a private key to open with has 32 bytes");
        }
        this.key = key.clone();
    }

    /**
     * Opens a sealed message.
     *
     * @param purpose what it was sealed for
     * @param bound what it belongs to
     * @param sealed base64url without padding
     * @throws SealBrokenException if it was not sealed to this key for this purpose, or belongs to something else
     */
    public byte[] open(String purpose, String bound, String sealed) throws SealBrokenException {
        byte[] bytes;
        try {
            bytes = Base64.getUrlDecoder().decode(sealed);
        } catch (IllegalArgumentException e) {
            throw new SealBrokenException();
        }
        return Suite.aes256()
                .open(key, purpose.getBytes(StandardCharsets.UTF_8), bound.getBytes(StandardCharsets.UTF_8), bytes);
    }

    /** Shows nothing of the key. */
    @Override
    public String toString() {
        return "PrivateSealKey[…]";
    }
}
