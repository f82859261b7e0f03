package dev.assent.ledger.opened;

import dev.assent.events.Subject;
import dev.assent.ledger.config.Generations;
import dev.assent.ledger.config.LedgerConfig;
import dev.assent.ledger.evidence.Entries;
import dev.assent.ledger.evidence.Entry;
import dev.assent.ledger.evidence.EvidenceDatabases;
import dev.assent.ledger.evidence.EvidenceUnavailableException;
import dev.assent.ledger.evidence.Logs;
import dev.assent.ledger.evidence.StoredLog;
import dev.assent.ledger.log.LogId;
import dev.assent.ledger.recovery.CaughtUp;
import dev.assent.ledger.seal.DataKey;
import dev.assent.ledger.seal.Sealer;
import jakarta.enterprise.context.ApplicationScoped;
import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * Reads entries and opens them, in whichever database their log lives. What has lost its key is never among them: it can
 * be told to belong to nobody.
 */
@ApplicationScoped
public class OpenedLogs {

    /** How many entries of all sites a first statement passes over for a site; those that find nothing take more and more. */
    private static final long WINDOW = 20_000;

    private static final long WIDEST = 5_000_000;
    private static final int WIDER = 4;

    private final EvidenceDatabases databases;
    private final Sealer sealer;
    private final LedgerConfig config;
    private final Generations generations;
    private final CaughtUp caughtUp;
    private volatile @Nullable List<LogId> earlier;

    OpenedLogs(
            EvidenceDatabases databases,
            Sealer sealer,
            LedgerConfig config,
            Generations generations,
            CaughtUp caughtUp) {
        this.generations = generations;
        this.caughtUp = caughtUp;
        this.databases = databases;
        this.sealer = sealer;
        this.config = config;
    }

    /** Every log of every generation, in the order of their numbers. */
    public List<LogId> all() {
        return databases.logs().stream().map(StoredLog::id).toList();
    }

    /** The logs that may hold a subject: one of each generation. Oldest first. */
    public List<LogId> of(Subject subject) {
        LogId now = new LogId(config.generation(), subject.partition(config.partitions()));
        return Stream.concat(earlier().stream().filter(log -> mayHold(log, subject)), Stream.of(now))
                .toList();
    }

    /** A generation that no setting names may have had any number of logs. */
    private boolean mayHold(LogId log, Subject subject) {
        return generations
                .numbered(log.generation())
                .map(generation -> subject.partition(generation.partitions()) == log.partition())
                .orElse(true);
    }

    /** How many entries a log has. */
    public long size(LogId log) {
        return databases
                .of(log)
                .read(connection -> Logs.position(connection, log))
                .size();
    }

    /** A subject's newest choices that took effect, oldest first. */
    public List<Opened> effectiveChoices(Subject subject, int most) {
        List<Opened> newestFirst = new ArrayList<>();
        for (LogId log : of(subject).reversed()) {
            int left = most - newestFirst.size();
            if (left > 0) {
                newestFirst.addAll(open(
                        log,
                        databases
                                .of(log)
                                .read(connection -> Entries.effectiveChoices(
                                        connection, log, subject.site(), subject.value(), left))));
            }
        }
        return newestFirst.reversed();
    }

    /** That a browser was linked to a person, or no longer is; newest first. */
    public List<Opened> links(Subject browser, int most) {
        List<Opened> links = new ArrayList<>();
        for (LogId log : of(browser).reversed()) {
            links.addAll(open(
                    log,
                    databases
                            .of(log)
                            .read(connection ->
                                    Entries.links(connection, log, browser.site(), browser.value(), most))));
        }
        return links;
    }

    /**
     * A subject's entries in a log below an index, newest first.
     *
     * @param restrictedToo whether there are any while the subject is restricted
     */
    public List<Opened> ofSubject(LogId log, Subject subject, long below, int most, boolean restrictedToo) {
        return open(
                log,
                databases
                        .of(log)
                        .read(connection -> Entries.history(
                                connection, log, subject.site(), subject.value(), below, most, restrictedToo)));
    }

