package dev.assent.ledger.ingest;

import dev.assent.ledger.checkpoint.Signing;
import dev.assent.ledger.checkpoint.TreeMismatchException;
import dev.assent.ledger.config.LedgerConfig;
import dev.assent.ledger.evidence.EvidenceUnavailableException;
import dev.assent.ledger.evidence.Position;
import dev.assent.ledger.log.LogId;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.WakeupException;
import org.jboss.logging.Logger;

import java.time.Clock;
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
 * One membership in the group, one turn at a time: open what was assigned, poll, append, sign. A log that fails is
 * dropped and opened again from what is stored; one that must not go on is stopped. Used by the ingest thread only.
 */
final class PartitionLoop implements ConsumerRebalanceListener {

    private static final Logger LOG = Logger.getLogger(PartitionLoop.class);

    private final Consumer<byte[], byte[]> consumer;
    private final SourceTopic topic;
    private final LedgerConfig config;
    private final Opening opening;
    private final LogWriter writer;
    private final Signing signing;
    private final StoppedLogs stopped;
    private final IngestMetrics metrics;
    private final Clock clock;

    private final Map<TopicPartition, OwnedLog> open = new HashMap<>();
    private final Set<TopicPartition> toOpen = new HashSet<>();
    private long openNotBefore;
    private long nextTopicCheck;

    PartitionLoop(
            Consumer<byte[], byte[]> consumer,
            SourceTopic topic,
            LedgerConfig config,
            Opening opening,
            LogWriter writer,
            Signing signing,
            StoppedLogs stopped,
            IngestMetrics metrics,
            Clock clock) {
        this.consumer = consumer;
        this.topic = topic;
        this.config = config;
        this.opening = opening;
        this.writer = writer;
        this.signing = signing;
        this.stopped = stopped;
        this.metrics = metrics;
        this.clock = clock;
    }

    void subscribe() {
        consumer.subscribe(List.of(SourceTopic.NAME), this);
    }

    void turn() {
        openAssigned();
        try {
            ConsumerRecords<byte[], byte[]> records =
                    consumer.poll(config.ingest().poll());
            records.partitions().forEach(partition -> append(partition, records.records(partition)));
        } catch (OffsetOutOfRangeException e) {
            e.partitions().forEach(partition -> stop(partition, "the topic was truncated: " + e.getMessage()));
        }
        checkTopic();
        sign();
    }

