package dev.assent.foundation.seal;

import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** The key that a service gives to others, so that they seal to it. */
public final class PublicSealKey {

    private final int version;
    private final byte[] key;

    /**
     * A version of the key.
     *
     * @param version from 1
     * @param key 32 bytes, an X25519 public key (RFC 7748)
     * @throws IllegalArgumentException if the version or the length is not right
     */
    public PublicSealKey(int version, byte[] key) {
        if (version < 1 || key.length != Suite.KEY_BYTES) {
            throw new IllegalArgumentException("a public key to seal to has a version from 1 and 32 bytes");
        }
        this.version = version;
        this.key = key.clone();
    }

    /** Which of the service's keys this is. */
    public int version() {
        return version;
    }

    /**
     * Seals a message.
     *
     * @param purpose what it is sealed for; opening it for anything else fails
     * @param bound what the message belongs to; it is not hidden, but opening the message beside anything else fails
     * @param message what nobody else may read
     * @return base64url without padding
     */
    public String seal(String purpose, String bound, byte[] message) {
        byte[] sealed = Suite.aes256()
                .seal(key, purpose.getBytes(StandardCharsets.UTF_8), bound.getBytes(StandardCharsets.UTF_8), message);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(sealed);
    }
}
