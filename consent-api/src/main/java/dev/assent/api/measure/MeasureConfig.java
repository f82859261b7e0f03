package dev.assent.api.measure;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** How finely choices are measured. */
@ConfigMapping(prefix = "assent.measure")
interface MeasureConfig {

    /** How many sites have figures of their own; those that are seen later count together as {@code other}. */
    @WithDefault("500")
    int sites();
}
