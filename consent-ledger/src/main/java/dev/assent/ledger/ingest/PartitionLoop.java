package dev.assent.ledger.ingest;

import dev.assent.events.Generation;
import dev.assent.ledger.checkpoint.KeyRotation;
import dev.assent.ledger.checkpoint.Signing;
import dev.assent.ledger.config.Generations;
import dev.assent.ledger.config.LedgerConfig;
import dev.assent.ledger.evidence.Position;
import dev.assent.ledger.log.LogId;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.WakeupException;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * One membership in the group, one turn at a time: give each assigned partition a worker, fetch for those that keep up,
 * and look after those that ended. It never waits for a database, so it stays a member however slow that is. Used by the
 * ingest thread only.
 */
final class PartitionLoop implements ConsumerRebalanceListener {

    private static final Logger LOG = Logger.getLogger(PartitionLoop.class);

    private final Consumer<byte[], byte[]> consumer;
    private final SourceTopic topic;
    private final LedgerConfig config;
    private final Generations generations;
    private final Opening opening;
    private final LogWriter writer;
    private final Signing signing;
    private final KeyRotation rotation;
    private final StoppedLogs stopped;
    private final FailingLogs failing;
    private final IngestMetrics metrics;
    private final Clock clock;

    private final Map<TopicPartition, LogWorker> workers = new HashMap<>();
    private final Set<TopicPartition> fetching = new HashSet<>();
    private final Set<TopicPartition> toOpen = new HashSet<>();
    private long openNotBefore;
    private long nextTopicCheck;
    private long nextCommit;

    PartitionLoop(
            Consumer<byte[], byte[]> consumer,
            SourceTopic topic,
            LedgerConfig config,
            Generations generations,
            Opening opening,
            LogWriter writer,
            Signing signing,
            KeyRotation rotation,
            StoppedLogs stopped,
            FailingLogs failing,
            IngestMetrics metrics,
            Clock clock) {
        this.consumer = consumer;
        this.topic = topic;
        this.config = config;
        this.generations = generations;
        this.opening = opening;
        this.writer = writer;
        this.signing = signing;
        this.rotation = rotation;
        this.stopped = stopped;
        this.failing = failing;
        this.metrics = metrics;
        this.clock = clock;
    }

    void subscribe() {
        consumer.subscribe(
                generations.newestFirst().stream().map(Generation::topicName).toList(), this);
    }

    void turn() {
        openAssigned();
        try {
            ConsumerRecords<byte[], byte[]> records =
                    consumer.poll(config.ingest().poll());
            for (TopicPartition partition : records.partitions()) {
                LogWorker worker = workers.get(partition);
                if (worker != null && fetching.contains(partition)) {
                    worker.put(records.records(partition));
                }
            }
        } catch (OffsetOutOfRangeException e) {
            e.partitions().forEach(partition -> stop(partition, "the topic was truncated: " + e.getMessage()));
        }
        Map.copyOf(workers).forEach(this::lookAfter);
        checkTopic();
        commit();
    }

    /** Ends the workers: nothing new begins, and what is under way gets some time to be finished. */
    void close() {
        close(Set.copyOf(workers.keySet()));
    }

