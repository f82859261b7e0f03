package dev.assent.system.intake;

import com.fasterxml.jackson.databind.JsonNode;
import dev.assent.deploy.local.Service;
import dev.assent.deploy.local.ServiceProcess;
import dev.assent.system.platform.Answer;
import dev.assent.system.platform.LedgerRows;
import dev.assent.system.platform.OnPlatform;
import dev.assent.system.platform.PlatformUnderTest;
import dev.assent.system.platform.Site;
import org.junit.jupiter.api.Test;

import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.awaitility.Awaitility.await;

/** Choices that are sent again, or late. */
@OnPlatform
class RepeatedChoicesIT {

    private static final int SUBJECTS = 10;
    private static final int TRIES = 6;
    private static final Pattern LOG = Pattern.compile("Its log (\\S+\\.log)");
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @Test
    void retriesThroughTwoReplicasAreOneEntryWithOneReceipt(PlatformUnderTest platform) throws Exception {
        ServiceProcess second = platform.platform().replica(Service.CONSENT_API);
        try (Site site = new Site(platform, Site.SMARTSUPP);
                LedgerRows rows = new LedgerRows(platform)) {
            List<URI> replicas = List.of(
                    site.choices(), URI.create(second.url() + site.choices().getPath()));
            long before = rows.entries();

            Map<String, String> receipts = new HashMap<>();
            for (int subject = 0; subject < SUBJECTS; subject++) {
                List<Answer> tries = sendAtOnce(site, replicas, site.action(site.secret(), 1, "accept-all"));
                assertThat(tries).allSatisfy(answer -> {
                    assertThat(answer.status()).as(answer.toString()).isEqualTo(202);
                    assertThat(answer.text("eventId"))
                            .isEqualTo(tries.getFirst().text("eventId"));
                    assertThat(answer.text("receipt"))
                            .isEqualTo(tries.getFirst().text("receipt"));
                    assertThat(answer.json().has("commitment")).isFalse();
                });
                receipts.put(tries.getFirst().text("eventId"), tries.getFirst().text("receipt"));
            }

            receipts.forEach((eventId, receipt) ->
                    assertThat(awaited(site, receipt).path("event").asText()).isNotEmpty());
            assertThat(rows.entriesOf(receipts.keySet()))
                    .hasSize(SUBJECTS)
                    .allSatisfy((_, entries) -> assertThat(entries).isEqualTo(1));
            assertThat(rows.entries()).isEqualTo(before + SUBJECTS);
        } finally {
            second.stop();
        }
    }

    @Test
    void anAcceptThatWaitedAndArrivesAfterTheRefusalChangesNothing(PlatformUnderTest platform) {
        try (Site site = new Site(platform, Site.SMARTSUPP)) {
            String secret = site.secret();
            awaited(site, site.choose(site.action(secret, 2, "withdraw-all")).text("receipt"));

            Answer late = site.choose(site.action(secret, 1, "accept-all"));

            assertThat(late.status()).isEqualTo(202);
            awaited(site, late.text("receipt"));
            JsonNode choices = site.consent(secret).json().path("choices");
            for (String purpose : site.optionalPurposes()) {
                assertThat(choices.path(purpose).asText()).as(purpose).isEqualTo("denied");
            }
        }
    }

    @Test
    void aReplicaWithoutTheSecretDoesNotStartAndSaysWhatToSet(PlatformUnderTest platform) {
        Throwable failure = catchThrowable(
                () -> platform.platform().replica(Service.CONSENT_API, Map.of("ASSENT_IDEMPOTENCY_SECRET", "")));

        Matcher log = LOG.matcher(String.valueOf(failure));
        assertThat(log.find()).as("%s", failure).isTrue();
        assertThat(Path.of(log.group(1)))
                .content()
                .contains("Set ASSENT_IDEMPOTENCY_SECRET to 32 random bytes in base64");
    }

    private static List<Answer> sendAtOnce(Site site, List<URI> replicas, String body) throws Exception {
        String key = UUID.randomUUID().toString();
        List<Future<Answer>> sending = new ArrayList<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < TRIES; i++) {
                URI replica = replicas.get(i % replicas.size());
                sending.add(threads.submit(() -> site.send(HttpRequest.newBuilder(replica)
                        .header("Content-Type", "application/json")
                        .header("Idempotency-Key", key)
                        .POST(BodyPublishers.ofString(body)))));
            }
        }
        List<Answer> answers = new ArrayList<>();
        for (Future<Answer> answer : sending) {
            answers.add(answer.get());
        }
        return answers;
    }

    private static JsonNode awaited(Site site, String receipt) {
        return await().atMost(PATIENCE)
                .until(() -> site.get(URI.create(receipt)), answer -> answer.status() == 200)
                .json();
    }
}
