package dev.assent.api.choice;

import dev.assent.api.measure.SiteMeters;
import jakarta.inject.Singleton;

/** Counts what becomes of choices. */
@Singleton
class ChoiceCounters {

    private final SiteMeters meters;

    ChoiceCounters(SiteMeters meters) {
        this.meters = meters;
    }

    void accepted(String site) {
        meters.accepted(site);
    }

    void refused(String site, boolean known, String reason) {
        meters.refused(site, known, reason);
    }
}
