package dev.assent.api.choice;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** How many choices a site's own server may send at once. */
@ConfigMapping(prefix = "assent.batch")
interface BatchConfig {

    /** The most items of one call. */
    @WithDefault("1000")
    int items();
}
