package dev.assent.api.importing;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

import java.time.Duration;

/** How history from another tool is taken over. */
@ConfigMapping(prefix = "assent.import")
interface ImportConfig {

    /** The longest line that is read, in bytes; a longer one is refused. */
    @WithDefault("16384")
    int lineBytes();

    /** How many lines wait for Kafka at once, for each import. */
    @WithDefault("500")
    int inFlight();

    /** How many imports one replica takes at once, each of another site; each holds a thread. */
    @WithDefault("2")
    int atOnce();

    /** How long an import goes on trying while Kafka does not take its lines. */
    @WithDefault("30s")
    Duration patience();

    /** How many bytes of a body must come in a second, on average; a slower one is broken off. */
    @WithDefault("32768")
    int leastPace();

    /** How much longer a body may take than at the least pace. */
    @WithDefault("30s")
    Duration grace();

    /** How many refused lines an answer lists; the others are counted. */
    @WithDefault("100")
    int refusalsListed();
}
