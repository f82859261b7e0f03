package dev.assent.foundation.outbox;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

import java.time.Duration;

/** How records leave the outbox. */
@ConfigMapping(prefix = "assent.outbox")
public interface OutboxConfig {

    /** Whether this service relays its outbox to Kafka; false where it has none. */
    @WithDefault("true")
    boolean enabled();

    /** How often the outbox is looked at when nobody wakes the relay, and how long it waits after a failure. */
    @WithDefault("1s")
    Duration interval();

    /** How many records are sent in one pass. */
    @WithDefault("100")
    int batch();

    /** How long Kafka may take to acknowledge a pass before it is tried again. */
    @WithDefault("10s")
    Duration deliveryTimeout();
}
