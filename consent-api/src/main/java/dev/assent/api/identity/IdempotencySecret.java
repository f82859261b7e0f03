package dev.assent.api.identity;

import io.quarkus.runtime.Startup;
import io.quarkus.runtime.configuration.ConfigurationException;
import jakarta.inject.Singleton;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;

/** The secret that all replicas share. Looked at when the service starts, not at its first use. */
@Startup
@Singleton
public class IdempotencySecret {

    private static final String ALGORITHM = "HmacSHA256";
    private static final int LEAST_BYTES = 32;

    /** Keyed once; each use takes a copy, which is cheaper than keying anew. */
    private final Mac keyed;

    IdempotencySecret(IdempotencyConfig config) {
        byte[] secret = config.secret()
                .map(String::strip)
                .map(IdempotencySecret::decoded)
                .orElseThrow(() -> new ConfigurationException("assent.idempotency.secret is not set. " + advice()));
        if (secret.length < LEAST_BYTES) {
            throw new ConfigurationException("assent.idempotency.secret is too short. " + advice());
        }
        this.keyed = keyed(secret);
    }

    /** {@code HMAC-SHA-256(secret, domain ‖ 0x00 ‖ part ‖ 0x00 ‖ part … ‖ tail)}; no part holds a zero byte. */
    byte[] hmac(String domain, byte[] tail, String... parts) {
        Mac mac = copy();
        mac.update(domain.getBytes(StandardCharsets.US_ASCII));
        mac.update((byte) 0);
        for (String part : parts) {
            mac.update(part.getBytes(StandardCharsets.US_ASCII));
            mac.update((byte) 0);
        }
        return mac.doFinal(tail);
    }

    private Mac copy() {
        try {
            return (Mac) keyed.clone();
        } catch (CloneNotSupportedException e) {
            throw new IllegalStateException("the JDK's HMAC can be copied", e);
        }
    }

    private static Mac keyed(byte[] secret) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(secret, ALGORITHM));
            return mac;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java runtime has HMAC-SHA-256", e);
        }
    }

    private static byte[] decoded(String base64) {
        try {
            return Base64.getDecoder().decode(base64);
        } catch (IllegalArgumentException e) {
            // Without the cause, whose message repeats a part of the secret.
            throw new ConfigurationException("assent.idempotency.secret is not base64. " + advice());
        }
    }

    private static String advice() {
        return "Set ASSENT_IDEMPOTENCY_SECRET to 32 random bytes in base64, the same for all replicas"
                + " (openssl rand -base64 32).";
    }

    /** Shows nothing of it. */
    @Override
    public String toString() {
        return "IdempotencySecret[…]";
    }
}
