package dev.assent.api.choice;

import dev.assent.api.ConsentEvents;
import dev.assent.api.KafkaOfTests;
import dev.assent.api.TestSites;
import dev.assent.events.ChoiceRecorded;
import dev.assent.events.Commitment;
import dev.assent.events.EventCodec;
import dev.assent.events.Subject;
import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

@QuarkusTest
@WithTestResource(value = KafkaOfTests.class, scope = TestResourceScope.GLOBAL)
class ChoiceIT {

    @Test
    void aChoiceIsOnKafkaWhenItIsAnswered() throws Exception {
        // Given
        int log = Subject.ofSecret(TestSites.SITE, TestSites.SECRET).partition(4);

        // When
        JsonPath answer = given().contentType(ContentType.JSON)
                .header("Origin", TestSites.ORIGIN)
                .body("""
                        {"subjectSecret": "000102030405060708090a0b0c0d0e0f", "sequence": 1,
                         "choices": {"preferences": "granted", "statistics": "denied", "marketing": "denied"},
                         "noticeVersion": 3, "language": "fr", "surface": "banner", "method": "click",
                         "occurredAt": "2026-11-22T17:00:00Z", "bannerVersion": "0.1.0"}
                        """)
                .post("/v1/sites/smartsupp/choices")
                .then()
                .statusCode(202)
                .header("Cache-Control", "no-store")
                .header("Access-Control-Allow-Origin", TestSites.ORIGIN)
                .header("X-Content-Type-Options", "nosniff")
                .extract()
                .jsonPath();

        // Then
        try (ConsentEvents events = new ConsentEvents()) {
            ConsumerRecord<byte[], byte[]> record = events.of(answer.getString("eventId"));
            ChoiceRecorded choice = (ChoiceRecorded) EventCodec.fromLogRecord(record, 4);
            assertThat(record.partition()).isEqualTo(log);
            assertThat(choice.recordedAt()).isEqualTo(answer.getString("recordedAt"));
            assertThat(choice.sequence()).isEqualTo(1);
            assertThat(choice.bannerVersion()).isEqualTo("0.1.0");
            assertThat(answer.getString("commitment"))
                    .isEqualTo(Base64.getEncoder().encodeToString(Commitment.of(record.value())));
            byte[] key = Arrays.copyOf(Base64.getUrlDecoder().decode(choice.salt()), 16);
            assertThat(answer.getString("receipt"))
                    .isEqualTo("http://localhost:8081/v1/receipts/1-" + log + "/" + choice.eventId() + "/"
                            + Base64.getUrlEncoder().withoutPadding().encodeToString(key));
            assertThat(new String(record.value(), StandardCharsets.UTF_8)).doesNotContain(TestSites.SECRET);
        }
    }

    @Test
    void aChoiceWithoutAnOriginIsAServersAndIsTaken() {
        given().contentType("application/json; charset=utf-8")
                .body("""
                        {"subjectSecret": "AAECAwQFBgcICQoLDA0ODw", "action": "refuse-all",
                         "noticeVersion": 2, "language": "en", "surface": "api", "method": "api"}
                        """)
                .post("/v1/sites/smartsupp/choices")
                .then()
                .statusCode(202);
    }

    @Test
    void aNewerVersionThanThisReplicaKnowsIsAskedToComeAgain() {
        given().contentType(ContentType.JSON)
                .body("""
                        {"subjectSecret": "AAECAwQFBgcICQoLDA0ODw", "action": "refuse-all",
                         "noticeVersion": 4, "language": "en", "surface": "api", "method": "api"}
                        """)
                .post("/v1/sites/smartsupp/choices")
                .then()
                .statusCode(503)
                .header("Retry-After", "2")
                .body("type", equalTo("urn:assent:problem:notice-version-not-known-yet"));
    }
}
