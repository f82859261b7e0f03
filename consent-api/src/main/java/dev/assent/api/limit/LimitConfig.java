package dev.assent.api.limit;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

import java.time.Duration;

/**
 * Limits of each replica by itself: behind a load balancer the platform lets through up to as many times more as it has
 * replicas.
 */
@ConfigMapping(prefix = "assent.limits")
public interface LimitConfig {

    /** What one network may send: an IPv4 /24 or an IPv6 /48, since no more of an address is looked at. */
    Client client();

    /** What one site's visitors may send together, so that one site under attack leaves room for the others. */
    Site site();

    /** How many people one network may have asked by mail, so that nobody has the platform flood mailboxes. */
    Form form();

    /** From when on a network's choices count as those of robots: recorded, and left out of statistics. */
    Automated automated();

    /** How many networks are remembered; beyond it those that were not seen for longest are forgotten first. */
    @WithDefault("50000")
    int networks();

    /** A network's limit. */
    interface Client {

        /**
         * Requests per window. A carrier's visitors share few networks, so this is far above what an office or a home
         * sends.
         */
        @WithDefault("3000")
        long quota();

        /** The window. What was not used of the quota is there for a burst, and comes back evenly. Whole seconds. */
        @WithDefault("10s")
        Duration window();
    }

    /** A site's limit. */
    interface Site {

        /** Requests per window. */
        @WithDefault("200000")
        long quota();

        /** The window, in whole seconds. */
        @WithDefault("10s")
        Duration window();
    }

    /** A network's limit for choices by e-mail address that somebody has to confirm. A site's own server has none. */
    interface Form {

        /** Forms per window. */
        @WithDefault("60")
        long quota();

        /** The window. What was not used comes back evenly. Whole seconds. */
        @WithDefault("10m")
        Duration window();
    }

    /** A network that sends more than people do. */
    interface Automated {

        /** Requests per window, from which on a network's are marked. */
        @WithDefault("6000")
        int quota();

        /** The window. */
        @WithDefault("60s")
        Duration window();
    }
}
