package dev.assent.benchmarks.peers;

import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** A plain Kafka producer, set up as consent-api's. It is made at the first send, so the other peers have none. */
@ApplicationScoped
class RawProducer {

    private final String topic;
    private final Producer<byte[], byte[]> producer;

    RawProducer(KafkaConfig config) {
        topic = config.topic();
        producer = new KafkaProducer<>(
                Map.of(
                        ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                        config.bootstrapServers(),
                        ProducerConfig.ACKS_CONFIG,
                        "all",
                        ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG,
                        true,
                        ProducerConfig.LINGER_MS_CONFIG,
                        config.lingerMillis(),
                        ProducerConfig.MAX_IN_FLIGHT_REQUESTS_PER_CONNECTION,
                        config.requestsInFlight(),
                        ProducerConfig.BATCH_SIZE_CONFIG,
                        config.batchBytes(),
                        ProducerConfig.BUFFER_MEMORY_CONFIG,
                        config.memoryBytes(),
                        ProducerConfig.COMPRESSION_TYPE_CONFIG,
                        config.compression()),
                new ByteArraySerializer(),
                new ByteArraySerializer());
    }

    /** Completes when Kafka has acknowledged the record. */
    CompletionStage<Void> send(String key, byte[] value) {
        CompletableFuture<Void> acknowledged = new CompletableFuture<>();
        var _ = producer.send(
                new ProducerRecord<>(topic, key.getBytes(StandardCharsets.US_ASCII), value), (_, failure) -> {
                    if (failure == null) {
                        acknowledged.complete(null);
                    } else {
                        acknowledged.completeExceptionally(failure);
                    }
                });
        return acknowledged;
    }

    @PreDestroy
    void close() {
        producer.close(Duration.ofSeconds(2));
    }
}
