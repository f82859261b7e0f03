package dev.assent.api.choice;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

import java.time.Duration;

/** How many choices a site's own server may send at once. */
@ConfigMapping(prefix = "assent.batch")
interface BatchConfig {

    /** The most items of one call. */
    @WithDefault("1000")
    int items();

    /**
     * How long a call goes on to begin items; what was not begun by then is given back. Those of one subject follow one
     * another, and each may take as long as Kafka may.
     */
    @WithDefault("20s")
    Duration within();
}
