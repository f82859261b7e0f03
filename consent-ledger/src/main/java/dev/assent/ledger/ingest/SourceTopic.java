package dev.assent.ledger.ingest;

import dev.assent.events.Topic;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.Uuid;

import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** The topic that logs are made from, as the cluster describes it. */
final class SourceTopic {

    static final String NAME = Topic.CONSENT_EVENTS.topicName();

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

    /** Asks the cluster. */
    Described describe() {
        try {
            TopicDescription topic = admin.describeTopics(List.of(NAME))
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
            throw new KafkaException(NAME + " could not be described", e);
        }
    }
}
