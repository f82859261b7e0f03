package dev.assent.ledger.recovery;

import dev.assent.events.Generation;
import dev.assent.events.Topic;
import dev.assent.foundation.problem.Problem;
import dev.assent.ledger.config.Generations;
import dev.assent.ledger.config.LedgerConfig;
import dev.assent.ledger.config.LedgerKafka;
import dev.assent.ledger.evidence.EvidenceDatabase;
import dev.assent.ledger.evidence.EvidenceDatabases;
import dev.assent.ledger.evidence.EvidenceUnavailableException;
import dev.assent.ledger.evidence.FrozenLogs;
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

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;

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

    private static final String REQUESTS = """
            SELECT partition,
                   least(next_offset, (SELECT min(record_offset) FROM erasure.left_requests l
                                       WHERE l.partition = p.partition))
            FROM erasure.positions p""";

    private final LedgerConfig config;
    private final LedgerKafka kafka;
    private final EvidenceDatabases databases;
    private final Clock clock;
    private final Generations generations;
    private final Set<LogId> earlier = new LinkedHashSet<>();
    private final Set<LogId> current = ConcurrentHashMap.newKeySet();
    /** Logs that take nothing more: frozen, or without a topic. */
    private final Set<LogId> over = ConcurrentHashMap.newKeySet();

    private final Map<TopicPartition, Long> requestGoals = new HashMap<>();
    private volatile boolean requestsTaken;
    private final Map<LogId, Long> goals = new HashMap<>();
    private final Map<LogId, Long> positions = new HashMap<>();
    private final CountDownLatch stopping = new CountDownLatch(1);
    private volatile long movedAt;
    private @Nullable Thread thread;

    CaughtUp(
            LedgerConfig config, LedgerKafka kafka, Generations generations, EvidenceDatabases databases, Clock clock) {
        this.generations = generations;
        generations.newestFirst().stream()
                .filter(generation -> generation.number() < config.generation())
                .forEach(generation -> IntStream.range(0, generation.partitions())
                        .forEach(partition -> earlier.add(new LogId(generation.number(), partition))));
        this.config = config;
        this.kafka = kafka;
        this.databases = databases;
        this.clock = clock;
        this.movedAt = clock.millis();
    }

    /**
     * Whether what is read from the log knows of every erasure that was ordered before this replica began to look. An order
     * reaches an earlier generation's log by a request, so that must have been taken, too.
     */
    public boolean isCurrent(LogId log) {
        return hasComeThrough(log) && (!isEarlier(log) || requestsTaken);
    }

    /** Whether the log has taken what was on its own topic when this replica began to look. */
    public boolean hasComeThrough(LogId log) {
        // There are no others than the configured ones.
        boolean ours = isEarlier(log) || isPresent(log);
        return !ours || current.contains(log) || over.contains(log);
    }

    private boolean isPresent(LogId log) {
        return log.generation() == config.generation() && log.partition() < config.partitions();
    }

    private boolean isEarlier(LogId log) {
        return earlier.contains(log);
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

    /** The present generation's logs that are not current yet. */
    List<LogId> behind() {
        return logs().stream().filter(log -> !isCurrent(log)).toList();
    }

    /** All logs that are not current yet. */
    private List<LogId> allBehind() {
        return Stream.concat(logs().stream(), earlier.stream())
                .filter(log -> !isCurrent(log))
                .toList();
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
            while (!stopping.await((allBehind().isEmpty() ? CURRENT : BEHIND).toMillis(), TimeUnit.MILLISECONDS)) {
                look();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void look() {
        Set<EvidenceDatabase> away = new HashSet<>();
        for (LogId log : Stream.concat(logs().stream(), earlier.stream()).toList()) {
            EvidenceDatabase database = databases.of(log);
            if (!away.contains(database) && !over.contains(log)) {
                try {
                    if (isEarlier(log)
                            && database.read(connection -> FrozenLogs.reason(connection, log))
                                    .isPresent()) {
                        over.add(log);
                        continue;
                    }
                    reached(log, database.read(connection -> Logs.position(connection, log)
                            .offset()));
                } catch (EvidenceUnavailableException e) {
                    // The logs of the other databases do not wait for it.
                    away.add(database);
                    LOG.debugf("not known yet how far a log is: log=%s cause=\"%s\"", log, e);
                }
            }
        }
        if (!allBehind().isEmpty()) {
            try {
                compare();
            } catch (KafkaException | EvidenceUnavailableException e) {
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
            compareRequests(reader);
            List<LogId> waiting = Stream.concat(logs().stream(), earlier.stream())
                    .filter(log -> !hasComeThrough(log) && hasTopic(reader, log))
                    .toList();
            List<LogId> unknown =
                    waiting.stream().filter(log -> !goals.containsKey(log)).toList();
            if (!unknown.isEmpty()) {
                Map<TopicPartition, Long> ends =
                        reader.endOffsets(unknown.stream().map(this::partition).toList(), KAFKA_TIMEOUT);
                unknown.forEach(log -> goals.put(log, ends.getOrDefault(partition(log), Long.MAX_VALUE)));
            }
            for (LogId log : waiting) {
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

    /** An earlier generation's topic goes when everything on it has had its time. */
    private boolean hasTopic(Consumer<byte[], byte[]> reader, LogId log) {
        if (!isEarlier(log)
                || !reader.partitionsFor(partition(log).topic(), KAFKA_TIMEOUT).isEmpty()) {
            return true;
        }
        over.add(log);
        return false;
    }

    /** Whether every request that was there when this replica began to look has been taken; by whichever replica. */
    private void compareRequests(Consumer<byte[], byte[]> reader) {
        if (earlier.isEmpty() || requestsTaken) {
            return;
        }
        List<TopicPartition> partitions =
                reader.partitionsFor(Topic.SUBJECT_REQUESTS.topicName(), KAFKA_TIMEOUT).stream()
                        .map(info -> new TopicPartition(info.topic(), info.partition()))
                        .toList();
        if (requestGoals.isEmpty()) {
            requestGoals.putAll(reader.endOffsets(partitions, KAFKA_TIMEOUT));
        }
        Map<TopicPartition, Long> begins = reader.beginningOffsets(partitions, KAFKA_TIMEOUT);
        Map<Integer, Long> taken = databases.all().getFirst().read(CaughtUp::taken);
        requestsTaken = partitions.stream().allMatch(partition -> {
            long goal = requestGoals.getOrDefault(partition, Long.MAX_VALUE);
            return taken.getOrDefault(partition.partition(), 0L) >= goal || begins.getOrDefault(partition, 0L) >= goal;
        });
    }

    private static Map<Integer, Long> taken(Connection connection) throws SQLException {
        Map<Integer, Long> taken = new HashMap<>();
        try (PreparedStatement select = connection.prepareStatement(REQUESTS);
                ResultSet row = select.executeQuery()) {
            while (row.next()) {
                taken.put(row.getInt(1), row.getLong(2));
            }
        }
        return taken;
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
        Generation generation = new Generation(log.generation(), generations.partitionsOf(log.generation()));
        return new TopicPartition(generation.topicName(), log.partition());
    }
}
