package dev.assent.api.intake;

import dev.assent.api.KafkaOfTests;
import dev.assent.api.TestSites;
import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import org.junit.jupiter.api.Test;

import java.net.URI;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** The broker's own process is killed and started again under the running service. */
@QuarkusTest
@WithTestResource(value = KafkaOfTests.class, scope = TestResourceScope.GLOBAL)
class KafkaStoppedIT {

    private static final Duration PROMISED = Duration.ofSeconds(3);

    @TestHTTPResource(value = "/", management = true)
    URI management;

    Runnable stopKafka;
    Runnable startKafka;

    @Test
    void withoutKafkaCallersAreAskedToComeAgainAndWithItChoicesAreTakenByThemselves() {
        // Given
        assertThat(choose().statusCode()).isEqualTo(202);
        stopKafka.run();

        try {
            // When
            var answers = IntStream.range(0, 8)
                    .mapToObj(_ -> CompletableFuture.supplyAsync(KafkaStoppedIT::choose))
                    .toList();

            // Then
            for (var answer : answers) {
                Response response = answer.join();
                assertThat(response.statusCode()).isEqualTo(503);
                assertThat(response.header("Retry-After")).isEqualTo("2");
                assertThat(response.contentType()).isEqualTo("application/problem+json");
                assertTellsWhetherItMayHaveBeenTaken(response);
                assertThat(response.timeIn(TimeUnit.MILLISECONDS)).isLessThan(PROMISED.toMillis());
            }
            await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> {
                assertThat(ready().statusCode()).isEqualTo(503);
                assertThat(kafkasState()).isEqualTo("DOWN");
            });
        } finally {
            startKafka.run();
        }
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(choose().statusCode()).isEqualTo(202));
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(ready().statusCode()).isEqualTo(200));
    }

    private Response ready() {
        return given().get(management.resolve("/q/health/ready"));
    }

    private String kafkasState() {
        return ready().path("checks.find { it.name == 'kafka' }.status");
    }

    /** What never came into the producer's buffer is certain; what did carries the id under which to look for it. */
    private static void assertTellsWhetherItMayHaveBeenTaken(Response response) {
        String type = response.path("type");
        if (type.equals("urn:assent:problem:outcome-unknown")) {
            assertThat(UUID.fromString(response.path("eventId")).version()).isEqualTo(7);
        } else {
            assertThat(type).isEqualTo("urn:assent:problem:cannot-record-now");
        }
    }

    private static Response choose() {
        return given().contentType(ContentType.JSON)
                .header("Origin", TestSites.ORIGIN)
                .body("""
                        {"subjectSecret": "%s", "action": "refuse-all", "noticeVersion": 3, "language": "fr",
                         "surface": "banner", "method": "click"}
                        """.formatted(UUID.randomUUID().toString().replace("-", "")))
                .post("/v1/sites/smartsupp/choices");
    }
}
