package dev.assent.ledger.config;

import io.quarkus.runtime.ShutdownEvent;
import io.smallrye.common.annotation.Identifier;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.CooperativeStickyAssignor;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/** Kafka's clients, set up as a ledger needs them. */
@ApplicationScoped
public class LedgerKafka {

    /** The most that one answer brings, beside what is buffered already. */
    private static final int FETCH_BYTES = 8 << 20;

    private final Map<String, Object> kafka;
    private final LedgerConfig config;
    private @Nullable Producer<byte[], byte[]> producer;

    LedgerKafka(@Identifier("default-kafka-broker") Map<String, Object> kafka, LedgerConfig config) {
        this.kafka = kafka;
        this.config = config;
    }

    /** A member of the ledgers' group. Positions come from the database: it never resets to anywhere by itself. */
    public Consumer<byte[], byte[]> member() {
        return member(config.ingest().group());
    }

    /** A member of another group of the ledgers, under the same rules. */
    public Consumer<byte[], byte[]> member(String group) {
        Map<String, Object> settings = plain();
        LedgerConfig.Ingest ingest = config.ingest();
        settings.put(ConsumerConfig.GROUP_ID_CONFIG, group);
        // A known instance gets back what it had, without a look at what it asks for now: a new generation is a new
        // one.
        ingest.instanceId()
                .ifPresent(id -> settings.put(ConsumerConfig.GROUP_INSTANCE_ID_CONFIG, id + "-" + config.generation()));
        settings.put(ConsumerConfig.PARTITION_ASSIGNMENT_STRATEGY_CONFIG, CooperativeStickyAssignor.class.getName());
        int session = Math.toIntExact(ingest.sessionTimeout().toMillis());
        settings.put(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG, session);
        settings.put(ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG, session / 3);
        settings.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, ingest.batchSize());
        settings.put(ConsumerConfig.FETCH_MAX_BYTES_CONFIG, FETCH_BYTES);
        return consumer(settings);
    }

    /** A reader that belongs to no group. */
    public Consumer<byte[], byte[]> reader() {
        return consumer(plain());
    }

    private static Consumer<byte[], byte[]> consumer(Map<String, Object> settings) {
        settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "none");
        settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        settings.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
        return new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    /** An administration client; the caller closes it. */
    public Admin admin() {
        return Admin.create(plain());
    }

    /** The one producer: durable, in order, without waiting for company. */
    public synchronized Producer<byte[], byte[]> producer() {
        Producer<byte[], byte[]> open = producer;
        if (open == null) {
            Map<String, Object> settings = plain();
            settings.put(ProducerConfig.ACKS_CONFIG, "all");
            settings.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
            settings.put(ProducerConfig.LINGER_MS_CONFIG, 0);
            int timeout = Math.toIntExact(config.checkpoints().timeout().toMillis());
            settings.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, timeout);
            settings.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, timeout);
            settings.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, timeout);
            open = new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer());
            producer = open;
        }
        return open;
    }

    synchronized void stop(@Observes ShutdownEvent event) {
        if (producer != null) {
            producer.close(Duration.ofSeconds(2));
            producer = null;
        }
    }

    private Map<String, Object> plain() {
        Map<String, Object> settings = new HashMap<>(kafka);
        settings.remove(ConsumerConfig.GROUP_ID_CONFIG);
        return settings;
    }
}
