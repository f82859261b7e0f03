package dev.assent.ledger;

import dev.assent.events.Answer;
import dev.assent.events.ChoiceRecorded;
import dev.assent.events.LogEvent;
import dev.assent.ledger.platform.Intake;
import dev.assent.ledger.platform.Ledger;
import dev.assent.ledger.platform.LedgerParts;
import dev.assent.ledger.platform.Visitor;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.security.TestSecurity;
import io.quarkus.test.security.oidc.Claim;
import io.quarkus.test.security.oidc.OidcSecurity;
import io.restassured.path.json.JsonPath;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

/** State, history and search, over real entries. */
@QuarkusTest
@QuarkusTestResource(LedgerParts.class)
@TestSecurity(user = "dpo-reading")
@OidcSecurity(claims = @Claim(key = "assent_roles", value = "{\"dpo\":[\"reading\",\"searching\"]}"))
class ReadingIT {

    private static Intake intake;

    @BeforeAll
    static void open() {
        intake = new Intake(LedgerParts.kafka().bootstrapServers(), Map.of());
        intake.publish("reading", "https://reading.test");
    }

    @AfterAll
    static void close() {
        intake.close();
    }

    private static void kept(LogEvent... events) {
        for (LogEvent event : events) {
            intake.send(event);
            Ledger.awaitReceipt(event);
        }
    }

    private static JsonPath get(String path) {
        return given().get(path).then().statusCode(200).extract().jsonPath();
    }

    private static String historyOf(Visitor visitor) {
        return "/v1/sites/%s/subjects/%s/history"
                .formatted(visitor.site(), visitor.subject().value());
    }

    @Test
    void aSecondFormForAnotherPurposeLeavesTheFirstAnswer() {
        Visitor reader = Visitor.on("reading");
        ChoiceRecorded newsletter = reader.chooses(Map.of("newsletter", Answer.GRANTED, "offers", Answer.NEVER_ASKED));
        ChoiceRecorded offers = reader.chooses(Map.of("newsletter", Answer.NEVER_ASKED, "offers", Answer.DENIED));
        kept(newsletter, offers);

        await().until(() -> given().header("Assent-Subject", reader.secret())
                        .get("/v1/sites/reading/consent")
                        .statusCode()
                == 200);
        JsonPath state = given().header("Assent-Subject", reader.secret())
                .get("/v1/sites/reading/consent")
                .jsonPath();

        assertThat(state.getString("choices.newsletter")).isEqualTo("granted");
        assertThat(state.getString("choices.offers")).isEqualTo("denied");
        assertThat(state.getString("eventId")).isEqualTo(offers.eventId());
        assertThat(state.getString("purposes.newsletter.state")).isEqualTo("granted");
        assertThat(state.getString("purposes.newsletter.since"))
                .isEqualTo(newsletter.recordedAt().toString());
        assertThat(state.getString("purposes.newsletter.eventId")).isEqualTo(newsletter.eventId());
        assertThat(state.getInt("purposes.newsletter.noticeVersion")).isEqualTo(1);
    }

    /** As consent-api sends a form that is half granted, half refused: the part that waits for its mail, then the refusal. */
    @Test
    void whatAFormRefusesHoldsAtOnceBesideWhatWaits() {
        Visitor fresh = Visitor.on("reading");
        Visitor known = Visitor.on("reading");
        kept(known.chooses(Map.of("newsletter", Answer.GRANTED, "contact", Answer.GRANTED)));
        for (Visitor visitor : List.of(fresh, known)) {
            kept(
                    visitor.chooses(Map.of("newsletter", Answer.PENDING, "contact", Answer.NEVER_ASKED)),
                    visitor.chooses(Map.of("newsletter", Answer.NEVER_ASKED, "contact", Answer.DENIED)));
        }

        assertThat(stateOf(fresh)).containsEntry("newsletter", "pending").containsEntry("contact", "denied");
        assertThat(stateOf(known)).containsEntry("newsletter", "granted").containsEntry("contact", "denied");
    }

