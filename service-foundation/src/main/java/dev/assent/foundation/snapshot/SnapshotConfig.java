package dev.assent.foundation.snapshot;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

import java.time.Duration;

/** How the published sites are held. */
@ConfigMapping(prefix = "assent.snapshots")
public interface SnapshotConfig {

    /** Whether this service holds the published sites; false for the service that publishes them. */
    @WithDefault("true")
    boolean enabled();

    /** How long the reader waits before it tries again when Kafka does not answer. */
    @WithDefault("1s")
    Duration retryAfter();
}
