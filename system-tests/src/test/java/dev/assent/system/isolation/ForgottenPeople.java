package dev.assent.system.isolation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.assent.deploy.local.Service;
import dev.assent.events.EventCodec;
import dev.assent.events.Subject;
import dev.assent.events.SubjectRequestIssued;
import dev.assent.events.Topic;
import dev.assent.system.platform.Answer;
import dev.assent.system.platform.Client;
import dev.assent.system.platform.PlatformUnderTest;
import dev.assent.system.platform.Site;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** At each of the sites, a visitor who was erased while the proof is kept, and one who was given what is held of them. */
final class ForgottenPeople implements Matrix.ForeignObjects {

    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final ObjectMapper JSON = new ObjectMapper();

    /** An order, the erasure's entry, and a package. */
    private record Traces(String order, String log, String index, String sealedPackage) {}

    private final Map<String, Traces> bySite;

    ForgottenPeople(PlatformUnderTest platform, List<String> sites) {
        bySite = sites.stream().collect(Collectors.toMap(Function.identity(), site -> forget(platform, site)));
    }

    @Override
    public List<String> of(String site, Operation operation) {
        Traces traces = bySite.get(site);
        return switch (operation.path()) {
            case "/v1/sites/{site}/orders/{order}" -> List.of(traces.order());
            case "/v1/sites/{site}/restricted/{log}/{erasure}" -> List.of(traces.log(), traces.index());
            case "/v1/sites/{site}/packages/{id}" -> List.of(traces.sealedPackage());
            default -> List.of();
        };
    }

    private static Traces forget(PlatformUnderTest platform, String site) {
        String token = platform.platform().accessToken("dpo-" + site, Service.CONSENT_LEDGER);
        URI ledger = URI.create(platform.platform().url(Service.CONSENT_LEDGER));
        URI orders = ledger.resolve("/v1/sites/%s/subjects/%s/erasures"
                .formatted(site, chosen(platform, site).value()));
        try (Client client = new Client()) {
            Answer ordered = client.send(HttpRequest.newBuilder(orders)
                    .header("Authorization", "Bearer " + token)
                    .header("Content-Type", "application/json")
                    .POST(BodyPublishers.ofString(
                            "{\"decision\":\"keep-proofs\",\"reason\":\"They asked\",\"request\":\"case-1\"}")));
            assertThat(ordered.status()).as("%s", ordered).isEqualTo(202);
            URI progress = ledger.resolve(URI.create(ordered.header("Location")).getPath());
            JsonNode done = await().atMost(PATIENCE)
                    .until(
                            () -> client.send(
                                            HttpRequest.newBuilder(progress).header("Authorization", "Bearer " + token))
                                    .json(),
                            state -> state.path("details")
                                    .path("outcome")
                                    .asText()
                                    .equals("kept-by-law"));
            return new Traces(
                    done.at("/details/order").asText(),
                    done.at("/entries/0/log").asText(),
                    done.at("/entries/0/index").asText(),
                    sealedPackage(platform, site));
        }
    }

    private static Subject chosen(PlatformUnderTest platform, String id) {
        try (Site site = new Site(platform, id)) {
            String secret = site.secret();
            Answer taken = site.choose(site.action(secret, 1, "accept-all"));
            assertThat(taken.status()).as("%s", taken).isEqualTo(202);
            await().atMost(PATIENCE)
                    .until(() -> site.get(URI.create(taken.text("receipt"))).status() == 200);
            return Subject.ofSecret(id, secret);
        }
    }

    /** As notifier asks, and as the ledger answers. */
    private static String sealedPackage(PlatformUnderTest platform, String site) {
        String request = UUID.randomUUID().toString();
        Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);
        SubjectRequestIssued access = new SubjectRequestIssued(
                UUID.randomUUID().toString(),
                site,
                now,
                request,
                "consent-ledger",
                SubjectRequestIssued.Right.ACCESS,
                List.of(new SubjectRequestIssued.Identifier(
                        "subject", chosen(platform, site).value())),
                now.plus(7, ChronoUnit.DAYS));
        Map<String, Object> settings =
                Map.of("bootstrap.servers", platform.platform().kafka().bootstrapServers());
        try (KafkaProducer<byte[], byte[]> producer =
                new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer())) {
            var _ = producer.send(EventCodec.toRecord(
                    Topic.SUBJECT_REQUESTS, request.getBytes(StandardCharsets.US_ASCII), "/test", access));
        }
        try (KafkaConsumer<byte[], byte[]> answers =
                new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            TopicPartition only = new TopicPartition(Topic.SUBJECT_RESPONSES.topicName(), 0);
            answers.assign(List.of(only));
            answers.seekToBeginning(List.of(only));
            String reference =
                    await().atMost(PATIENCE).until(() -> reference(answers, request), found -> !found.isEmpty());
            return reference.substring(reference.lastIndexOf('/') + 1);
        }
    }

    private static String reference(KafkaConsumer<byte[], byte[]> answers, String request) throws IOException {
        for (ConsumerRecord<byte[], byte[]> record : answers.poll(Duration.ofMillis(200))) {
            JsonNode answer = JSON.readTree(record.value());
            if (answer.path("requestId").asText().equals(request)) {
                return answer.path("packageReference").asText();
            }
        }
        return "";
    }
}
