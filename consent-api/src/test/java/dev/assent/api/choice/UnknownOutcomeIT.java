package dev.assent.api.choice;

import dev.assent.api.ConsentEvents;
import dev.assent.api.KafkaOfTests;
import dev.assent.api.TestSites;
import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.UUID;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** Nobody knows whether Kafka took it: the answer carries what is needed to send it again as the same choice. */
@QuarkusTest
@WithTestResource(value = KafkaOfTests.class, scope = TestResourceScope.GLOBAL)
class UnknownOutcomeIT {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    Runnable freezeKafka;
    Runnable thawKafka;

    @Test
    void aChoiceWithoutAKeyIsRepeatedUnderTheOneThatTheAnswerGives() {
        assertRepeatedAsTheSame(body(), null, 7);
    }

    @Test
    void aChoiceWithAKeyIsRepeatedUnderIt() {
        assertRepeatedAsTheSame(body(), UUID.randomUUID().toString(), 8);
    }

    private void assertRepeatedAsTheSame(String body, String key, int version) {
        // Given
        await().atMost(PATIENCE)
                .untilAsserted(
                        () -> assertThat(choose(body(), null).statusCode()).isEqualTo(202));
        freezeKafka.run();
        Response unknown;
        try {
            unknown = choose(body, key);
            assertThat(unknown.statusCode()).isEqualTo(503);
            assertThat(unknown.<String>path("type")).isEqualTo("urn:assent:problem:outcome-unknown");
        } finally {
            thawKafka.run();
        }
        String eventId = unknown.path("eventId");
        String again = unknown.path("idempotencyKey");
        assertThat(UUID.fromString(eventId).version()).isEqualTo(version);
        assertThat(key == null || again.equals(key)).isTrue();

        // When
        Response taken =
                await().atMost(PATIENCE).until(() -> choose(body, again), answer -> answer.statusCode() == 202);

        // Then
        assertThat(taken.<String>path("eventId")).isEqualTo(eventId);
        assertThat(taken.<String>path("receipt")).isEqualTo(unknown.path("receipt"));
        try (ConsentEvents events = new ConsentEvents()) {
            assertThat(events.all())
                    .filteredOn(record -> ConsentEvents.idOf(record).equals(eventId))
                    .isNotEmpty();
        }
    }

    private static String body() {
        return """
                {"subjectSecret": "%s", "action": "refuse-all", "noticeVersion": 3, "language": "fr",
                 "surface": "banner", "method": "click"}
                """.formatted(UUID.randomUUID().toString().replace("-", ""));
    }

    private static Response choose(String body, String key) {
        RequestSpecification request = given().contentType(ContentType.JSON)
                .header("Origin", TestSites.ORIGIN)
                .body(body);
        return (key == null ? request : request.header("Idempotency-Key", key)).post("/v1/sites/smartsupp/choices");
    }
}
