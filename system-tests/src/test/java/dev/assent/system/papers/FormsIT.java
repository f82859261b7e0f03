package dev.assent.system.papers;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.assent.deploy.parts.Mail;
import dev.assent.events.Answer;
import dev.assent.events.ChoiceRecorded;
import dev.assent.events.EventCodec;
import dev.assent.events.Topic;
import dev.assent.system.platform.Client;
import dev.assent.system.platform.OnPlatform;
import dev.assent.system.platform.PlatformUnderTest;
import dev.assent.system.platform.Site;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** What the page on forms tells a site to do does what it says, from the form to the site's own system. */
@OnPlatform
class FormsIT {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String SITE = "onesmartech";
    private static final String ADDRESS = "kim@reader.test";
    private static final Pattern LINK = Pattern.compile("http://\\S+/v1/confirmations/[A-Za-z0-9_-]+");
    private static final JsonMapper JSON = new JsonMapper();

    @Test
    void aNewsletterIsAskedForConfirmedAndLeft(PlatformUnderTest platform) throws Exception {
        List<String> snippets = Paper.at("docs/forms.md").blocks("sh");
        String confirming = snippets.get(1);
        try (Client client = new Client();
                Site site = new Site(platform, SITE)) {
            assertThat(site.noticeVersion()).isEqualTo(1);

            // The form, twice: two pending choices, and one mail.
            JsonNode pending = curl(platform, snippets.getFirst(), "");
            JsonNode again = curl(platform, snippets.getFirst(), "");
            Mail mail = await().atMost(PATIENCE)
                    .until(() -> platform.platform().mail().inbox(ADDRESS), mails -> !mails.isEmpty())
                    .getFirst();
            assertThat(mail.subject()).contains("please confirm");
            String link = LINK.matcher(mail.text())
                    .results()
                    .map(MatchResult::group)
                    .findFirst()
                    .orElseThrow();
            assertThat(purposes(client, pending)).containsEntry("newsletter", Answer.PENDING);

            // Looking changes nothing, and says what the button would do.
            JsonNode question = curl(platform, confirming.lines().toList().getFirst(), link);
            assertThat(question.path("purposes").path(0).asText()).isEqualTo("newsletter");
            long before = records(platform, Topic.CONSENT_EVENTS).size();
            assertThat(client.get(URI.create(link)).body()).contains("<form method=\"post\">");
            assertThat(records(platform, Topic.CONSENT_EVENTS)).hasSize(Math.toIntExact(before));

            // The button, twice: one entry.
            JsonNode confirmed = curl(platform, confirming.lines().toList().getLast(), link);
            JsonNode twice = curl(platform, confirming.lines().toList().getLast(), link);
            assertThat(twice.path("eventId")).isEqualTo(confirmed.path("eventId"));
            assertThat(twice.path("receipt")).isEqualTo(confirmed.path("receipt"));
            assertThat(purposes(client, confirmed)).containsEntry("newsletter", Answer.GRANTED);
            ChoiceRecorded confirmation = receipt(client, confirmed);
            assertThat(List.of(
                            pending.path("eventId").asText(),
                            again.path("eventId").asText()))
                    .contains(confirmation.confirms());

            // The site hears of it; the demonstration takes no message whose signature is wrong.
            URI heard = URI.create(platform.platform().demonstrationUrl() + "/hooks");
            await().atMost(PATIENCE).untilAsserted(() -> assertThat(
                            client.get(heard).body())
                    .contains("consent.confirmed", confirmation.eventId(), String.valueOf(confirmation.confirms())));

            // Left again, in another spelling: the same person.
            JsonNode left = curl(platform, snippets.getLast(), "");
            ChoiceRecorded withdrawal = receipt(client, left);
            assertThat(withdrawal.subject()).isEqualTo(confirmation.subject());
            assertThat(withdrawal.purposes()).containsEntry("newsletter", Answer.DENIED);
            await().atMost(PATIENCE)
                    .untilAsserted(() ->
                            assertThat(client.get(heard).body()).contains("consent.withdrawn", withdrawal.eventId()));

            assertThat(platform.platform().mail().inbox(ADDRESS)).hasSize(1);
            assertTheAddressIsNowhere(platform);
        }
    }

    private static void assertTheAddressIsNowhere(PlatformUnderTest platform) throws IOException {
        for (Topic topic : Topic.values()) {
            assertThat(records(platform, topic))
                    .noneMatch(record -> holdsTheAddress(new String(record.value(), StandardCharsets.UTF_8)));
        }
        try (Stream<Path> logs = Files.list(platform.platform().directory().resolve("logs"))) {
            for (Path log : logs.filter(Files::isRegularFile).toList()) {
                assertThat(holdsTheAddress(Files.readString(log)))
                        .as(log.toString())
                        .isFalse();
            }
        }
    }

    private static boolean holdsTheAddress(String text) {
        return text.toLowerCase(Locale.ROOT).contains(ADDRESS);
    }

    private static Map<String, Answer> purposes(Client client, JsonNode recorded) throws Exception {
        return receipt(client, recorded).purposes();
    }

    /** The event of a receipt, once the ledger has it. */
    private static ChoiceRecorded receipt(Client client, JsonNode recorded) throws Exception {
        String body = await().atMost(PATIENCE)
                .until(
                        () -> client.get(URI.create(recorded.path("receipt").asText())),
                        answer -> answer.status() == 200)
                .text("event");
        return (ChoiceRecorded) EventCodec.read(Base64.getDecoder().decode(body));
    }

    /** Runs a command of the page against this platform, and reads its answer. */
    private static JsonNode curl(PlatformUnderTest platform, String command, String link) throws Exception {
        ProcessBuilder builder = new ProcessBuilder(
                        "bash",
                        "-c",
                        command.replace("http://localhost:8080", platform.api().toString()))
                .redirectError(ProcessBuilder.Redirect.INHERIT);
        builder.environment().put("LINK", link);
        Process shell = builder.start();
        shell.getOutputStream().close();
        String answer = new String(shell.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(shell.waitFor()).as(answer).isZero();
        JsonNode json = JSON.readTree(answer);
        assertThat(json.has("status")).as(answer).isFalse();
        return json;
    }

    private static List<ConsumerRecord<byte[], byte[]>> records(PlatformUnderTest platform, Topic topic) {
        List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
        try (KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", platform.platform().kafka().bootstrapServers()),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = consumer.partitionsFor(topic.topicName()).stream()
                    .map(info -> new TopicPartition(info.topic(), info.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            while (partitions.stream().anyMatch(partition -> consumer.position(partition) < ends.get(partition))) {
                consumer.poll(Duration.ofMillis(200)).forEach(records::add);
            }
        }
        return records;
    }
}
