package dev.assent.notifier.confirmation;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

import java.time.Duration;
import java.util.Map;

/** How the owners of addresses are asked for a confirmation. */
@ConfigMapping(prefix = "assent.notifier.confirmations")
interface ConfirmationConfig {

    /** Version to private X25519 key, 32 bytes in base64: addresses are sealed to its public key. */
    Map<Integer, String> keys();

    /** The pause after a mail could not be handed over; it doubles with each further time. */
    @WithDefault("5s")
    Duration firstPause();

    /** The longest pause between two tries. */
    @WithDefault("15m")
    Duration longestPause();

    /** How long the mail server may take for one mail. */
    @WithDefault("30s")
    Duration sendTimeout();

    /** How many questions may wait for the mail server in memory; further ones wait on Kafka. */
    @WithDefault("1000")
    int mostWaiting();
}
