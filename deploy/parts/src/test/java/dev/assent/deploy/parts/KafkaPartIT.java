package dev.assent.deploy.parts;

import dev.assent.events.Topic;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class KafkaPartIT {
    private static final int LOGS = 3;

    private static KafkaPart kafka;

    @BeforeAll
    static void start(@TempDir Path directory) {
        kafka = KafkaPart.start(directory, 0, LOGS);
    }

    @AfterAll
    static void close() {
        kafka.close();
    }

    @Test
    void everyTopicIsMadeAsTheTableSaysAndNoOtherByNamingIt() throws Exception {
        try (var admin = kafka.admin()) {
            var topics = admin.describeTopics(
                            Arrays.stream(Topic.values()).map(Topic::topicName).toList())
                    .allTopicNames()
                    .get();

            assertThat(topics.get("consent.events").partitions()).hasSize(LOGS);
            assertThat(topics.get("registry.sites").partitions()).hasSize(1);
            assertThatThrownBy(() -> admin.describeTopics(List.of("unheard-of"))
                            .allTopicNames()
                            .get())
                    .hasMessageContaining("does not host this topic");
        }
    }

    @Test
    void whatWasAcknowledgedIsThereAfterAKill() throws Exception {
        // Given
        try (var producer = new KafkaProducer<>(
                Map.<String, Object>of("bootstrap.servers", kafka.bootstrapServers(), "acks", "all"),
                new ByteArraySerializer(),
                new ByteArraySerializer())) {
            for (int i = 0; i < 100; i++) {
                producer.send(new ProducerRecord<>("registry.alerts", 0, null, ("record " + i).getBytes(UTF_8)))
                        .get();
            }
        }

        // When
        kafka.kill();
        assertThat(Ports.answers(kafka.port())).isFalse();
        kafka.start();

        // Then
        assertThat(read("registry.alerts")).hasSize(100).endsWith("record 99");
    }

    @Test
    void aTakenPortIsNamed(@TempDir Path directory) {
        assertThatThrownBy(() -> KafkaPart.start(directory, kafka.port(), LOGS))
                .isInstanceOf(PortTakenException.class)
                .hasMessage("Port " + kafka.port() + ", which Kafka needs, is taken by another program");
    }

    private static List<String> read(String topic) {
        try (var consumer = new KafkaConsumer<>(
                Map.<String, Object>of(
                        "bootstrap.servers", kafka.bootstrapServers(), ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "none"),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer())) {
            TopicPartition partition = new TopicPartition(topic, 0);
            consumer.assign(List.of(partition));
            consumer.seekToBeginning(List.of(partition));
            long end = consumer.endOffsets(List.of(partition)).get(partition);
            List<String> values = new ArrayList<>();
            while (consumer.position(partition) < end) {
                consumer.poll(Duration.ofSeconds(1)).forEach(found -> values.add(new String(found.value(), UTF_8)));
            }
            return values;
        }
    }
}
