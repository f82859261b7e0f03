package dev.assent.ledger.statistics;

import dev.assent.ledger.evidence.Entries;
import dev.assent.ledger.evidence.EvidenceDatabase;
import dev.assent.ledger.evidence.EvidenceDatabases;
import dev.assent.ledger.evidence.EvidenceUnavailableException;
import dev.assent.ledger.evidence.Logs;
import dev.assent.ledger.log.LogId;
import dev.assent.ledger.seal.CannotOpenException;
import dev.assent.ledger.seal.Sealer;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import org.jboss.logging.Logger;

import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Counts what was appended uncounted: by an earlier version, or since the counts were deleted to be made anew. A log that
 * is counted to its end is left alone; from then on its writer counts along.
 */
@ApplicationScoped
public class Recount {

    private static final Logger LOG = Logger.getLogger(Recount.class);
    private static final int ENTRIES_AT_ONCE = 2_000;

    private final EvidenceDatabases databases;
    private final Sealer sealer;
    private final StatisticsConfig config;
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("recount").daemon().factory());

    Recount(EvidenceDatabases databases, Sealer sealer, StatisticsConfig config) {
        this.databases = databases;
        this.sealer = sealer;
        this.config = config;
    }

    void start(@Observes StartupEvent event) {
        long every = config.recountEvery().toMillis();
        var _ = timer.scheduleWithFixedDelay(this::recount, every, every, TimeUnit.MILLISECONDS);
    }

    void stop(@Observes ShutdownEvent event) {
        timer.shutdownNow();
    }

    private void recount() {
        try {
            databases.found().logs().forEach(log -> attempt(log.id()));
        } catch (RuntimeException e) {
            LOG.error("statistics are not counted on", e);
        }
    }

    private void attempt(LogId log) {
        try {
            recount(log);
        } catch (EvidenceUnavailableException | CannotOpenException e) {
            LOG.warnf("statistics are not counted on: log=%s cause=\"%s\"", log, e.getMessage());
        }
    }

    private void recount(LogId log) {
        EvidenceDatabase database = databases.of(log);
        long counted = 0;
        while (!timer.isShutdown() && database.read(connection -> DailyCounts.isBehind(connection, log))) {
            counted += database.write(connection -> {
                long from = DailyCounts.lockCounted(connection, log);
                // Read after the lock, so that a writer who waits for it goes on exactly here.
                long to = Math.min(Logs.position(connection, log).size(), from + ENTRIES_AT_ONCE);
                Map<Cell, Long> tally = Tally.of(Entries.effectiveOpen(connection, log, from, to), log, sealer);
                DailyCounts.add(connection, log, from, to, tally);
                return to - from;
            });
        }
        if (counted > 0) {
            LOG.infof("statistics counted: log=%s entries=%d", log, counted);
        }
    }
}
