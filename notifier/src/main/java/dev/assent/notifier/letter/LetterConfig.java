package dev.assent.notifier.letter;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

import java.time.Duration;

/** How letters are sent. */
@ConfigMapping(prefix = "assent.notifier.letters")
public interface LetterConfig {

    /** How often the outbox is looked through, beside the moments when a letter is queued. */
    @WithDefault("5s")
    Duration pollInterval();

    /** How long the mail server may take for one letter. */
    @WithDefault("30s")
    Duration sendTimeout();

    /** The pause after the first failure; it doubles with each further one. */
    @WithDefault("5s")
    Duration firstPause();

    /** The longest pause between two tries. */
    @WithDefault("1h")
    Duration longestPause();

    /** After this long without success a letter is given up, and the request's page says so. */
    @WithDefault("5d")
    Duration giveUpAfter();

    /** Acknowledgements to one address of one site in 24 hours: two machines that answer each other stop here. */
    @WithDefault("5")
    int acknowledgementsPerDay();
}
