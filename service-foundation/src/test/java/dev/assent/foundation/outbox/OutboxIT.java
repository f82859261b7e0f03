package dev.assent.foundation.outbox;

import dev.assent.events.Topic;
import dev.assent.foundation.RealParts;
import dev.assent.foundation.TopicReader;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import jakarta.transaction.TransactionalException;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

@QuarkusTest
@TestProfile(RealParts.class)
class OutboxIT {

    @Inject
    Outbox outbox;

    @Test
    void whatIsCommittedReachesKafkaInOrderAndWhatIsRolledBackDoesNot() {
        List<String> committed =
                IntStream.range(0, 250).mapToObj(i -> "order-" + i).toList();

        committed.forEach(value -> QuarkusTransaction.requiringNew().run(() -> put(value)));
        assertThatThrownBy(() -> QuarkusTransaction.requiringNew().run(() -> {
                    put("order-rolled-back");
                    throw new IllegalStateException("changed my mind");
                }))
                .hasMessage("changed my mind");
        QuarkusTransaction.requiringNew().run(() -> put("order-last"));

        try (TopicReader reader = reader()) {
            await().atMost(Duration.ofSeconds(20))
                    .until(() -> values(reader, "order-").contains("order-last"));
            assertThat(values(reader, "order-"))
                    .containsExactlyElementsOf(Stream.concat(committed.stream(), Stream.of("order-last"))
                            .toList());
        }
    }

    @Test
    void headersAndKeyTravelAsTheyWere() {
        QuarkusTransaction.requiringNew().run(() -> put("headers-1"));

        try (TopicReader reader = reader()) {
            await().atMost(Duration.ofSeconds(20))
                    .until(() -> values(reader, "headers-"), List.of("headers-1")::equals);
            assertThat(reader.all())
                    .filteredOn(record -> new String(record.value(), UTF_8).equals("headers-1"))
                    .singleElement()
                    .satisfies(record -> {
                        assertThat(record.key()).isEqualTo("key".getBytes(UTF_8));
                        assertThat(record.headers().lastHeader("ce_id").value()).isEqualTo("grüß".getBytes(UTF_8));
                    });
        }
    }

    @Test
    void whatIsCommittedWhileKafkaIsDownIsSentWhenItIsBack() {
        RealParts.Parts.kafka().kill();

        QuarkusTransaction.requiringNew().run(() -> put("waiting-1"));
        RealParts.Parts.kafka().start();

        try (TopicReader reader = reader()) {
            await().atMost(Duration.ofSeconds(60))
                    .untilAsserted(() -> assertThat(values(reader, "waiting-")).contains("waiting-1"));
        }
    }

    @Test
    void nothingIsTakenOutsideATransaction() {
        assertThatThrownBy(() -> put("alone")).isInstanceOf(TransactionalException.class);
    }

    private void put(String value) {
        ProducerRecord<byte[], byte[]> record =
                new ProducerRecord<>(Topic.REGISTRY_ALERTS.topicName(), "key".getBytes(UTF_8), value.getBytes(UTF_8));
        record.headers().add("ce_id", "grüß".getBytes(UTF_8));
        outbox.put(record);
    }

    private static TopicReader reader() {
        return new TopicReader(RealParts.Parts.kafka().bootstrapServers(), Topic.REGISTRY_ALERTS);
    }

    private static List<String> values(TopicReader reader, String prefix) {
        return reader.all().stream()
                .map(record -> new String(record.value(), UTF_8))
                .filter(value -> value.startsWith(prefix))
                .toList();
    }
}
