package dev.assent.registry.publishing;

import dev.assent.events.EventCodec;
import dev.assent.events.SitePublished;
import dev.assent.events.Topic;
import dev.assent.foundation.id.EventIds;
import dev.assent.foundation.outbox.Outbox;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.transaction.Transactional;
import org.jboss.logging.Logger;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;

/** Tells the other services what is published, through the outbox: in the transaction that publishes. */
@ApplicationScoped
class Announcements {

    private static final Logger LOG = Logger.getLogger(Announcements.class);
    private static final int MONTHS_ACCEPTED = 13;
    private static final String SOURCE = "/vendor-registry";
    /** Stands for the event's id where two snapshots are compared: it says nothing about the site. */
    private static final String NO_ID = "00000000-0000-7000-8000-000000000000";

    private final Versions versions;
    private final AnnouncementRows rows;
    private final Outbox outbox;
    private final RegistryConfig config;
    private final Clock clock;

    Announcements(Versions versions, AnnouncementRows rows, Outbox outbox, RegistryConfig config, Clock clock) {
        this.versions = versions;
        this.rows = rows;
        this.outbox = outbox;
        this.config = config;
        this.clock = clock;
    }

    /** At each start: what configuration adds to a snapshot may have changed, and old versions run out. */
    @Transactional
    void tellWhatChanged(@Observes StartupEvent event) {
        versions.sites().forEach(this::tell);
    }

    /** Sends a site's snapshot unless the very same was sent last. */
    @Transactional(Transactional.TxType.MANDATORY)
    void tell(String site) {
        List<Version> all = versions.all(site);
        Version newest = all.getFirst();
        List<Version> accepted = accepted(all);
        String digest = FrozenContent.sha256(EventCodec.write(Snapshot.of(newest, accepted, config, NO_ID)));
        if (rows.last(site).filter(last -> last.digest().equals(digest)).isPresent()) {
            return;
        }
        String eventId = EventIds.next(clock).toString();
        SitePublished snapshot = Snapshot.of(newest, accepted, config, eventId);
        outbox.put(EventCodec.toRecord(Topic.REGISTRY_SITES, site.getBytes(StandardCharsets.UTF_8), SOURCE, snapshot));
        rows.persistAndFlush(new AnnouncementRow(site, newest.number(), digest, clock.instant()));
        LOG.infof("site announced: site=%s version=%d event=%s", site, newest.number(), eventId);
    }

    /** The versions that were in force at some time in the last months; newest first. */
    private List<Version> accepted(List<Version> newestFirst) {
        Instant since = clock.instant()
                .atOffset(ZoneOffset.UTC)
                .minusMonths(MONTHS_ACCEPTED)
                .toInstant();
        List<Version> accepted = new ArrayList<>();
        for (Version version : newestFirst) {
            accepted.add(version);
            if (version.publishedAt().isBefore(since)) {
                // It was in force when the time began; whatever is older was not.
                break;
            }
        }
        return accepted;
    }
}
