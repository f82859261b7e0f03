package dev.assent.api.choice;

import dev.assent.api.ConsentEvents;
import dev.assent.api.KafkaOfTests;
import dev.assent.api.TestSites;
import dev.assent.events.Answer;
import dev.assent.events.ChoiceRecorded;
import dev.assent.events.ChoiceRecorded.Circumstances;
import dev.assent.events.ChoiceRecorded.GpcSignal;
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
import java.util.List;
import java.util.Map;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

@QuarkusTest
@WithTestResource(value = KafkaOfTests.class, scope = TestResourceScope.GLOBAL)
class ChoiceIT {

    /** On the site that has everything. */
    private static final String FULL = """
            {"subjectSecret": "AAECAwQFBgcICQoLDA0ODw", "noticeVersion": 2, "language": "en", "surface": "banner",
             "method": "click", %s}
            """;

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

    /** {@code navigator.sendBeacon} with a text: no preflight, and no other type. */
    @Test
    void aBeaconIsAChoice() {
        given().contentType("text/plain;charset=UTF-8")
                .header("Origin", TestSites.ORIGIN)
                .body("""
                        {"subjectSecret": "AAECAwQFBgcICQoLDA0ODw", "action": "refuse-all",
                         "noticeVersion": 3, "language": "fr", "surface": "banner", "method": "click"}
                        """)
                .post("/v1/sites/smartsupp/choices")
                .then()
                .statusCode(202);
    }

    @Test
    void c08NoAnswerLeavesAnythingInTheBrowser() {
        given().contentType(ContentType.JSON)
                .body("""
                        {"subjectSecret": "AAECAwQFBgcICQoLDA0ODw", "action": "refuse-all",
                         "noticeVersion": 3, "language": "fr", "surface": "banner", "method": "click"}
                        """)
                .post("/v1/sites/smartsupp/choices")
                .then()
                .statusCode(202)
                .header("Set-Cookie", nullValue())
                .header("ETag", nullValue())
                .header("Cache-Control", "no-store");
    }

    @Test
    void c03AWithdrawalIsAddedAndWhatItWithdrawsStands() throws Exception {
        // Given
        String grant = choose("accept-all").getString("eventId");
        try (ConsentEvents events = new ConsentEvents()) {
            byte[] before = events.of(grant).value();

            // When
            String withdrawal = choose("withdraw-all").getString("eventId");

            // Then
            assertThat(events.of(grant).value()).isEqualTo(before);
            ChoiceRecorded recorded = (ChoiceRecorded) EventCodec.fromLogRecord(events.of(withdrawal), 4);
            assertThat(recorded.purposes()).containsEntry("marketing", Answer.DENIED);
            assertThat(recorded.vendors()).containsEntry("ads", Answer.DENIED);
        }
    }

    @Test
    void whereAVisitorComesFromAndWhatTheBrowserSignalsIsRecorded() throws Exception {
        String eventId = given().contentType(ContentType.JSON)
                .header("Sec-GPC", "1")
                .header("User-Agent", "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0")
                .body(FULL.formatted("\"choices\": {\"statistics\": \"granted\"}, \"vendors\": {\"ads\": \"denied\"}"))
                .post("/v1/sites/onesmartech/choices")
                .then()
                .statusCode(202)
                .extract()
                .path("eventId");

        try (ConsentEvents events = new ConsentEvents()) {
            ChoiceRecorded choice = (ChoiceRecorded) EventCodec.fromLogRecord(events.of(eventId), 4);
            assertThat(choice.circumstances())
                    .isEqualTo(new Circumstances("NZ", new GpcSignal(true, List.of()), "firefox", false));
            assertThat(choice.purposes()).containsEntry("marketing", Answer.DENIED);
            assertThat(choice.vendors()).isEqualTo(Map.of("ads", Answer.DENIED, "counter", Answer.NEVER_ASKED));
        }
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

    private static JsonPath choose(String action) {
        return given().contentType(ContentType.JSON)
                .body(FULL.formatted("\"action\": \"" + action + "\""))
                .post("/v1/sites/onesmartech/choices")
                .then()
                .statusCode(202)
                .extract()
                .jsonPath();
    }
}
