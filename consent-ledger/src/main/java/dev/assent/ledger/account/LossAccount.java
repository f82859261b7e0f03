package dev.assent.ledger.account;

import dev.assent.ledger.account.StoredAccounts.Counted;
import dev.assent.ledger.account.StoredAccounts.Totals;
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
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/** Holds the newest accounts against the logs, again and again until nothing can change any more. */
@ApplicationScoped
class LossAccount {

    private static final Logger LOG = Logger.getLogger(LossAccount.class);

    /** A run that has been silent for so long has ended without saying so. */
    private static final Duration SILENCE = Duration.ofHours(1);

    private final StoredAccounts stored;
    private final EvidenceDatabases databases;
    private final Clock clock;
    private final Map<Key, Judged> judged = new ConcurrentHashMap<>();
    private final Map<LogId, Totals> totals = new ConcurrentHashMap<>();

    private record Key(String run, LogId log) {}

    /** An account, what the log has of it, and what follows. */
    record Judged(RunAccount account, Counted counted, State state) {

        /** Whether it has been judged for good: a later look could find nothing else. */
        private boolean settled(Instant now) {
            return state != State.WAITING
                    && (account.ended() || account.recordedAt().plus(SILENCE).isBefore(now));
        }
    }

    LossAccount(StoredAccounts stored, EvidenceDatabases databases, Clock clock) {
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

    /** Looks at the logs once. */
    void judge() {
        Map<LogId, Long> reached = new HashMap<>();
        for (StoredLog log : databases.logs()) {
            long upTo = databases
                    .of(log.id())
                    .read(connection -> Logs.position(connection, log.id()))
                    .offset();
            reached.put(log.id(), upTo);
            Totals before = totals.getOrDefault(log.id(), Totals.NOTHING);
            // A database that was set back starts anew.
            totals.put(log.id(), stored.totals(log.id(), before.upTo() > upTo ? Totals.NOTHING : before, upTo));
        }
        judged.forEach((key, one) -> {
            if (!one.settled(clock.instant())) {
                judge(key, one, reached.getOrDefault(key.log(), 0L));
            }
        });
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

    /** What was found, the newest accounts first. */
    List<Judged> all() {
        return judged.values().stream()
                .sorted(Comparator.comparing((Judged one) -> one.account().recordedAt())
                        .reversed()
                        .thenComparing(one -> one.account().run())
                        .thenComparingInt(one -> one.account().log().number()))
                .toList();
    }

    /** How many runs and logs are in a state. */
    long count(State state) {
        return judged.values().stream().filter(one -> one.state() == state).count();
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
