package dev.assent.api.http;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

import java.time.Duration;

/** How much a caller may send. */
@ConfigMapping(prefix = "assent.body")
interface BodyConfig {

    /** The longest body that is read, in bytes. */
    @WithDefault("16384")
    long limit();

    /** How long a body may take to come, imports aside. */
    @WithDefault("10s")
    Duration deadline();

    /** The longest batch of a site's own server, in bytes. */
    @WithDefault("1048576")
    long batchLimit();

    /** The longest import, in bytes. It is read as it arrives; quarkus.http.limits.max-body-size is no smaller. */
    @WithDefault("268435456")
    long importLimit();
}
