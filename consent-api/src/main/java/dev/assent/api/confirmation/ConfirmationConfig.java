package dev.assent.api.confirmation;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

import java.time.Duration;
import java.util.Optional;

/** How choices by e-mail address are confirmed. */
@ConfigMapping(prefix = "assent.confirmations")
interface ConfirmationConfig {

    /** The secret behind the links, 32 random bytes or more in base64; every replica has the same. */
    Optional<String> secret();

    /** Notifier's public key, which addresses are sealed to: an X25519 key of 32 bytes in base64. */
    Optional<String> notifierKey();

    /** The version of that key. */
    @WithDefault("1")
    int notifierKeyVersion();

    /**
     * How long a link works, and so how long a pending choice waits. Between one hour and seven days; mails are sent for 24
     * hours at most, because Kafka keeps the sealed address no longer.
     */
    @WithDefault("24h")
    Duration validity();
}
