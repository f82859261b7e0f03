package dev.assent.ledger.statistics;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

import java.time.Duration;

/** The settings of the statistics. */
@ConfigMapping(prefix = "assent.ledger.statistics")
interface StatisticsConfig {

    /** How often it is looked whether entries are left to count; there are some only after an upgrade. */
    @WithDefault("60s")
    Duration recountEvery();
}
