package dev.assent.ledger.recovery;

import dev.assent.events.Generation;
import dev.assent.foundation.problem.Problem;
import dev.assent.ledger.config.LedgerConfig;
import dev.assent.ledger.config.LedgerKafka;
import dev.assent.ledger.evidence.EvidenceDatabase;
import dev.assent.ledger.evidence.EvidenceDatabases;
import dev.assent.ledger.evidence.EvidenceUnavailableException;
import dev.assent.ledger.evidence.Logs;
import dev.assent.ledger.log.LogId;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.interceptor.Interceptor;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

/**
 * Which logs have taken everything that was on Kafka when this replica began to look. Until a log has, nothing that could
 * be about a person is read from it: a database that was restored from a backup may not know yet of an erasure. Should a
 * log's position go back while the replica runs, because its database was set back, it is held again.
 */
@ApplicationScoped
public class CaughtUp {

    private static final Logger LOG = Logger.getLogger(CaughtUp.class);
    private static final Duration KAFKA_TIMEOUT = Duration.ofSeconds(3);
    private static final Duration LAST_LOOK = Duration.ofMillis(500);
    private static final Duration BEHIND = Duration.ofMillis(100);
    private static final Duration CURRENT = Duration.ofSeconds(2);
    private static final Duration RETRY_AFTER = Duration.ofSeconds(2);
    /** A log that has not moved for so long is stopped, and does not keep the others from being ready. */
    private static final Duration STALLED = Duration.ofSeconds(30);

    private final LedgerConfig config;
    private final LedgerKafka kafka;
    private final EvidenceDatabases databases;
    private final Clock clock;
    private final Set<LogId> current = ConcurrentHashMap.newKeySet();
    private final Map<LogId, Long> goals = new HashMap<>();
    private final Map<LogId, Long> positions = new HashMap<>();
    private final CountDownLatch stopping = new CountDownLatch(1);
    private volatile long movedAt;
    private @Nullable Thread thread;

    CaughtUp(LedgerConfig config, LedgerKafka kafka, EvidenceDatabases databases, Clock clock) {
        this.config = config;
        this.kafka = kafka;
        this.databases = databases;
        this.clock = clock;
        this.movedAt = clock.millis();
    }

    /** Whether what is read from the log knows of every erasure that was ordered before this replica began to look. */
    public boolean isCurrent(LogId log) {
        // Logs of earlier generations have no topic any more, and there are no others than the configured ones.
        boolean ours = log.generation() == config.generation() && log.partition() < config.partitions();
        return !ours || current.contains(log);
    }

    /**
     * Lets reads of a log pass when it is current.
     *
     * @throws Problem 503 with Retry-After while it is not
     */
    public void require(LogId log) {
        if (!isCurrent(log)) {
            throw Problem.unavailable(
                    "log-behind",
                    "This log catches up",
                    "It was restored or has just begun, and takes what came since before it answers. Try again.",
                    RETRY_AFTER,
                    Map.of());
        }
    }

    /** Lets reads over all logs pass when all are current; see {@link #require(LogId)}. */
    public void requireAll() {
        logs().forEach(this::require);
    }

    /** The logs that are not current yet. */
    List<LogId> behind() {
        return logs().stream().filter(log -> !isCurrent(log)).toList();
    }

    /** Whether the logs that are behind do not move any more. */
    boolean isStalled() {
        return clock.millis() - movedAt > STALLED.toMillis();
    }

    private List<LogId> logs() {
        return IntStream.range(0, config.partitions())
                .mapToObj(partition -> new LogId(config.generation(), partition))
                .toList();
    }

    /** The first look is before anything answers. */
    void start(@Observes @Priority(Interceptor.Priority.LIBRARY_BEFORE) StartupEvent event) {
        look();
        thread = Thread.ofPlatform().name("catching-up").daemon().start(this::run);
    }

    void stop(@Observes ShutdownEvent event) throws InterruptedException {
        stopping.countDown();
        Thread running = thread;
        if (running != null) {
            running.join(Duration.ofSeconds(5));
        }
    }

    private void run() {
        try {
            while (!stopping.await((behind().isEmpty() ? CURRENT : BEHIND).toMillis(), TimeUnit.MILLISECONDS)) {
                look();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void look() {
        Set<EvidenceDatabase> away = new HashSet<>();
        for (LogId log : logs()) {
            EvidenceDatabase database = databases.of(log);
            if (!away.contains(database)) {
                try {
                    reached(log, database.read(connection -> Logs.position(connection, log)
                            .offset()));
                } catch (EvidenceUnavailableException e) {
                    // The logs of the other databases do not wait for it.
                    away.add(database);
                    LOG.debugf("not known yet how far a log is: log=%s cause=\"%s\"", log, e);
                }
            }
        }
        if (!behind().isEmpty()) {
            try {
                compare();
            } catch (KafkaException e) {
                LOG.debugf("not known yet how far the logs have to go: cause=\"%s\"", e);
            }
        }
    }

    private void reached(LogId log, long position) {
        Long before = positions.put(log, position);
        if (before != null && position < before) {
            LOG.warnf("log was set back: log=%s from=%d to=%d", log, before, position);
            current.remove(log);
            goals.remove(log);
        }
        if (before == null || position != before) {
            movedAt = clock.millis();
        }
    }

    private void compare() {
        try (Consumer<byte[], byte[]> reader = kafka.reader()) {
            List<LogId> unknown =
                    behind().stream().filter(log -> !goals.containsKey(log)).toList();
            if (!unknown.isEmpty()) {
                reader.endOffsets(unknown.stream().map(this::partition).toList(), KAFKA_TIMEOUT)
                        .forEach((partition, end) ->
                                goals.put(new LogId(config.generation(), partition.partition()), end));
            }
            for (LogId log : behind()) {
                long goal = goals.getOrDefault(log, Long.MAX_VALUE);
                Long position = positions.get(log);
                if (position == null) {
                    continue;
                }
                if (position >= goal || nothingLeft(reader, log, position, goal)) {
                    current.add(log);
                    LOG.infof("log current: log=%s offset=%d", log, position);
                }
            }
        }
    }

    /** Whether the offsets that are left are ends of transactions, which no consumer is shown. */
    private boolean nothingLeft(Consumer<byte[], byte[]> reader, LogId log, long position, long goal) {
        if (goal - position > config.ingest().widestGap()) {
            return false;
        }
        TopicPartition partition = partition(log);
        reader.assign(List.of(partition));
        reader.seek(partition, position);
        return reader.poll(LAST_LOOK).isEmpty() && reader.position(partition) >= goal;
    }

    private TopicPartition partition(LogId log) {
        Generation generation = new Generation(config.generation(), config.partitions());
        return new TopicPartition(generation.topicName(), log.partition());
    }
}
