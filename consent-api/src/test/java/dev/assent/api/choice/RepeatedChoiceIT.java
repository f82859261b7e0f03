package dev.assent.api.choice;

import dev.assent.api.ConsentEvents;
import dev.assent.api.KafkaOfTests;
import dev.assent.api.TestSites;
import dev.assent.events.ChoiceRecorded;
import dev.assent.events.EventCodec;
import dev.assent.events.MalformedEventException;
import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.List;
import java.util.UUID;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

/** A choice that is sent again under its Idempotency-Key. */
@QuarkusTest
@WithTestResource(value = KafkaOfTests.class, scope = TestResourceScope.GLOBAL)
class RepeatedChoiceIT {

    private static final String BODY = """
            {"subjectSecret": "%s", "action": "%s", "noticeVersion": 3, "language": "fr",
             "surface": "banner", "method": "click"}""";
    private static final String ACCEPT = BODY.formatted(TestSites.SECRET, "accept-all");
    private static final String REFUSE = BODY.formatted(TestSites.SECRET, "refuse-all");

    @Test
    void everyTryIsTheSameEventWithTheSameReceipt() throws Exception {
        // Given
        String key = UUID.randomUUID().toString();
        ValidatableResponse first = choose("\"" + key + "\"", ACCEPT).statusCode(202);
        String eventId = first.extract().path("eventId");
        String receipt = first.extract().path("receipt");

        // When
        ValidatableResponse second = choose(key, ACCEPT);

        // Then
        second.statusCode(202)
                .body("eventId", equalTo(eventId))
                .body("receipt", equalTo(receipt))
                .body("commitment", nullValue())
                .body("recordedAt", nullValue());
        assertThat(UUID.fromString(eventId).version()).isEqualTo(8);
        List<ChoiceRecorded> records = records(eventId);
        assertThat(records).hasSize(2);
        assertThat(records.getFirst().salt()).isEqualTo(records.getLast().salt());
    }

    @Test
    void theSameKeyWithAnotherBodyIsRefused() {
        String key = UUID.randomUUID().toString();
        choose(key, ACCEPT).statusCode(202);

        choose(key, REFUSE)
                .statusCode(422)
                .contentType("application/problem+json")
                .body("type", equalTo("urn:assent:problem:idempotency-key-reused"));
    }

    /** It was never an event, so the key is free for the body that is mended. */
    @Test
    void aKeyThatCameWithARefusedBodyIsNotSpent() {
        String key = UUID.randomUUID().toString();
        choose(key, ACCEPT.replace("\"fr\"", "\"\"")).statusCode(400);

        choose(key, ACCEPT).statusCode(202);
    }

    @Test
    void twoVisitorsMayHitOnTheSameKey() {
        String key = UUID.randomUUID().toString();
        String one = choose(key, ACCEPT).statusCode(202).extract().path("eventId");

        choose(key, BODY.formatted("f".repeat(32), "accept-all"))
                .statusCode(202)
                .body("eventId", not(equalTo(one)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"\"\"", "a b", "\"unclosed", "0123456789012345678901234567890123456789012345678901234567890123x"
            })
    void whatIsNoKeyIsRefused(String key) {
        choose(key, ACCEPT).statusCode(400).body("type", equalTo("urn:assent:problem:invalid-idempotency-key"));
    }

    private static ValidatableResponse choose(String key, String body) {
        return given().contentType(ContentType.JSON)
                .header("Idempotency-Key", key)
                .body(body)
                .post("/v1/sites/smartsupp/choices")
                .then();
    }

    private static List<ChoiceRecorded> records(String eventId) throws Exception {
        try (ConsentEvents events = new ConsentEvents()) {
            return events.all().stream()
                    .filter(record -> ConsentEvents.idOf(record).equals(eventId))
                    .map(RepeatedChoiceIT::parsed)
                    .toList();
        }
    }

    private static ChoiceRecorded parsed(ConsumerRecord<byte[], byte[]> record) {
        try {
            return (ChoiceRecorded) EventCodec.fromLogRecord(record, 4);
        } catch (MalformedEventException e) {
            throw new AssertionError(e);
        }
    }
}
