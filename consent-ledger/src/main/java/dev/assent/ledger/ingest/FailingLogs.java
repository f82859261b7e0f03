package dev.assent.ledger.ingest;

import dev.assent.ledger.config.LedgerConfig;
import dev.assent.ledger.log.LogId;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import org.jspecify.annotations.Nullable;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/**
 * Logs of this replica that fail and are opened again. Once is nothing to wake a person for; what fails again and again
 * would stand still for ever, and nobody would know.
 */
@ApplicationScoped
class FailingLogs {

    private final Duration alarmAfter;
    private final Clock clock;
    private final Map<LogId, Series> failing = new ConcurrentHashMap<>();

    /**
     * Failures with too little between them.
     *
     * @param since when the first was
     * @param opened since when the log is open again; null while it is not
     */
    private record Series(Instant since, @Nullable Instant opened) {}

    @Inject
    FailingLogs(LedgerConfig config, Clock clock) {
        this(config.ingest().alarmAfter(), clock);
    }

    FailingLogs(Duration alarmAfter, Clock clock) {
        this.alarmAfter = alarmAfter;
        this.clock = clock;
    }

    void failed(LogId log) {
        failing.compute(log, (_, series) -> new Series(series == null ? clock.instant() : series.since(), null));
    }

    /** It is open; whether it stays so is to be seen. */
    void opened(LogId log) {
        failing.computeIfPresent(log, (_, series) -> new Series(series.since(), clock.instant()));
    }

    /** It is open still. */
    void goesOn(LogId log) {
        Instant longAgo = clock.instant().minus(alarmAfter.dividedBy(2));
        failing.computeIfPresent(
                log, (_, series) -> series.opened() == null || series.opened().isAfter(longAgo) ? series : null);
    }

    /** It stopped, or another replica has it. */
    void forget(LogId log) {
        failing.remove(log);
    }

    /** The logs that fail for too long, and since when. */
    Map<LogId, Instant> alarms() {
        Instant longAgo = clock.instant().minus(alarmAfter);
        return failing.entrySet().stream()
                .filter(log -> !log.getValue().since().isAfter(longAgo))
                .collect(Collectors.toUnmodifiableMap(
                        Map.Entry::getKey, log -> log.getValue().since()));
    }
}
