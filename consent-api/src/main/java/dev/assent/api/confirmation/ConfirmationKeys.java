package dev.assent.api.confirmation;

import dev.assent.foundation.seal.PublicSealKey;
import io.quarkus.runtime.Startup;
import jakarta.inject.Singleton;

import java.time.Duration;
import java.util.Base64;
import java.util.Optional;

/** What the configuration gives for confirmations. The service does not start without it. */
@Startup
@Singleton
final class ConfirmationKeys {

    private static final int LEAST_SECRET = 32;
    private static final Duration SHORTEST = Duration.ofHours(1);
    private static final Duration LONGEST = Duration.ofDays(7);

    private final byte[] secret;
    private final PublicSealKey notifier;
    private final Duration validity;

    ConfirmationKeys(ConfirmationConfig config) {
        this.secret = bytes(
                config.secret(),
                "Set assent.confirmations.secret to the base64 of at least 32 random bytes, the same for every replica"
                        + " (openssl rand -base64 32)");
        if (secret.length < LEAST_SECRET) {
            throw new IllegalStateException(
                    "assent.confirmations.secret is shorter than 32 bytes: make one with openssl rand -base64 32");
        }
        String aboutKey =
                "Set assent.confirmations.notifier-key to the base64 of notifier's public X25519 key, 32 bytes";
        try {
            this.notifier = new PublicSealKey(config.notifierKeyVersion(), bytes(config.notifierKey(), aboutKey));
        } catch (IllegalArgumentException e) {
            throw new IllegalStateException(aboutKey, e);
        }
        this.validity = config.validity();
        if (validity.compareTo(SHORTEST) < 0 || validity.compareTo(LONGEST) > 0) {
            throw new IllegalStateException("assent.confirmations.validity is between one hour and seven days");
        }
    }

    byte[] secret() {
        return secret.clone();
    }

    PublicSealKey notifier() {
        return notifier;
    }

    Duration validity() {
        return validity;
    }

    private static byte[] bytes(Optional<String> base64, String mend) {
        try {
            return Base64.getDecoder()
                    .decode(base64.orElseThrow(() -> new IllegalStateException(mend))
                            .strip());
        } catch (IllegalArgumentException e) {
            // Without the cause: the decoder's message repeats a part of what it read.
            throw new IllegalStateException(mend);
        }
    }
}
