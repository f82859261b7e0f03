package dev.assent.ledger.ingest;

import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.Uuid;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** The topic that logs are made from, as the cluster describes it. */
final class SourceTopic {

    private static final Duration TIMEOUT = Duration.ofSeconds(10);

    private final Admin admin;

    SourceTopic(Admin admin) {
        this.admin = admin;
    }

    /**
     * What the cluster says of the topic.
     *
     * @param id another topic of the same name has another
     * @param partitions how many it has
     */
    record Described(UUID id, int partitions) {}

    /** The first offset that a partition still has. */
    long begin(TopicPartition partition) {
        return offset(partition, OffsetSpec.earliest());
    }

    /** The offset that the next record of a partition gets. */
    long end(TopicPartition partition) {
        return offset(partition, OffsetSpec.latest());
    }

    private long offset(TopicPartition partition, OffsetSpec which) {
        try {
            return admin.listOffsets(Map.of(partition, which))
                    .partitionResult(partition)
                    .get(TIMEOUT.toMillis(), TimeUnit.MILLISECONDS)
                    .offset();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new KafkaException("interrupted", e);
        } catch (ExecutionException | TimeoutException e) {
            throw new KafkaException(partition + " gave no offset", e);
        }
    }

    /** Asks the cluster for a generation's topic. */
    Described describe(String name) {
        try {
            TopicDescription topic = admin.describeTopics(List.of(name))
                    .allTopicNames()
                    .get(TIMEOUT.toMillis(), TimeUnit.MILLISECONDS)
                    .values()
                    .iterator()
                    .next();
            Uuid id = topic.topicId();
            UUID asUuid = new UUID(id.getMostSignificantBits(), id.getLeastSignificantBits());
            return new Described(asUuid, topic.partitions().size());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new KafkaException("interrupted", e);
        } catch (ExecutionException | TimeoutException e) {
            throw new KafkaException(name + " could not be described", e);
        }
    }
}
