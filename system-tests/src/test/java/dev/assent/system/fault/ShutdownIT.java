package dev.assent.system.fault;

import com.fasterxml.jackson.databind.JsonNode;
import dev.assent.deploy.local.Service;
import dev.assent.deploy.local.ServiceProcess;
import dev.assent.system.platform.Answer;
import dev.assent.system.platform.Client;
import dev.assent.system.platform.IntakeAccounts;
import dev.assent.system.platform.LedgerRows;
import dev.assent.system.platform.OnPlatform;
import dev.assent.system.platform.PlatformUnderTest;
import dev.assent.system.platform.Site;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;

import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

@OnPlatform
class ShutdownIT {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int CONNECTIONS = 32;
    private static final int BEFORE_THE_END = 2_000;

    private final Queue<Answer> answers = new ConcurrentLinkedQueue<>();
    private final Queue<String> broken = new ConcurrentLinkedQueue<>();

    @Test
    void aReplicaThatIsAskedToGoUnderLoadAnswersEverybodyAndLosesNothing(
            PlatformUnderTest platform, TestReporter reporter) throws Exception {
        ServiceProcess replica =
                platform.platform().replica(Service.CONSENT_API, Map.of("QUARKUS_SHUTDOWN_DELAY", "3S"));
        try (Site site = new Site(platform, Site.SMARTSUPP);
                Client probe = new Client();
                LedgerRows rows = new LedgerRows(platform);
                ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            URI choices = URI.create(replica.url() + "/v1/sites/smartsupp/choices");
            await().atMost(PATIENCE).until(() -> choose(site, choices).status() == 202);
            for (int i = 0; i < CONNECTIONS; i++) {
                threads.execute(() -> chooseUntilToldToGo(site, choices));
            }
            await().atMost(PATIENCE).until(() -> answers.size() >= BEFORE_THE_END);

            long asked = System.nanoTime();
            threads.execute(replica::stop);
            await().atMost(PATIENCE)
                    .until(() -> probe.get(URI.create(replica.managementUrl() + "/q/health/ready"))
                                    .status()
                            == 503);
            await().atMost(PATIENCE).until(() -> !replica.running());

            reporter.publishEntry(
                    "SIGTERM under load",
                    "%,d answers, ended after %d ms"
                            .formatted(
                                    answers.size(),
                                    Duration.ofNanos(System.nanoTime() - asked).toMillis()));
            assertThat(broken).isEmpty();
            assertThat(answers).extracting(Answer::status).containsOnly(202);
            assertThat(answers.stream().filter(ShutdownIT::isLast)).hasSize(CONNECTIONS);
            Set<String> taken =
                    answers.stream().map(answer -> answer.text("eventId")).collect(Collectors.toSet());
            Map<String, Integer> entries =
                    await().atMost(PATIENCE).until(() -> rows.entriesOf(taken), found -> found.size() == taken.size());
            assertThat(entries.values()).containsOnly(1);
            assertLastAccount(platform, answers.size() + 1);
        }
    }

    /** As a browser's connection does: one request after another, until an answer says that it is the last. */
    private void chooseUntilToldToGo(Site site, URI choices) {
        try {
            Answer answer;
            do {
                answer = choose(site, choices);
                answers.add(answer);
            } while (!isLast(answer));
        } catch (UncheckedIOException e) {
            broken.add(String.valueOf(e.getMessage()));
        }
    }

    private static Answer choose(Site site, URI choices) {
        return site.send(HttpRequest.newBuilder(choices)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(site.action(site.secret(), 1, "accept-all"))));
    }

    private static boolean isLast(Answer answer) {
        return answer.header("Connection").equalsIgnoreCase("close");
    }

    private static void assertLastAccount(PlatformUnderTest platform, long accepted) throws Exception {
        List<JsonNode> ended = IntakeAccounts.newest(platform).values().stream()
                .filter(account -> account.path("ended").asBoolean() && IntakeAccounts.accepted(account) == accepted)
                .toList();
        assertThat(ended).hasSize(1);
    }
}