    @Override
    public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
        for (TopicPartition partition : partitions) {
            stopped.forget(logOf(partition));
            metrics.owned(logOf(partition));
            hold(partition);
            toOpen.add(partition);
        }
    }

    @Override
    public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
        partitions.forEach(partition -> {
            open.remove(partition);
            toOpen.remove(partition);
            stopped.forget(logOf(partition));
        });
    }

    /** Fetches nothing, and needs no committed offset, until the log is open. */
    private void hold(TopicPartition partition) {
        consumer.pause(List.of(partition));
        OwnedLog log = open.get(partition);
        consumer.seek(partition, log == null ? 0 : log.position().offset());
    }

    private void openAssigned() {
        if (toOpen.isEmpty() || clock.millis() < openNotBefore) {
            return;
        }
        try {
            SourceTopic.Described described = topic.describe();
            List<TopicPartition> partitions = List.copyOf(toOpen);
            Map<TopicPartition, Long> begins = consumer.beginningOffsets(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            Map<LogId, String> notes =
                    signing.lastSigned(partitions.stream().map(this::logOf).collect(Collectors.toSet()));
            for (TopicPartition partition : partitions) {
                toOpen.remove(partition);
                Opening.Offsets offsets = new Opening.Offsets(offset(begins, partition), offset(ends, partition));
                guarded(partition, () -> {
                    LogId id = logOf(partition);
                    OwnedLog log = opening.open(id, described, offsets, notes.get(id));
                    open.put(partition, log);
                    goOn(partition, log.position());
                    LOG.infof(
                            "log open: log=%s size=%d offset=%d",
                            id, log.position().size(), log.position().offset());
                });
            }
        } catch (WakeupException | InterruptException e) {
            throw e;
        } catch (KafkaException e) {
            LOG.warnf("logs not opened yet: cause=\"%s\"", e);
            delayOpening();
        }
    }

    private void goOn(TopicPartition partition, Position position) {
        consumer.seek(
                partition, new OffsetAndMetadata(position.offset(), Optional.ofNullable(position.leaderEpoch()), ""));
        consumer.resume(List.of(partition));
    }

    private void append(TopicPartition partition, List<ConsumerRecord<byte[], byte[]>> records) {
        OwnedLog log = open.get(partition);
        if (log == null) {
            return;
        }
        guarded(partition, () -> {
            Batch batch = writer.append(
                    log.log(), log.position(), log.edge(), records, (from, to) -> explain(partition, from, to));
            log.appended(batch);
            metrics.appended(log.log().id(), batch);
            metrics.lag(log.log().id(), consumer.currentLag(partition));
            // For those who watch the group's lag; nothing ever starts from it.
            consumer.commitAsync(
                    Map.of(partition, new OffsetAndMetadata(log.position().offset())), null);
        });
    }

    private String explain(TopicPartition partition, long from, long to) {
        long begin = offset(consumer.beginningOffsets(List.of(partition)), partition);
        if (begin > from) {
            throw new LogStoppedException(
                    "records from offset %d to %d are gone from the topic unread".formatted(from, begin));
        }
        if (to - from > config.ingest().widestGap()) {
            throw new LogStoppedException("nothing explains that offsets %d to %d have no record".formatted(from, to));
        }
        return GapRule.CONTROL_RECORDS;
    }

    private void sign() {
        for (Map.Entry<TopicPartition, OwnedLog> owned : Map.copyOf(open).entrySet()) {
            OwnedLog log = owned.getValue();
            if (log.signer().due(log.position().size())) {
                guarded(owned.getKey(), () -> log.signer().sign());
            }
        }
    }

    private void checkTopic() {
        if (open.isEmpty() || clock.millis() < nextTopicCheck) {
            return;
        }
        nextTopicCheck = clock.millis() + config.ingest().topicCheck().toMillis();
        try {
            SourceTopic.Described now = topic.describe();
            Map.copyOf(open)
                    .forEach((partition, log) -> guarded(partition, () -> opening.requireSameTopic(log.log(), now)));
        } catch (WakeupException | InterruptException e) {
            throw e;
        } catch (KafkaException e) {
            LOG.warnf("the topic was not described: cause=\"%s\"", e);
        }
    }

    /** One log's trouble is not another's: it is stopped, or opened again from what is stored. */
    private void guarded(TopicPartition partition, Runnable work) {
        try {
            work.run();
        } catch (WakeupException | InterruptException e) {
            throw e;
        } catch (LogStoppedException | TreeMismatchException e) {
            stop(partition, String.valueOf(e.getMessage()));
        } catch (EvidenceUnavailableException | KafkaException e) {
            LOG.warnf(e, "log dropped, will be opened again: log=%s", logOf(partition));
            drop(partition);
            toOpen.add(partition);
            delayOpening();
        }
    }

    private void stop(TopicPartition partition, String reason) {
        drop(partition);
        stopped.stop(logOf(partition), reason);
    }

    private void drop(TopicPartition partition) {
        hold(partition);
        open.remove(partition);
    }

    private void delayOpening() {
        openNotBefore = clock.millis() + config.ingest().retryAfter().toMillis();
    }

    private static long offset(Map<TopicPartition, Long> offsets, TopicPartition partition) {
        return Objects.requireNonNull(offsets.get(partition), "Kafka gave no offset");
    }

    private LogId logOf(TopicPartition partition) {
        return new LogId(config.generation(), partition.partition());
    }
}
