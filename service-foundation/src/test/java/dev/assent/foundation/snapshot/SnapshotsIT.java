package dev.assent.foundation.snapshot;

import dev.assent.events.EventCodec;
import dev.assent.events.SitePublished;
import dev.assent.events.Topic;
import dev.assent.foundation.RealParts;
import dev.assent.foundation.id.EventIds;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.Period;
import java.util.List;
import java.util.Map;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

@QuarkusTest
@TestProfile(RealParts.class)
class SnapshotsIT {

    @Inject
    Snapshots snapshots;

    @Test
    void theNewestVersionOfASiteIsHeldAndAnUnreadableRecordChangesNothing() {
        send(new ProducerRecord<>(Topic.REGISTRY_SITES.topicName(), "broken".getBytes(UTF_8), "{".getBytes(UTF_8)));
        publish("shop", 1);
        publish("shop", 2);
        publish("shop", 1);

        publish("last", 1);

        await().atMost(Duration.ofSeconds(20))
                .until(() -> snapshots.find("last").isPresent());
        assertThat(snapshots.find("shop"))
                .hasValueSatisfying(site -> assertThat(site.version()).isEqualTo(2));
        assertThat(snapshots.find("broken")).isEmpty();
        assertThat(snapshots.complete()).isTrue();
    }

    private static void publish(String site, int version) {
        Instant now = Instant.parse("2026-11-22T17:00:00Z");
        String hash = "0".repeat(64);
        send(EventCodec.toRecord(
                Topic.REGISTRY_SITES,
                site.getBytes(UTF_8),
                "/vendor-registry",
                new SitePublished(
                        EventIds.next(InstantSource.system()).toString(),
                        site,
                        now,
                        version,
                        hash,
                        site,
                        new SitePublished.Controller("Shop Ltd", "NZ", null, null, Map.of()),
                        List.of("https://www.example.test"),
                        List.of("en"),
                        "Pacific/Auckland",
                        true,
                        Period.ofMonths(6),
                        new SitePublished.Notice(List.of(), List.of(), Map.of()),
                        Map.of(),
                        List.of(new SitePublished.AcceptedVersion(
                                version, hash, now, Map.of(), List.of(), Period.ofMonths(6))))));
    }

    private static void send(ProducerRecord<byte[], byte[]> record) {
        try (KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", RealParts.Parts.kafka().bootstrapServers()),
                new ByteArraySerializer(),
                new ByteArraySerializer())) {
            producer.send(record);
        }
    }
}
