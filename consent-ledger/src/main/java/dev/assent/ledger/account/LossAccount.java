package dev.assent.ledger.account;

import dev.assent.ledger.account.StoredAccounts.Counted;
import dev.assent.ledger.account.StoredAccounts.Seen;
import dev.assent.ledger.account.StoredAccounts.Totals;
import dev.assent.ledger.config.LedgerConfig;
import dev.assent.ledger.evidence.EvidenceDatabases;
import dev.assent.ledger.evidence.Logs;
import dev.assent.ledger.evidence.StoredLog;
import dev.assent.ledger.log.LogId;
import jakarta.enterprise.context.ApplicationScoped;
import org.jboss.logging.Logger;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/** Holds the newest accounts against the logs, again and again until nothing can change any more. */
@ApplicationScoped
class LossAccount {

    private static final Logger LOG = Logger.getLogger(LossAccount.class);

    private final StoredAccounts stored;
    private final EvidenceDatabases databases;
    private final Duration silence;
    private final Clock clock;
    private final Map<Key, Judged> judged = new ConcurrentHashMap<>();
    private final Map<Key, Seen> unaccounted = new ConcurrentHashMap<>();
    private final Map<LogId, Totals> totals = new ConcurrentHashMap<>();

    private record Key(String run, LogId log) {}

    /** An account, what the log has of it, and what follows. */
    record Judged(RunAccount account, Counted counted, State state) {

        /** Whether it has been judged for good: a later look could find nothing else. */
        private boolean settled(Instant silentSince) {
            return state != State.WAITING
                    && (account.ended() || account.recordedAt().isBefore(silentSince));
        }
    }

    LossAccount(StoredAccounts stored, EvidenceDatabases databases, LedgerConfig config, Clock clock) {
        this.silence = config.accounts().silence();
        this.stored = stored;
        this.databases = databases;
        this.clock = clock;
    }

    /** Takes what was kept before this replica started. */
    void load() {
        stored.newest().forEach(this::take);
    }

    /** Keeps an account's lines that say something new, and judges them from now on. */
    void take(long kafkaOffset, List<RunAccount> lines) {
        List<RunAccount> news = lines.stream()
                .filter(line -> {
                    Judged known = judged.get(new Key(line.run(), line.log()));
                    return known == null || !known.account().saysTheSameAs(line);
                })
                .toList();
        stored.keep(kafkaOffset, news);
        news.forEach(this::take);
    }

    private void take(RunAccount line) {
        judged.compute(new Key(line.run(), line.log()), (_, known) -> {
            if (known != null && known.account().recordedAt().isAfter(line.recordedAt())) {
                return known;
            }
            return new Judged(line, known == null ? Counted.NOTHING : known.counted(), State.WAITING);
        });
    }

    /** Looks at the logs once; at those of a database that is away another time. */
    void judge() {
        EvidenceDatabases.Found found = databases.found();
        Map<LogId, Long> reached = new HashMap<>();
        for (StoredLog log : found.logs()) {
            reached.put(log.id(), count(log.id()));
        }
        unaccounted.keySet().removeAll(judged.keySet());
        judged.forEach((key, one) -> {
            if (!one.settled(silentSince()) && !found.away().contains(databases.of(key.log()))) {
                judge(key, one, reached.getOrDefault(key.log(), 0L));
            }
        });
    }

    /** Counts what has come in a log; answers up to which offset. */
    private long count(LogId log) {
        long upTo = databases
                .of(log)
                .read(connection -> Logs.position(connection, log))
                .offset();
        Totals before = totals.getOrDefault(log, Totals.NOTHING);
        if (before.upTo() > upTo) {
            // A database that was set back starts anew.
            before = Totals.NOTHING;
            unaccounted.keySet().removeIf(key -> key.log().equals(log));
        }
        if (before.upTo() < upTo) {
            see(log, before.upTo(), upTo);
        }
        totals.put(log, stored.totals(log, before, upTo));
        return upTo;
    }

    private Instant silentSince() {
        return clock.instant().minus(silence);
    }

    /** Notes the runs that have not accounted for what a log has of them. */
    private void see(LogId log, long from, long upTo) {
        List<Seen> seen = stored.runs(log, from, upTo);
        Set<String> accounted =
                stored.accounted(log, seen.stream().map(Seen::run).toList());
        seen.stream()
                .filter(one -> !accounted.contains(one.run()))
                .forEach(one -> unaccounted.merge(
                        new Key(one.run(), log),
                        one,
                        (before, now) -> new Seen(before.run(), before.counted().and(now.counted()), before.since())));
    }

    private void judge(Key key, Judged one, long reached) {
        Counted before = one.counted().upTo() > reached ? Counted.NOTHING : one.counted();
        Counted counted = stored.counted(key.log(), key.run(), before, reached);
        State state = State.of(one.account(), reached, counted.sum());
        Judged now = new Judged(one.account(), counted, state);
        if (judged.replace(key, one, now) && state.alarming() && one.state() != state) {
            LOG.errorf(
                    "loss account does not hold: run=%s log=%s state=%s accepted=%d unknown=%d entries=%d duplicates=%d",
                    key.run(),
                    key.log(),
                    state,
                    one.account().accepted(),
                    one.account().unknown(),
                    counted.entries(),
                    counted.duplicates());
        }
    }

    private Stream<Judged> everything() {
        Instant silentSince = silentSince();
        return Stream.concat(
                judged.values().stream(),
                unaccounted.entrySet().stream()
                        .filter(one -> one.getValue().since().isBefore(silentSince))
                        .map(one -> silent(one.getKey(), one.getValue())));
    }

    private static Judged silent(Key key, Seen seen) {
        RunAccount nothing = new RunAccount(key.run(), key.log(), seen.since(), 0, 0, false, 0);
        return new Judged(nothing, seen.counted(), State.UNACCOUNTED);
    }

    /** What was found, the newest accounts first. */
    List<Judged> all() {
        return everything()
                .sorted(Comparator.comparing((Judged one) -> one.account().recordedAt())
                        .reversed()
                        .thenComparing(one -> one.account().run())
                        .thenComparingInt(one -> one.account().log().number()))
                .toList();
    }

    /** How many runs and logs are in a state. */
    long count(State state) {
        return everything().filter(one -> one.state() == state).count();
    }

    /** What became of each log's offsets. */
    Map<LogId, Totals> totals() {
        Map<LogId, Totals> sorted = new TreeMap<>(Comparator.comparingInt(LogId::number));
        sorted.putAll(totals);
        return sorted;
    }

    /** Those that somebody must look at. */
    Collection<Judged> alarms() {
        return all().stream().filter(one -> one.state().alarming()).toList();
    }
}
