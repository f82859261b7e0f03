package dev.assent.ledger.ingest;

import dev.assent.ledger.log.LogId;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/** What became of records, and how far behind each log is. */
@ApplicationScoped
class IngestMetrics {

    private final MeterRegistry registry;
    private final StoppedLogs stopped;
    private final FailingLogs failing;
    private final Map<LogId, Gauges> gauges = new ConcurrentHashMap<>();

    private record Gauges(AtomicLong lag, AtomicLong waiting) {}

    IngestMetrics(MeterRegistry registry, StoppedLogs stopped, FailingLogs failing) {
        this.registry = registry;
        this.stopped = stopped;
        this.failing = failing;
    }

    void owned(LogId log) {
        gauges.computeIfAbsent(log, owned -> {
            AtomicLong lag = new AtomicLong();
            AtomicLong waiting = new AtomicLong();
            Gauge.builder("assent.ledger.waiting", waiting, AtomicLong::get)
                    .description("memory of the records that were fetched and wait for the database")
                    .baseUnit("bytes")
                    .tag("log", log.name())
                    .register(registry);
            Gauge.builder("assent.ledger.lag", lag, AtomicLong::get)
                    .description("records that the partition has and the log has not")
                    .tag("log", log.name())
                    .register(registry);
            Gauge.builder("assent.ledger.stopped", stopped, logs -> logs.contains(log) ? 1 : 0)
                    .description("1 while the log is stopped and waits for a person")
                    .tag("log", log.name())
                    .register(registry);
            Gauge.builder(
                            "assent.ledger.failing",
                            failing,
                            logs -> logs.alarms().containsKey(log) ? 1 : 0)
                    .description("1 while the log is opened again and again, and each time fails soon")
                    .tag("log", log.name())
                    .register(registry);
            Gauge.builder("assent.ledger.frozen", stopped, logs -> logs.isFrozen(log) ? 1 : 0)
                    .description("1 if the log can never be signed again, and a new generation is needed")
                    .tag("log", log.name())
                    .register(registry);
            return new Gauges(lag, waiting);
        });
    }

    void lag(LogId log, long records) {
        Gauges of = gauges.get(log);
        if (of != null) {
            of.lag().set(records);
        }
    }

    void waiting(LogId log, long bytes) {
        Gauges of = gauges.get(log);
        if (of != null) {
            of.waiting().set(bytes);
        }
    }

    /** Another replica has the log now, or nobody. */
    void gone(LogId log) {
        lag(log, 0);
        waiting(log, 0);
    }

    void heldBack(LogId log) {
        Counter.builder("assent.ledger.held.back")
                .description("how often fetching paused because the database was slower than Kafka")
                .tag("log", log.name())
                .register(registry)
                .increment();
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
