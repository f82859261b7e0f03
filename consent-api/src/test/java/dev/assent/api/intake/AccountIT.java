package dev.assent.api.intake;

import dev.assent.api.ConsentEvents;
import dev.assent.api.KafkaOfTests;
import dev.assent.events.EventCodec;
import dev.assent.events.IntakeAccounted;
import dev.assent.events.IntakeAccounted.Count;
import dev.assent.events.LogEvent;
import dev.assent.events.Topic;
import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.eclipse.microprofile.config.ConfigProvider;
import org.junit.jupiter.api.Test;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

@QuarkusTest
@WithTestResource(value = KafkaOfTests.class, scope = TestResourceScope.GLOBAL)
class AccountIT {

    private static final TopicPartition ACCOUNTS = new TopicPartition(Topic.INTAKE_ACCOUNTS.topicName(), 0);

    @Inject
    ProducerRun run;

    @Test
    void theNewestAccountSaysWhatThisRunHasToldItsCallersOfEachPartition() throws Exception {
        IntStream.range(0, 20).forEach(_ -> given().contentType("application/json")
                .body("""
                        {"subjectSecret": "%s", "action": "refuse-all", "noticeVersion": 3, "language": "fr",
                         "surface": "banner", "method": "click"}
                        """.formatted(UUID.randomUUID().toString().replace("-", "")))
                .post("/v1/sites/smartsupp/choices")
                .then()
                .statusCode(202));

        // Other tests may have had outages: what was unknown to its caller may stand in the log or not.
        await().atMost(Duration.ofSeconds(20)).untilAsserted(() -> {
            IntakeAccounted account = newest();
            assertThat(account.ended()).isFalse();
            assertThat(account.partitions()).isNotEmpty();
            for (Count count : account.partitions()) {
                assertThat(records(count.partition())).isBetween(count.accepted(), count.accepted() + count.unknown());
            }
        });
    }

    private long records(int partition) throws Exception {
        long count = 0;
        try (ConsentEvents events = new ConsentEvents()) {
            for (ConsumerRecord<byte[], byte[]> record : events.all()) {
                if (record.partition() == partition
                        && EventCodec.fromRecord(record) instanceof LogEvent event
                        && event.producer().run().equals(run.id())) {
                    count++;
                }
            }
        }
        return count;
    }

    private IntakeAccounted newest() throws Exception {
        String servers = ConfigProvider.getConfig().getValue("kafka.bootstrap.servers", String.class);
        IntakeAccounted newest = null;
        try (KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", servers), new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            consumer.assign(List.of(ACCOUNTS));
            consumer.seekToBeginning(List.of(ACCOUNTS));
            long end = consumer.endOffsets(List.of(ACCOUNTS)).get(ACCOUNTS);
            while (consumer.position(ACCOUNTS) < end) {
                for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofMillis(100))) {
                    IntakeAccounted account = (IntakeAccounted) EventCodec.fromRecord(record);
                    assertThat(new String(record.key(), StandardCharsets.US_ASCII))
                            .isEqualTo(account.run());
                    newest = account.run().equals(run.id()) ? account : newest;
                }
            }
        }
        assertThat(newest).isNotNull();
        return newest;
    }
}
