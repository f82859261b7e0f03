package dev.assent.registry;

import dev.assent.events.EventCodec;
import dev.assent.events.MalformedEventException;
import dev.assent.events.SitePublished;
import dev.assent.events.Topic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Reads {@code registry.sites} from its beginning, as every other service does. */
public final class PublishedSites implements AutoCloseable {

    private final KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(
            Map.of("bootstrap.servers", RealParts.Parts.kafka().bootstrapServers()),
            new ByteArrayDeserializer(),
            new ByteArrayDeserializer());
    private final List<SitePublished> seen = new ArrayList<>();

    /** Opens the topic. */
    public PublishedSites() {
        List<TopicPartition> partitions = List.of(new TopicPartition(Topic.REGISTRY_SITES.topicName(), 0));
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
    }

    /** The snapshots of a site that have been read so far, oldest first. */
    public List<SitePublished> of(String site) {
        for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofMillis(200))) {
            try {
                seen.add((SitePublished) EventCodec.fromRecord(record));
            } catch (MalformedEventException e) {
                throw new AssertionError("what the registry sends must be readable", e);
            }
        }
        return seen.stream().filter(snapshot -> snapshot.site().equals(site)).toList();
    }

    @Override
    public void close() {
        consumer.close();
    }
}
