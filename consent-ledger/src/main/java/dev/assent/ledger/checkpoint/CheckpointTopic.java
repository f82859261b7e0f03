package dev.assent.ledger.checkpoint;

import dev.assent.events.Topic;
import dev.assent.ledger.config.LedgerConfig;
import dev.assent.ledger.config.LedgerKafka;
import dev.assent.ledger.log.Checkpoint;
import dev.assent.ledger.log.LogId;
import jakarta.enterprise.context.ApplicationScoped;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** The topic that remembers each log's last checkpoint outside the database, so that a database set back cannot fork. */
@ApplicationScoped
class CheckpointTopic {

    /** How far one look backwards reaches; the topic is compacted, so that most logs are found in the first. */
    private static final long WINDOW = 2000;

    private static final Duration POLL = Duration.ofMillis(200);

    private final LedgerKafka kafka;
    private final Duration timeout;
    private final Duration freshFor;

    CheckpointTopic(LedgerKafka kafka, LedgerConfig config) {
        this.kafka = kafka;
        // Nobody else writes the log before the session has ended, of which a third may be over at any time.
        this.freshFor = config.ingest().sessionTimeout().dividedBy(2);
        this.timeout = config.checkpoints().timeout();
    }

    /**
     * Waits until Kafka has the checkpoint.
     *
     * @param read when the tree that it is of was read, in {@link System#nanoTime()}: a replica that slept since then may
     *     no longer be the log's writer, and puts nothing before a newer checkpoint of another one
     * @throws KafkaException if Kafka did not take it, or that was too long ago
     */
    void put(LogId log, String note, long read) {
        if (System.nanoTime() - read > freshFor.toNanos()) {
            throw new KafkaException("the tree of log " + log + " was read too long ago to be signed");
        }
        ProducerRecord<byte[], byte[]> checkpoint =
                new ProducerRecord<>(Topic.LEDGER_CHECKPOINTS.topicName(), utf8(log.name()), utf8(note));
        try {
            kafka.producer().send(checkpoint).get(timeout.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new KafkaException("interrupted", e);
        } catch (ExecutionException | TimeoutException e) {
            throw new KafkaException("the checkpoint of log " + log + " was not taken", e);
        }
    }

    /**
     * The last checkpoints of the logs: the largest in the last {@value #WINDOW} records that name the log at all. Those
     * that have none are missing.
     */
    Map<LogId, String> last(Set<LogId> logs) {
        Map<LogId, String> found = new HashMap<>();
        try (Consumer<byte[], byte[]> reader = kafka.reader()) {
            List<TopicPartition> partitions = reader.partitionsFor(Topic.LEDGER_CHECKPOINTS.topicName()).stream()
                    .map(info -> new TopicPartition(info.topic(), info.partition()))
                    .toList();
            Map<TopicPartition, Long> begins = reader.beginningOffsets(partitions);
            Map<TopicPartition, Long> ends = reader.endOffsets(partitions);
            for (TopicPartition partition : partitions) {
                reader.assign(List.of(partition));
                long begin = begins.getOrDefault(partition, 0L);
                long end = ends.getOrDefault(partition, begin);
                Set<LogId> missing = new HashSet<>(logs);
                while (end > begin && !missing.isEmpty()) {
                    long from = Math.max(begin, end - WINDOW);
                    Map<LogId, String> window = window(reader, partition, from, end);
                    window.forEach((log, note) -> {
                        if (missing.remove(log)) {
                            found.put(log, note);
                        }
                    });
                    end = from;
                }
            }
        }
        return found;
    }

    private Map<LogId, String> window(Consumer<byte[], byte[]> reader, TopicPartition partition, long from, long to) {
        Map<LogId, String> largest = new HashMap<>();
        reader.seek(partition, from);
        while (reader.position(partition) < to) {
            for (ConsumerRecord<byte[], byte[]> record : reader.poll(POLL)) {
                if (record.offset() < to && record.key() != null && record.value() != null) {
                    LogId.parse(new String(record.key(), StandardCharsets.UTF_8))
                            .ifPresent(log -> largest.merge(
                                    log, new String(record.value(), StandardCharsets.UTF_8), CheckpointTopic::larger));
                }
            }
        }
        return largest;
    }

    /** A log is never signed at a smaller size than before; of two at one size the later has the newer keys. */
    private static String larger(String before, String note) {
        return size(note) >= size(before) ? note : before;
    }

    /** -1 of what is no checkpoint. */
    private static long size(String note) {
        return Checkpoint.claimedBy(note).map(Checkpoint::size).orElse(-1L);
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