    @Override
    public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
        for (TopicPartition partition : partitions) {
            stopped.forget(logOf(partition));
            metrics.owned(logOf(partition));
            hold(partition, 0);
            toOpen.add(partition);
        }
    }

    @Override
    public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
        close(partitions);
        for (TopicPartition partition : partitions) {
            toOpen.remove(partition);
            stopped.forget(logOf(partition));
            failing.forget(logOf(partition));
            metrics.gone(logOf(partition));
        }
    }

    private void close(Collection<TopicPartition> partitions) {
        List<LogWorker> closing = partitions.stream()
                .map(workers::remove)
                .filter(Objects::nonNull)
                .toList();
        fetching.removeAll(Set.copyOf(partitions));
        closing.forEach(LogWorker::close);
        long until = clock.millis() + config.ingest().handover().toMillis();
        try {
            for (LogWorker worker : closing) {
                worker.join(Duration.ofMillis(Math.max(1, until - clock.millis())));
            }
        } catch (InterruptedException e) {
            throw new InterruptException(e);
        }
    }

    /** Fetches nothing, and needs no committed offset. */
    private void hold(TopicPartition partition, long offset) {
        consumer.pause(List.of(partition));
        consumer.seek(partition, offset);
        fetching.remove(partition);
    }

    private void openAssigned() {
        if (toOpen.isEmpty() || clock.millis() < openNotBefore) {
            return;
        }
        try {
            List<TopicPartition> partitions = List.copyOf(toOpen);
            Map<String, SourceTopic.Described> described = describe(partitions);
            Map<TopicPartition, Long> begins = consumer.beginningOffsets(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            Map<LogId, String> notes =
                    signing.lastSigned(partitions.stream().map(this::logOf).collect(Collectors.toSet()));
            for (TopicPartition partition : partitions) {
                LogId id = logOf(partition);
                Opening.Offsets offsets = new Opening.Offsets(offset(begins, partition), offset(ends, partition));
                toOpen.remove(partition);
                SourceTopic.Described of = Objects.requireNonNull(described.get(partition.topic()));
                workers.put(partition, worker(partition, of, offsets, notes.get(id)));
            }
        } catch (WakeupException | InterruptException e) {
            throw e;
        } catch (KafkaException e) {
            LOG.warnf("logs not opened yet: cause=\"%s\"", e);
            delayOpening();
        }
    }

    private LogWorker worker(
            TopicPartition partition,
            SourceTopic.Described described,
            Opening.Offsets offsets,
            @Nullable String lastNote) {
        LogId id = logOf(partition);
        return new LogWorker(
                id,
                config.ingest(),
                () -> opening.open(
                        id,
                        generations.ofTopic(partition.topic()),
                        described,
                        offsets,
                        signing.seenOutside(id, lastNote)),
                log -> whenIdle(partition, log),
                fork -> opening.freeze(id, fork),
                writer,
                (from, to) -> explain(partition, from, to),
                metrics);
    }

    /**
     * On the worker's thread, when nothing waits to be appended. What was signed must be in the topic if it is not in the
     * log, else it never comes; and a new key is asked for once the log shows all that was asked for before.
     */
    private void whenIdle(TopicPartition partition, OwnedLog log) {
        boolean rotate = !log.rotationSent() && rotation.due(log.log(), log.keys());
        if (!rotate && !log.signer().isBehind()) {
            return;
        }
        long end = topic.end(partition);
        if (log.position().offset() < end) {
            return;
        }
        log.signer().requireAllReached(log.position().size(), "the topic ends at offset " + end);
        if (rotate) {
            rotation.send(log.log(), log.keys());
            log.sentRotation();
        }
    }

    private Map<String, SourceTopic.Described> describe(Collection<TopicPartition> partitions) {
        return partitions.stream()
                .map(TopicPartition::topic)
                .distinct()
                .collect(Collectors.toMap(name -> name, topic::describe));
    }

    /** On the worker's thread. */
    private String explain(TopicPartition partition, long from, long to) {
        long begin = topic.begin(partition);
        if (begin > from) {
            throw new LogStoppedException(
                    "records from offset %d to %d are gone from the topic unread".formatted(from, begin));
        }
        if (to - from > config.ingest().widestGap()) {
            throw new LogStoppedException("nothing explains that offsets %d to %d have no record".formatted(from, to));
        }
        return GapRule.CONTROL_RECORDS;
    }

    private void lookAfter(TopicPartition partition, LogWorker worker) {
        switch (worker.end()) {
            case LogWorker.End.Stopped(String reason) -> stop(partition, reason);
            case LogWorker.End.Failed failed -> {
                drop(partition);
                failing.failed(logOf(partition));
                toOpen.add(partition);
                delayOpening();
            }
            case LogWorker.End.Closed closed -> drop(partition);
            case null -> {
                OwnedLog log = worker.log();
                if (log != null) {
                    keepUp(partition, worker, log);
                }
            }
        }
    }

    /** Back-pressure: what waits for the database is bounded, and Kafka keeps the rest. */
    private void keepUp(TopicPartition partition, LogWorker worker, OwnedLog log) {
        LogId id = logOf(partition);
        long share = config.ingest().buffer().asLongValue() / Math.max(1, workers.size());
        long waiting = worker.waiting();
        boolean held = consumer.paused().contains(partition);
        if (!fetching.contains(partition)) {
            goOn(partition, log.position());
            failing.opened(id);
        } else if (!held && waiting >= share) {
            consumer.pause(List.of(partition));
            metrics.heldBack(id);
        } else if (held && waiting <= share / 2) {
            consumer.resume(List.of(partition));
        }
        long unread = consumer.position(partition) - log.position().offset();
        consumer.currentLag(partition).ifPresent(lag -> metrics.lag(id, lag + unread));
        metrics.waiting(id, waiting);
        failing.goesOn(id);
    }

    private void goOn(TopicPartition partition, Position position) {
        consumer.seek(
                partition, new OffsetAndMetadata(position.offset(), Optional.ofNullable(position.leaderEpoch()), ""));
        consumer.resume(List.of(partition));
        fetching.add(partition);
    }

    /** For those who watch the group's lag; nothing ever starts from it. */
    private void commit() {
        if (clock.millis() < nextCommit) {
            return;
        }
        nextCommit = clock.millis() + config.ingest().topicCheck().toMillis();
        Map<TopicPartition, OffsetAndMetadata> positions = new HashMap<>();
        workers.forEach((partition, worker) -> {
            OwnedLog log = worker.log();
            if (log != null) {
                positions.put(partition, new OffsetAndMetadata(log.position().offset()));
            }
        });
        if (!positions.isEmpty()) {
            consumer.commitAsync(positions, null);
        }
    }

    private void checkTopic() {
        if (workers.isEmpty() || clock.millis() < nextTopicCheck) {
            return;
        }
        nextTopicCheck = clock.millis() + config.ingest().topicCheck().toMillis();
        try {
            Map<String, SourceTopic.Described> now = describe(workers.keySet());
            Map.copyOf(workers).forEach((partition, worker) -> {
                OwnedLog log = worker.log();
                if (log != null) {
                    checkTopic(partition, log, Objects.requireNonNull(now.get(partition.topic())));
                }
            });
        } catch (WakeupException | InterruptException e) {
            throw e;
        } catch (KafkaException e) {
            LOG.warnf("the topic was not described: cause=\"%s\"", e);
        }
    }

    private void checkTopic(TopicPartition partition, OwnedLog log, SourceTopic.Described now) {
        try {
            opening.requireSameTopic(log.log(), now);
        } catch (LogStoppedException e) {
            stop(partition, String.valueOf(e.getMessage()));
        }
    }

    private void stop(TopicPartition partition, String reason) {
        drop(partition);
        failing.forget(logOf(partition));
        stopped.stop(logOf(partition), reason);
    }

    private void drop(TopicPartition partition) {
        LogWorker worker = workers.remove(partition);
        if (worker != null) {
            worker.close();
        }
        hold(partition, 0);
    }

    private void delayOpening() {
        openNotBefore = clock.millis() + config.ingest().retryAfter().toMillis();
    }

    private static long offset(Map<TopicPartition, Long> offsets, TopicPartition partition) {
        return Objects.requireNonNull(offsets.get(partition), "Kafka gave no offset");
    }

    private LogId logOf(TopicPartition partition) {
        return new LogId(generations.ofTopic(partition.topic()).number(), partition.partition());
    }
}
