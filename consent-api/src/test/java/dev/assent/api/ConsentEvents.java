package dev.assent.api;

import dev.assent.events.Topic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.eclipse.microprofile.config.ConfigProvider;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** What stands on {@code consent.events}. */
public final class ConsentEvents implements AutoCloseable {

    private final KafkaConsumer<byte[], byte[]> consumer;
    private final List<TopicPartition> partitions;

    /** Sees everything from the topic's beginning. */
    public ConsentEvents() {
        String servers = ConfigProvider.getConfig().getValue("kafka.bootstrap.servers", String.class);
        consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", servers), new ByteArrayDeserializer(), new ByteArrayDeserializer());
        partitions = IntStream.range(0, 4)
                .mapToObj(partition -> new TopicPartition(Topic.CONSENT_EVENTS.topicName(), partition))
                .toList();
        consumer.assign(partitions);
    }

    /** How many records there are. */
    public long count() {
        return consumer.endOffsets(partitions).values().stream()
                .mapToLong(Long::longValue)
                .sum();
    }

    /** The record of that event; there is exactly one. */
    public ConsumerRecord<byte[], byte[]> of(String eventId) {
        List<ConsumerRecord<byte[], byte[]>> found =
                all().stream().filter(record -> idOf(record).equals(eventId)).toList();
        if (found.size() != 1) {
            throw new AssertionError(found.size() + " records of " + eventId);
        }
        return found.getFirst();
    }

    /** The event that a record says it is. */
    public static String idOf(ConsumerRecord<byte[], byte[]> record) {
        return new String(record.headers().lastHeader("ce_id").value(), StandardCharsets.US_ASCII);
    }

    /** Every record. */
    public List<ConsumerRecord<byte[], byte[]>> all() {
        List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
        consumer.seekToBeginning(partitions);
        Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
        while (partitions.stream().anyMatch(partition -> consumer.position(partition) < ends.get(partition))) {
            consumer.poll(Duration.ofMillis(200)).forEach(records::add);
        }
        return records;
    }

    @Override
    public void close() {
        consumer.close();
    }
}
