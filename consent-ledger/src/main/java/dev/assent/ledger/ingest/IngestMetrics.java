package dev.assent.ledger.ingest;

import dev.assent.ledger.log.LogId;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;

import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/** What became of records, and how far behind each log is. */
@ApplicationScoped
class IngestMetrics {

    private final MeterRegistry registry;
    private final StoppedLogs stopped;
    private final Map<LogId, AtomicLong> lags = new ConcurrentHashMap<>();

    IngestMetrics(MeterRegistry registry, StoppedLogs stopped) {
        this.registry = registry;
        this.stopped = stopped;
    }

    void owned(LogId log) {
        lags.computeIfAbsent(log, owned -> {
            AtomicLong lag = new AtomicLong();
            Gauge.builder("assent.ledger.lag", lag, AtomicLong::get)
                    .description("records that the partition has and the log has not")
                    .tag("log", log.name())
                    .register(registry);
            Gauge.builder("assent.ledger.stopped", stopped, logs -> logs.contains(log) ? 1 : 0)
                    .description("1 while the log is stopped and waits for a person")
                    .tag("log", log.name())
                    .register(registry);
            return lag;
        });
    }

    void lag(LogId log, OptionalLong lag) {
        AtomicLong gauge = lags.get(log);
        if (gauge != null && lag.isPresent()) {
            gauge.set(lag.getAsLong());
        }
    }

    void appended(LogId log, Batch batch) {
        counter(log, "entry").increment(batch.entries().size());
        counter(log, "duplicate").increment((double) batch.duplicates());
        counter(log, "dead-letter").increment(batch.deadLetters().size());
        counter(log, "gap").increment((double) batch.gapWidth());
    }

    private Counter counter(LogId log, String outcome) {
        return Counter.builder("assent.ledger.records")
                .description("offsets by what became of them")
                .tag("log", log.name())
                .tag("outcome", outcome)
                .register(registry);
    }
}