    private static Map<String, String> stateOf(Visitor visitor) {
        Map<String, Map<String, Object>> purposes = given().header("Assent-Subject", visitor.secret())
                .get("/v1/sites/reading/consent")
                .jsonPath()
                .getMap("purposes");
        return purposes.entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey,
                        purpose -> String.valueOf(purpose.getValue().get("state"))));
    }

    @Test
    void aHistoryIsReadPageByPage() {
        Visitor visitor = Visitor.on("reading");
        List<ChoiceRecorded> choices = IntStream.rangeClosed(1, 7)
                .mapToObj(n -> visitor.chooses((long) n, Answer.DENIED))
                .toList();
        choices.forEach(intake::send);
        Ledger.awaitReceipt(choices.getLast());

        List<String> read = new ArrayList<>();
        String cursor = "";
        do {
            JsonPath page = get(historyOf(visitor) + "?limit=3" + cursor);
            read.addAll(page.getList("events.event.eventId", String.class));
            cursor = page.getString("next") == null ? "" : "&cursor=" + page.getString("next");
        } while (!cursor.isEmpty());

        List<String> expected =
                new ArrayList<>(choices.stream().map(ChoiceRecorded::eventId).toList());
        Collections.reverse(expected);
        assertThat(read).isEqualTo(expected);
        given().get(historyOf(visitor) + "?cursor=none").then().statusCode(400);
        given().get(historyOf(visitor) + "?limit=501").then().statusCode(400);
    }

    @Test
    void aMomentIsAnsweredAsItWasThen() {
        Visitor visitor = Visitor.on("reading");
        ChoiceRecorded granted = visitor.chooses(1L, Answer.GRANTED);
        kept(granted);
        await().until(() -> Instant.now().isAfter(granted.recordedAt().plusMillis(5)));
        kept(visitor.chooses(2L, Answer.DENIED));

        JsonPath then = get(historyOf(visitor) + "?at=" + granted.recordedAt());
        JsonPath before = get(historyOf(visitor) + "?at=" + granted.recordedAt().minusMillis(1));
        JsonPath now = get(historyOf(visitor));

        assertThat(then.getString("purposes.statistics.state")).isEqualTo("granted");
        assertThat(then.getList("events")).hasSize(1);
        assertThat(then.getString("events[0].shown.version"))
                .isEqualTo("http://registry.test/v1/sites/reading/versions/1");
        assertThat(then.getString("shown[0].noticeHash")).isEqualTo(granted.noticeHash());
        assertThat(then.getString("events[0].receipt")).startsWith("http://ledger.test/v1/receipts/1-");
        assertThat(before.getMap("purposes")).isEmpty();
        assertThat(before.getList("events")).isEmpty();
        assertThat(now.getString("purposes.statistics.state")).isEqualTo("denied");
        assertThat(now.getList("events")).hasSize(2);
    }

    @Test
    void aSiteIsSearchedByTimeThroughAllLogs() {
        List<ChoiceRecorded> choices = Stream.generate(
                        () -> Visitor.on("searching").chooses(1L, Answer.GRANTED))
                .limit(9)
                .toList();
        choices.forEach(intake::send);
        intake.send(Visitor.on("reading").chooses(1L, Answer.GRANTED));
        choices.forEach(Ledger::awaitReceipt);
        String range = "?from=" + choices.getFirst().recordedAt() + "&to="
                + choices.getLast().recordedAt().plusMillis(1);

        List<String> read = new ArrayList<>();
        String cursor = "";
        do {
            JsonPath page = get("/v1/sites/searching/events" + range + "&limit=2" + cursor);
            assertThat(page.getList("events")).hasSizeLessThanOrEqualTo(2);
            read.addAll(page.getList("events.event.eventId", String.class));
            cursor = page.getString("next") == null ? "" : "&cursor=" + page.getString("next");
        } while (!cursor.isEmpty());

        assertThat(read)
                .containsExactlyInAnyOrderElementsOf(
                        choices.stream().map(ChoiceRecorded::eventId).toList());
        assertThat(choices.stream().map(c -> Visitor.recordOf(c).partition()).distinct())
                .hasSizeGreaterThan(1);
        given().get("/v1/sites/searching/events?to=" + choices.getFirst().recordedAt())
                .then()
                .statusCode(200)
                .body("events.size()", equalTo(0))
                .body("next", nullValue());
        given().get("/v1/sites/searching/events?from=yesterday").then().statusCode(400);
    }

    @Test
    void anEventIsFoundByItsIdAtItsOwnSiteOnly() {
        Visitor visitor = Visitor.on("reading");
        ChoiceRecorded choice = visitor.chooses(1L, Answer.GRANTED);
        kept(choice, Visitor.on("searching").chooses(1L, Answer.GRANTED));

        JsonPath bySubject =
                get("/v1/sites/reading/events?subject=" + visitor.subject().value());
        assertThat(bySubject.getList("events.event.eventId")).containsExactly(choice.eventId());
        assertThat(get("/v1/sites/reading/events/" + choice.eventId()).getString("event.subject"))
                .isEqualTo(visitor.subject().value());
        given().get("/v1/sites/searching/events/" + choice.eventId()).then().statusCode(404);
        given().get("/v1/sites/searching/events?subject=" + visitor.subject().value())
                .then()
                .statusCode(200)
                .body("events.size()", equalTo(0));
    }

    @Test
    void aLookIsInTheJournalAndTheSubjectIsNot() {
        Visitor visitor = Visitor.on("reading");
        ChoiceRecorded choice = visitor.chooses(1L, Answer.GRANTED);
        kept(choice);

        get(historyOf(visitor) + "?reference=DSR-2026-7");
        get("/v1/sites/reading/events/" + choice.eventId());
        get("/v1/sites/reading/events?subject=" + visitor.subject().value());

        assertThat(Ledger.journalOf("reading"))
                .contains("history.read", "event.read", "events.read", "DSR-2026-7", "dpo-reading")
                .doesNotContain(visitor.subject().value())
                .doesNotContain(choice.eventId());
        given().get(historyOf(visitor) + "?reference=kim@reader.test").then().statusCode(400);
    }

    @Test
    @TestSecurity(user = "dpo-other")
    @OidcSecurity(claims = @Claim(key = "assent_roles", value = "{\"dpo\":[\"other\"],\"editor\":[\"reading\"]}"))
    void whoHasNoRoleThereFindsNothing() {
        Visitor visitor = Visitor.on("reading");
        ChoiceRecorded choice = visitor.chooses(1L, Answer.GRANTED);
        kept(choice);

        for (String path : List.of(
                historyOf(visitor),
                "/v1/sites/reading/events",
                "/v1/sites/reading/events/" + choice.eventId(),
                "/v1/sites/reading/export",
                "/v1/sites/searching/statistics")) {
            given().get(path).then().statusCode(404).body("type", equalTo("urn:assent:problem:not-found"));
        }
    }
}
