package dev.assent.ledger.history;

import dev.assent.events.ChoiceRecorded;
import dev.assent.events.LogEvent;
import dev.assent.events.SitePublished;
import dev.assent.events.Subject;
import dev.assent.foundation.access.Role;
import dev.assent.foundation.access.SiteAccess;
import dev.assent.foundation.snapshot.Snapshots;
import dev.assent.ledger.config.LedgerConfig;
import dev.assent.ledger.consent.PurposeState;
import dev.assent.ledger.consent.SubjectStates;
import dev.assent.ledger.log.LogId;
import dev.assent.ledger.opened.Opened;
import dev.assent.ledger.opened.OpenedLogs;
import dev.assent.ledger.opened.ReceiptAddresses;
import jakarta.enterprise.context.ApplicationScoped;
import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Finds a site's events, by subject, by id, by time; for whoever calls. */
@ApplicationScoped
public class Events {

    private final OpenedLogs logs;
    private final SubjectStates states;
    private final ReceiptAddresses receipts;
    private final SiteSearch search;
    private final Snapshots snapshots;
    private final LedgerConfig config;
    private final SiteAccess access;

    Events(
            OpenedLogs logs,
            SubjectStates states,
            ReceiptAddresses receipts,
            SiteSearch search,
            Snapshots snapshots,
            LedgerConfig config,
            SiteAccess access) {
        this.logs = logs;
        this.states = states;
        this.receipts = receipts;
        this.search = search;
        this.snapshots = snapshots;
        this.config = config;
        this.access = access;
    }

    /**
     * A subject's events and state.
     *
     * @param at the moment to ask about; null for now
     * @param cursor where to read on; null for the beginning
     * @param limit how many events at most
     */
    public History history(Subject subject, @Nullable Instant at, @Nullable String cursor, int limit) {
        SubjectStates.Held held = states.of(subject, linkPurpose(subject.site()), at);
        List<Item> items = new ArrayList<>();
        String next = collect(subject, at, cursor, limit, items);
        return new History(
                subject.site(),
                subject.value(),
                at,
                held.states(),
                held.fromPerson(),
                shown(subject.site(), held.states().values()),
                items,
                next);
    }

    /** One event of a site; empty for an id that names none of its events. */
    public Optional<Item> event(String site, String eventId) {
        return Query.eventId(eventId)
                .flatMap(id -> logs.byEvent(site, id, seesRestricted(site)))
                .map(this::item);
    }

    /**
     * A site's events of a time, newest first.
     *
     * @param from the first moment; null for all that went before
     * @param to the first moment after it; null for up to now
     */
    public EventList search(
            String site, @Nullable Instant from, @Nullable Instant to, @Nullable String cursor, int limit) {
        SiteSearch.Found found = search.find(site, from, to, cursor == null ? null : Cursor.read(cursor), limit);
        return new EventList(
                site,
                found.entries().stream().map(this::item).toList(),
                found.left().isEmpty() ? null : Cursor.write(found.left()));
    }

    /** A subject's events of a time, newest first. */
    public EventList search(
            Subject subject, @Nullable Instant from, @Nullable Instant to, @Nullable String cursor, int limit) {
        List<Item> items = new ArrayList<>();
        Place place = cursor == null ? null : Place.of(Cursor.read(cursor));
        String next = new SubjectPages(logs, subject, place, seesRestricted(subject.site()))
                .collect(entry -> SiteSearch.isWithin(entry, from, to), limit, entry -> items.add(item(entry)));
        return new EventList(subject.site(), items, next);
    }

    private @Nullable String collect(
            Subject subject, @Nullable Instant at, @Nullable String cursor, int limit, List<Item> items) {
        Place place = cursor == null ? null : Place.of(Cursor.read(cursor));
        return new SubjectPages(logs, subject, place, seesRestricted(subject.site()))
                .collect(
                        entry -> at == null || !entry.recordedAt().isAfter(at), limit, entry -> items.add(item(entry)));
    }

    /** A place in one log. */
    record Place(LogId log, long below) {

        static Place of(Map<LogId, Long> places) {
            if (places.size() != 1) {
                throw Query.bad("cursor", "It is none of ours.");
            }
            Map.Entry<LogId, Long> only = places.entrySet().iterator().next();
            return new Place(only.getKey(), only.getValue());
        }
    }

    /** While a person is restricted, nobody but the officer uses what is kept of them (GDPR Art. 18(2)). */
    private boolean seesRestricted(String site) {
        return access.may(site, Role.DPO);
    }

    /** The purpose under which the site links browsers to people now; null where it does not. */
    private @Nullable String linkPurpose(String site) {
        return snapshots
                .find(site)
                .map(SitePublished::intake)
                .map(SitePublished.Intake::linkPurpose)
                .orElse(null);
    }

    private Item item(Opened entry) {
        LogEvent event = entry.event();
        return new Item(
                entry.log().name(),
                entry.entry().index(),
                entry.superseded(),
                entry.json(),
                receipts.of(entry),
                event instanceof ChoiceRecorded choice
                        ? shown(choice.site(), choice.noticeVersion(), choice.noticeHash(), choice.language())
                        : null);
    }

    private List<Shown> shown(String site, Collection<PurposeState> states) {
        Map<Integer, Shown> byVersion = new LinkedHashMap<>();
        for (PurposeState state : states) {
            byVersion.computeIfAbsent(state.noticeVersion(), version -> shown(site, version, state.noticeHash(), null));
        }
        return List.copyOf(byVersion.values());
    }

    private Shown shown(String site, int version, String hash, @Nullable String language) {
        return new Shown(
                version, hash, language, "%s/v1/sites/%s/versions/%d".formatted(config.registryUrl(), site, version));
    }
}
