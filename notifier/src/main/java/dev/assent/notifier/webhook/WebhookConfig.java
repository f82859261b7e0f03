package dev.assent.notifier.webhook;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** How sites are told. */
@ConfigMapping(prefix = "assent.notifier.webhooks")
interface WebhookConfig {

    /**
     * Site to the secret that its messages are signed with: {@code whsec_} and the base64 of 24 to 64 bytes, as Standard
     * Webhooks writes it. Two, with a space between, while one takes the other's place: each message then has both
     * signatures.
     */
    Map<String, String> secrets();

    /** Whether {@code http} to this machine is allowed; for a local demonstration. */
    @WithDefault("false")
    boolean plainHttpToLoopback();

    /** Addresses of private networks that messages may go to all the same, such as {@code 10.1.0.0/16}. */
    Optional<List<String>> allowedAddresses();

    /** How long a site's system may take to connect, and to answer. */
    @WithDefault("10s")
    Duration timeout();

    /** How often the queue is looked through, beside the moments when something is queued. */
    @WithDefault("5s")
    Duration pollInterval();

    /** The pause after the first failure; it doubles with each further one. */
    @WithDefault("5s")
    Duration firstPause();

    /** The longest pause between two tries. */
    @WithDefault("3h")
    Duration longestPause();

    /** After this long without success a message is given up, which the journal and a metric say. */
    @WithDefault("3d")
    Duration giveUpAfter();

    /** How many messages are sent at the same time. */
    @WithDefault("4")
    int atOnce();
}
