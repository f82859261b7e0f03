package dev.assent.ledger.statistics;

import dev.assent.foundation.access.SiteAccess;
import dev.assent.foundation.journal.Journal;
import jakarta.enterprise.context.ApplicationScoped;

import java.util.Map;

/** Enters each look at a site's statistics in the journal. */
@ApplicationScoped
public class StatisticsJournal {

    private final Journal journal;
    private final SiteAccess access;

    StatisticsJournal(Journal journal, SiteAccess access) {
        this.journal = journal;
        this.access = access;
    }

    /** Enters one. */
    public void read(Statistics statistics) {
        journal.record(
                access.actor(),
                "statistics.read",
                statistics.site(),
                "month",
                statistics.month().toString(),
                Map.of("by", statistics.by().text()));
    }
}
