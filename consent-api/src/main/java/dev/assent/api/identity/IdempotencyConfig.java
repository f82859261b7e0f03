package dev.assent.api.identity;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

import java.time.Duration;
import java.util.Optional;

/** How repeated requests are told from new ones. */
@ConfigMapping(prefix = "assent.idempotency")
public interface IdempotencyConfig {

    /**
     * The secret under which an Idempotency-Key gives an event its id and salt: 32 random bytes or more, in base64, the same
     * in all replicas. Without it the service does not start. Who changes it makes retries of that moment new events.
     */
    Optional<String> secret();

    /** How long a replica remembers which body a key came with. */
    @WithDefault("10m")
    Duration rememberedFor();

    /** How many keys a replica remembers; a key takes some 200 bytes. */
    @WithDefault("50000")
    long remembered();
}
