package dev.assent.api.choice;

import dev.assent.api.ConsentEvents;
import dev.assent.api.KafkaOfTests;
import dev.assent.api.TestSites;
import dev.assent.events.ChoiceRecorded;
import dev.assent.events.EventCodec;
import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.core.json.JsonObject;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Whatever is sent: no error of ours, no hang, and each 202 is one valid record and each other answer a problem and none.
 * {@code -Dassent.generated-bodies=100000} makes it the long one.
 */
@QuarkusTest
@WithTestResource(value = KafkaOfTests.class, scope = TestResourceScope.GLOBAL)
class GeneratedInputIT {

    private static final int BODIES = Integer.getInteger("assent.generated-bodies", 5_000);
    private static final long SEED = Long.getLong("assent.seed", 20_261_122);
    private static final int SENDERS = 8;
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final Set<Integer> REFUSALS = Set.of(400, 413, 422, 429);

    @TestHTTPResource("/v1/sites/onesmartech/choices")
    URI choices;

    @Test
    void whateverIsSentOnlyAnAnswerOf202LeavesARecordAndThatIsValid() throws Exception {
        try (ConsentEvents events = new ConsentEvents()) {
            long before = events.count();

            List<String> taken = sendAll();

            List<ConsumerRecord<byte[], byte[]>> records = events.all();
            Set<String> ids = new HashSet<>();
            for (ConsumerRecord<byte[], byte[]> record : records) {
                ChoiceRecorded choice = (ChoiceRecorded) EventCodec.fromLogRecord(record, 4);
                assertThat(choice.noticeVersion()).isPositive();
                ids.add(choice.eventId());
            }
            assertThat(events.count() - before).isEqualTo(taken.size());
            assertThat(ids).containsAll(taken);
            assertThat(taken.size()).isBetween(1, BODIES / 2);
        }
    }

    private List<String> sendAll() throws Exception {
        List<Future<List<String>>> senders = new ArrayList<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            IntStream.range(0, SENDERS).forEach(i -> senders.add(threads.submit(() -> send(i))));
        }
        List<String> taken = new ArrayList<>();
        for (Future<List<String>> sender : senders) {
            taken.addAll(sender.get());
        }
        return taken;
    }

    private List<String> send(int sender) throws Exception {
        GeneratedBodies bodies = new GeneratedBodies(SEED + sender);
        List<String> taken = new ArrayList<>();
        try (HttpClient client =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build()) {
            for (int i = sender; i < BODIES; i += SENDERS) {
                byte[] body = bodies.next();
                HttpRequest.Builder request = HttpRequest.newBuilder(choices)
                        .timeout(PATIENCE)
                        .header("Content-Type", i % 3 == 0 ? "text/plain;charset=UTF-8" : "application/json")
                        .POST(BodyPublishers.ofByteArray(body));
                if (i % 10 == 0) {
                    request.header("Idempotency-Key", bodies.key());
                }
                check(client.send(request.build(), BodyHandlers.ofString()), body, taken);
            }
        }
        return taken;
    }

    private static void check(HttpResponse<String> answer, byte[] body, List<String> taken) {
        if (answer.statusCode() == 202) {
            taken.add(new JsonObject(answer.body()).getString("eventId"));
            return;
        }
        String sent = new String(body, 0, Math.min(body.length, 2_000), StandardCharsets.UTF_8);
        String type = new JsonObject(answer.body()).getString("type");
        assertThat(answer.body()).doesNotContain(TestSites.SECRET);
        if (answer.statusCode() == 503) {
            // The one mutation that is no mistake: a version that may just have been published.
            assertThat(type).as(sent).isEqualTo("urn:assent:problem:notice-version-not-known-yet");
        } else {
            assertThat(REFUSALS).as("%s for %s", answer.body(), sent).contains(answer.statusCode());
            assertThat(type).as(sent).startsWith("urn:assent:problem:");
        }
    }
}
