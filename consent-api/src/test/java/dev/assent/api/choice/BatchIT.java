package dev.assent.api.choice;

import dev.assent.api.ConsentEvents;
import dev.assent.api.KafkaOfTests;
import dev.assent.api.client.Caller;
import dev.assent.api.client.Network;
import dev.assent.api.client.TraceContext;
import dev.assent.events.Answer;
import dev.assent.events.ChoiceRecorded;
import dev.assent.events.EventCodec;
import dev.assent.events.MalformedEventException;
import dev.assent.events.Subject;
import dev.assent.events.SubjectKey;
import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.security.TestSecurity;
import io.quarkus.test.security.oidc.Claim;
import io.quarkus.test.security.oidc.ClaimType;
import io.quarkus.test.security.oidc.OidcSecurity;
import io.restassured.path.json.JsonPath;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import org.junit.jupiter.api.Test;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;

/** A site's own server sends many choices at once. */
@QuarkusTest
@WithTestResource(value = KafkaOfTests.class, scope = TestResourceScope.GLOBAL)
@TestSecurity(user = "site-smartsupp")
@OidcSecurity(
        claims = {
            @Claim(key = "assent_sites", value = "[\"smartsupp\"]", type = ClaimType.JSON_ARRAY),
            @Claim(key = "scope", value = "openid choices:write")
        })
class BatchIT {

    @Inject
    Choices choices;

    private static ValidatableResponse send(String... items) {
        return given().contentType("application/json")
                .body("{\"choices\":[" + String.join(",", items) + "]}")
                .post("/v1/sites/smartsupp/choices/batch")
                .then();
    }

    private static String item(String who, String action) {
        return item(who, action, 3);
    }

    private static String item(String who, String action, int version) {
        return "{%s,\"action\":\"%s\",\"noticeVersion\":%d,\"language\":\"fr\",\"surface\":\"api\",\"method\":\"api\"}"
                .formatted(who, action, version);
    }

    private static String person() {
        return "\"person\":\"customer-" + UUID.randomUUID() + "\"";
    }

    @Test
    void everyItemIsRecordedAndAPersonIsAPseudonym() throws Exception {
        String customer = person();
        JsonPath answer = send(
                        item(customer, "accept-all"),
                        item("\"subjectSecret\":\"" + "ab".repeat(16) + "\"", "refuse-all"))
                .statusCode(200)
                .header("Cache-Control", "no-store")
                .body("recorded", equalTo(2))
                .body("notRecorded", equalTo(0))
                .body("items.status", equalTo(List.of(202, 202)))
                .extract()
                .jsonPath();

        try (ConsentEvents events = new ConsentEvents()) {
            var record = events.of(answer.getString("items[0].eventId"));
            ChoiceRecorded choice = (ChoiceRecorded) EventCodec.fromLogRecord(record, 4);
            assertThat(choice.subjectKey()).isEqualTo(2);
            assertThat(new String(record.value(), StandardCharsets.UTF_8)).doesNotContain(customer.substring(10));
            ChoiceRecorded browser =
                    (ChoiceRecorded) EventCodec.fromLogRecord(events.of(answer.getString("items[1].eventId")), 4);
            assertThat(browser.subjectKey()).isNull();
        }
    }

    @Test
    void oneBadItemHurtsNoOther() {
        send(
                        item(person(), "accept-all"),
                        "17",
                        "{\"person\":\"a\",\"person\":\"b\"}",
                        "{\"person\":\"secret-of-somebody\",\"customer\":1}",
                        item(person(), "accept-all", 1),
                        item("\"subjectSecret\":\"short\"", "accept-all"),
                        item("\"person\":\"\"", "accept-all"),
                        item(person(), "refuse-all"))
                .statusCode(207)
                .body("recorded", equalTo(2))
                .body("notRecorded", equalTo(6))
                .body("items.status", equalTo(List.of(202, 400, 400, 400, 422, 400, 400, 202)))
                .body("items[4].problem.type", equalTo("urn:assent:problem:unknown-notice-version"))
                .body("items[4].problem.status", equalTo(422))
                .body("items[6].problem.member", equalTo("person"))
                .body(not(containsString("secret-of-somebody")));
    }

    @Test
    void theOrderOfOneSubjectIsKept() throws Exception {
        String customer = person();
        String other = person();
        String[] items = IntStream.range(0, 40)
                .mapToObj(i -> item(i % 3 == 0 ? other : customer, i % 2 == 0 ? "accept-all" : "refuse-all"))
                .toArray(String[]::new);

        List<String> ids = send(items).statusCode(200).extract().path("items.eventId");

        try (ConsentEvents events = new ConsentEvents()) {
            List<Long> offsets = IntStream.range(0, items.length)
                    .filter(i -> i % 3 != 0)
                    .mapToObj(i -> events.of(ids.get(i)).offset())
                    .toList();
            assertThat(offsets).isSorted().doesNotHaveDuplicates();
        }
    }

