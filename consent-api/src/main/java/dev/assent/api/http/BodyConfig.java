package dev.assent.api.http;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** How much a caller may send. */
@ConfigMapping(prefix = "assent.body")
interface BodyConfig {

    /** The longest body that is read, in bytes. */
    @WithDefault("16384")
    long limit();
}
