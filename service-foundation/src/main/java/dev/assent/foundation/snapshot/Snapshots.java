package dev.assent.foundation.snapshot;

import dev.assent.events.Event;
import dev.assent.events.EventCodec;
import dev.assent.events.MalformedEventException;
import dev.assent.events.SitePublished;
import dev.assent.events.Topic;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.common.annotation.Identifier;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Every published site, in memory. Reads {@code registry.sites} from its beginning at each start, in no consumer group,
 * and follows it; so a service starts and works while vendor-registry is away. Answers with what it has at any time;
 * {@link #complete()} says whether it has caught up once.
 */
@ApplicationScoped
public class Snapshots {

    private static final Logger LOG = Logger.getLogger(Snapshots.class);
    private static final Duration POLL = Duration.ofMillis(500);

    private final SnapshotConfig config;
    private final Map<String, Object> kafka;
    private final jakarta.enterprise.event.Event<SnapshotChanged> changes;
    private final Map<String, SitePublished> bySite = new ConcurrentHashMap<>();
    private final CountDownLatch stopping = new CountDownLatch(1);
    private volatile boolean complete;
    private volatile @Nullable Consumer<byte[], byte[]> consumer;
    private @Nullable Thread thread;

    Snapshots(
            SnapshotConfig config,
            @Identifier("default-kafka-broker") Map<String, Object> kafka,
            jakarta.enterprise.event.Event<SnapshotChanged> changes) {
        this.config = config;
        this.kafka = kafka;
        this.changes = changes;
    }

    /** The site's newest snapshot, if the platform has published the site. */
    public Optional<SitePublished> find(String site) {
        return Optional.ofNullable(bySite.get(site));
    }

    /** The newest snapshot of every site. */
    public Collection<SitePublished> all() {
        return List.copyOf(bySite.values());
    }

    /** Whether everything that had been published when this service started has been read. */
    public boolean complete() {
        return complete || !config.enabled();
    }

    void start(@Observes StartupEvent event) {
        if (config.enabled()) {
            thread = Thread.ofPlatform().name("snapshots").daemon().start(this::run);
        }
    }

    void stop(@Observes ShutdownEvent event) throws InterruptedException {
        stopping.countDown();
        Consumer<byte[], byte[]> open = consumer;
        if (open != null) {
            open.wakeup();
        }
        Thread reader = thread;
        if (reader != null) {
            reader.join(Duration.ofSeconds(5));
        }
    }

    private void run() {
        while (stopping.getCount() > 0) {
            try (Consumer<byte[], byte[]> opened = open()) {
                consumer = opened;
                follow(opened);
            } catch (WakeupException | InterruptException e) {
                return;
            } catch (KafkaException e) {
                LOG.warnf("snapshots not read, will try again: cause=%s", e.toString());
            } finally {
                consumer = null;
            }
            if (pause()) {
                return;
            }
        }
    }

    private boolean pause() {
        try {
            return stopping.await(config.retryAfter().toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return true;
        }
    }

    private Consumer<byte[], byte[]> open() {
        Map<String, Object> settings = new HashMap<>(kafka);
        settings.remove(ConsumerConfig.GROUP_ID_CONFIG);
        settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        settings.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
        return new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    private void follow(Consumer<byte[], byte[]> reader) {
        List<TopicPartition> partitions = reader.partitionsFor(Topic.REGISTRY_SITES.topicName()).stream()
                .map(info -> new TopicPartition(info.topic(), info.partition()))
                .toList();
        if (partitions.isEmpty()) {
            throw new KafkaException("the topic " + Topic.REGISTRY_SITES.topicName() + " does not exist");
        }
        reader.assign(partitions);
        reader.seekToBeginning(partitions);
        Map<TopicPartition, Long> goal = reader.endOffsets(partitions);
        while (stopping.getCount() > 0) {
            reader.poll(POLL).forEach(this::take);
            if (!complete
                    && goal.entrySet().stream().allMatch(end -> reader.position(end.getKey()) >= end.getValue())) {
                complete = true;
                LOG.infof("snapshots complete: sites=%d", bySite.size());
            }
        }
    }

    private void take(ConsumerRecord<byte[], byte[]> record) {
        try {
            Event event = EventCodec.fromRecord(record);
            if (event instanceof SitePublished snapshot) {
                SitePublished known = bySite.get(snapshot.site());
                if (known == null || snapshot.version() >= known.version()) {
                    changes.fire(new SnapshotChanged(snapshot));
                    bySite.put(snapshot.site(), snapshot);
                }
            } else {
                LOG.warnf("not a snapshot: partition=%d offset=%d", record.partition(), record.offset());
            }
        } catch (MalformedEventException e) {
            LOG.warnf(
                    "unreadable snapshot: partition=%d offset=%d reason=%s",
                    record.partition(), record.offset(), e.reason());
        }
    }
}
