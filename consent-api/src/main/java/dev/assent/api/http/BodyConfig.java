package dev.assent.api.http;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** How much a caller may send. */
@ConfigMapping(prefix = "assent.body")
interface BodyConfig {

    /** The longest body that is read, in bytes. */
    @WithDefault("16384")
    long limit();

    /** How much of a longer body is taken off the wire unread, so that the caller sees the answer, in bytes. */
    @WithDefault("16777216")
    long discarded();
}