    @Test
    void whatFollowsAnUnrecordedChoiceOfTheSameSubjectWaitsForIt() {
        String customer = person();
        send(
                        item(customer, "accept-all"),
                        item(customer, "refuse-all", 4),
                        item(person(), "accept-all"),
                        item(customer, "accept-all"))
                .statusCode(207)
                .body("items.status", equalTo(List.of(202, 503, 202, 503)))
                .body("items[1].problem.type", equalTo("urn:assent:problem:notice-version-not-known-yet"))
                .body("items[1].retryAfter", equalTo(2))
                .body("items[3].problem.type", equalTo("urn:assent:problem:earlier-choice-not-recorded"))
                .body("items[3].retryAfter", equalTo(2));
    }

    @Test
    void whatAPersonRefusesReachesThemUnderTheEarlierKeyTooAndWhatTheyGrantDoesNot() throws Exception {
        String id = "customer-" + UUID.randomUUID();
        byte[] first = "the subjects' first key of tests!".getBytes(StandardCharsets.US_ASCII);
        String before = Subject.ofPerson("smartsupp", new SubjectKey(1, first).ofSite("smartsupp"), id)
                .value();

        send(item("\"person\":\"" + id + "\"", "accept-all")).statusCode(200);
        assertThat(recordsOf(before)).isEmpty();
        send(item("\"person\":\"" + id + "\",\"idempotencyKey\":\"order-2\"", "withdraw-all"))
                .statusCode(200);
        send(item("\"person\":\"" + id + "\",\"idempotencyKey\":\"order-2\"", "withdraw-all"))
                .statusCode(200);

        List<ChoiceRecorded> refusals = recordsOf(before);
        assertThat(refusals)
                .hasSize(2)
                .extracting(ChoiceRecorded::eventId)
                .containsOnly(refusals.getFirst().eventId());
        assertThat(refusals.getFirst().subjectKey()).isEqualTo(1);
        assertThat(refusals.getFirst().purposes()).containsEntry("statistics", Answer.DENIED);
    }

    private static List<ChoiceRecorded> recordsOf(String subject) throws MalformedEventException {
        List<ChoiceRecorded> records = new ArrayList<>();
        try (ConsentEvents events = new ConsentEvents()) {
            for (var record : events.all()) {
                if (EventCodec.fromLogRecord(record, 4) instanceof ChoiceRecorded choice
                        && choice.subject().equals(subject)) {
                    records.add(choice);
                }
            }
        }
        return records;
    }

    @Test
    void whatIsNotBegunInTimeIsGivenBack() {
        String customer = person();
        String body = "{\"choices\":[%s]}"
                .formatted(String.join(
                        ",",
                        item(customer, "accept-all"),
                        item(customer, "refuse-all"),
                        item(person(), "accept-all"),
                        item(customer, "accept-all")));
        Caller server = new Caller(Network.UNKNOWN, null, false, false, null, new TraceContext("00-…", null));

        BatchAnswer answer =
                new Batches(choices, inNoTime()).take("smartsupp", server, body.getBytes(StandardCharsets.UTF_8));

        assertThat(answer.items()).extracting(BatchAnswer.Item::status).containsExactly(202, 503, 202, 503);
        assertThat(answer.items().get(1).problem().getType()).hasToString("urn:assent:problem:not-begun-in-time");
    }

    private static BatchConfig inNoTime() {
        return new BatchConfig() {
            @Override
            public int items() {
                return 1000;
            }

            @Override
            public Duration within() {
                return Duration.ZERO;
            }
        };
    }

    @Test
    void anItemUnderOneKeyIsOneEvent() {
        String keyed = person() + ",\"idempotencyKey\":\"order-1\"";

        String first = send(item(keyed, "accept-all")).statusCode(200).extract().path("items[0].eventId");

        send(item(keyed, "accept-all"), item(keyed, "refuse-all"))
                .body("items[0].eventId", equalTo(first))
                .body("items[0].recordedAt", equalTo(null))
                .body("items[1].status", equalTo(422))
                .body("items[1].problem.type", equalTo("urn:assent:problem:idempotency-key-reused"));
        send(item(person() + ",\"idempotencyKey\":\"\"", "accept-all")).body("items[0].status", equalTo(400));
    }

    @Test
    void aBatchMayBeLongerThanAChoiceAndHasAThousandItemsAtMost() {
        String customer = person();
        String[] items = IntStream.range(0, 1_000)
                .mapToObj(i -> item(i == 0 ? customer : person(), "accept-all"))
                .toArray(String[]::new);

        send(items).statusCode(200).body("recorded", equalTo(1_000)).body("items", hasSize(1_000));

        send(IntStream.rangeClosed(0, 1_000).mapToObj(i -> "{}").toArray(String[]::new))
                .statusCode(413)
                .body("type", equalTo("urn:assent:problem:too-many-items"))
                .body("most", equalTo(1_000));
        send(IntStream.range(0, 200_000).mapToObj(i -> "{ }").collect(Collectors.joining(",")), "{}")
                .statusCode(413);
    }

    @Test
    void whatIsNoBatchIsSaid() {
        send().statusCode(400).body("type", equalTo("urn:assent:problem:malformed-batch"));
        given().contentType("application/json")
                .body("{\"choices\":[{")
                .post("/v1/sites/smartsupp/choices/batch")
                .then()
                .statusCode(400)
                .body("type", equalTo("urn:assent:problem:malformed-request"));
    }
}