    /**
     * A site's event.
     *
     * @param restrictedToo whether to find one of a person who is restricted
     */
    public Optional<Opened> byEvent(String site, UUID eventId, boolean restrictedToo) {
        EvidenceDatabases.Found there = databases.found();
        for (StoredLog stored : there.logs()) {
            LogId log = stored.id();
            Optional<Entries.Keyed> found =
                    databases.of(log).read(connection -> Entries.byEvent(connection, log, eventId, restrictedToo));
            DataKey key = found.map(Entries.Keyed::key).orElse(null);
            if (key != null && key.site().equals(site)) {
                return Optional.of(open(log, found.get(), key));
            }
        }
        if (!there.away().isEmpty()) {
            throw new EvidenceUnavailableException("the event may be in a database that is away");
        }
        return Optional.empty();
    }

    /**
     * Some of a site's entries.
     *
     * @param entries what was found
     * @param next where to read on: the first index that was not looked at; backwards, the one above it
     */
    public record Page(List<Opened> entries, long next) {}

    /** A site's entries from an index to another (exclusive), in the log's order. */
    public Page ofSite(LogId log, String site, long from, long to, int most) {
        long at = from;
        long window = WINDOW;
        while (at < to) {
            long start = at;
            long end = Math.min(to, start + window);
            List<Opened> found = ofSite(log, site, start, end, false, most);
            if (found.size() == most) {
                return new Page(found, found.getLast().entry().index() + 1);
            }
            if (!found.isEmpty()) {
                return new Page(found, end);
            }
            at = end;
            window = Math.min(WIDEST, window * WIDER);
        }
        return new Page(List.of(), to);
    }

    /** A site's entries from an index to another (exclusive), from the end. */
    public Page ofSiteBackwards(LogId log, String site, long from, long to, int most) {
        long at = to;
        long window = WINDOW;
        while (at > from) {
            long end = at;
            long start = Math.max(from, end - window);
            List<Opened> found = ofSite(log, site, start, end, true, most);
            if (found.size() == most) {
                return new Page(found, found.getLast().entry().index());
            }
            if (!found.isEmpty()) {
                return new Page(found, start);
            }
            at = start;
            window = Math.min(WIDEST, window * WIDER);
        }
        return new Page(List.of(), from);
    }

    /** The first entry of any site that can be opened, from an index to another (exclusive). */
    Optional<Opened> firstOpen(LogId log, long from, long to) {
        return databases
                .of(log)
                .read(connection -> Entries.firstOpen(connection, log, from, to))
                .flatMap(found -> open(log, List.of(found)).stream().findFirst());
    }

    private List<Opened> ofSite(LogId log, String site, long from, long to, boolean backwards, int most) {
        return open(
                log,
                databases.of(log).read(connection -> Entries.ofSite(connection, log, site, from, to, backwards, most)));
    }

    private List<LogId> earlier() {
        List<LogId> known = earlier;
        if (known == null) {
            EvidenceDatabases.Found found = databases.found();
            known = Stream.concat(found.logs().stream().map(StoredLog::id), found.silent().stream())
                    .filter(log -> log.generation() < config.generation())
                    .toList();
            if (found.away().isEmpty()) {
                // Nothing is opened in a generation that is over.
                earlier = known;
            }
        }
        return known;
    }

    private List<Opened> open(LogId log, List<Entries.Keyed> found) {
        caughtUp.require(log);
        List<Opened> opened = new ArrayList<>(found.size());
        for (Entries.Keyed keyed : found) {
            DataKey key = keyed.key();
            if (key != null) {
                opened.add(open(log, keyed, key));
            }
        }
        return opened;
    }

    private Opened open(LogId log, Entries.Keyed found, DataKey key) {
        caughtUp.require(log);
        Entry entry = found.entry();
        return new Opened(
                log, entry, sealer.open(sealer.unwrap(key), log, entry.index(), entry.eventId(), entry.sealed()));
    }
}
