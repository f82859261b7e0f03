package dev.assent.events;

import javax.crypto.Mac;
import java.nio.charset.StandardCharsets;

/**
 * A secret from which each site's own key for keyed subjects is derived. Versions are never used again: records name the
 * one that made their subject.
 */
public final class SubjectKey {

    /** How long the secret is at least, in bytes. */
    public static final int LEAST_BYTES = 32;

    private static final byte[] DOMAIN = "assent/subject-key/v1".getBytes(StandardCharsets.US_ASCII);

    private final int version;
    private final byte[] secret;

    /**
     * A version of the secret.
     *
     * @param version from 1
     * @param secret {@value #LEAST_BYTES} random bytes or more
     * @throws IllegalArgumentException if the version or the length is not right; the message does not repeat the secret
     */
    public SubjectKey(int version, byte[] secret) {
        if (version < 1 || secret.length < LEAST_BYTES) {
            throw new IllegalArgumentException("a subject key has a version from 1 and at least 32 bytes");
        }
        this.version = version;
        this.secret = secret.clone();
    }

    /** Which secret this is. */
    public int version() {
        return version;
    }

    /** The site's key: {@code HMAC-SHA-256(secret, "assent/subject-key/v1" ‖ 0x00 ‖ site)}, 32 bytes. */
    public byte[] ofSite(String site) {
        Mac mac = Subject.hmac(secret);
        mac.update(DOMAIN);
        mac.update((byte) 0);
        mac.update(site.getBytes(StandardCharsets.US_ASCII));
        return mac.doFinal();
    }

    /** Shows the version, and nothing of the secret. */
    @Override
    public String toString() {
        return "SubjectKey[version=" + version + "]";
    }
}
