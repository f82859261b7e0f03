package dev.assent.ledger.history;

import dev.assent.foundation.access.SiteAccess;
import dev.assent.foundation.journal.Journal;
import jakarta.enterprise.context.ApplicationScoped;
import org.jspecify.annotations.Nullable;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Enters each look of staff in the journal. It names places in the logs and a request's reference, and never a subject,
 * which an erasure must be able to make unknown.
 */
@ApplicationScoped
public class ReadingJournal {

    private static final String OBJECT = "log-entry";

    private final Journal journal;
    private final SiteAccess access;

    ReadingJournal(Journal journal, SiteAccess access) {
        this.journal = journal;
        this.access = access;
    }

    /**
     * Enters a look at events.
     *
     * @param action what, such as {@code history.read}
     * @param events what was shown
     * @param reference the request for which it was; null if none was named
     */
    public void read(String action, String site, List<Item> events, @Nullable String reference) {
        Map<String, Object> details = new LinkedHashMap<>();
        details.put("events", events.size());
        if (!events.isEmpty()) {
            details.put("last", place(events.getLast()));
        }
        if (reference != null) {
            details.put("reference", reference);
        }
        String object = events.isEmpty() ? "none" : place(events.getFirst());
        journal.record(access.actor(), action, site, OBJECT, object, details);
    }

    private static String place(Item item) {
        return item.log() + "/" + item.index();
    }
}
