package dev.assent.ledger;

import dev.assent.events.Answer;
import dev.assent.events.LogEvent;
import dev.assent.events.SubjectCommand;
import dev.assent.ledger.platform.Intake;
import dev.assent.ledger.platform.Ledger;
import dev.assent.ledger.platform.LedgerParts;
import dev.assent.ledger.platform.Visitor;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.time.Instant;
import java.util.Map;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** A browser that is linked to a person of the site. */
@QuarkusTest
@QuarkusTestResource(LedgerParts.class)
class LinksIT {

    private static Intake intake;

    @BeforeAll
    static void open() {
        intake = new Intake(LedgerParts.kafka().bootstrapServers(), Map.of());
        intake.publish("smartwatt", "https://www.smartwatt.test", "linking");
        intake.publish("smartsupp", "https://www.smartsupp.test");
    }

    @BeforeEach
    void awaitTheSites() {
        await().until(() -> consentOf(Visitor.on("smartwatt")).getString("state") != null
                && consentOf(Visitor.on("smartsupp")).getString("state") != null);
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

    private static JsonPath consentOf(Visitor browser) {
        return given().header("Assent-Subject", browser.secret())
                .get("/v1/sites/" + browser.site() + "/consent")
                .jsonPath();
    }

    @Test
    void aLinkedBrowserHasThePersonsAnswersToWhatItWasNeverAsked() {
        Visitor browser = Visitor.on("smartwatt");
        Visitor person = Visitor.on("smartwatt");
        kept(
                browser.chooses(Map.of(
                        "linking", Answer.GRANTED,
                        "statistics", Answer.NEVER_ASKED,
                        "marketing", Answer.DENIED,
                        "preferences", Answer.GRANTED)),
                person.chooses(Map.of(
                        "statistics", Answer.GRANTED,
                        "marketing", Answer.GRANTED,
                        "preferences", Answer.DENIED)));
        assertThat(consentOf(browser).getString("choices.statistics")).isEqualTo("never-asked");
        assertThat(consentOf(browser).getList("fromPerson")).isNull();

        kept(browser.linked(person.subject(), true));

        JsonPath state = consentOf(browser);
        assertThat(state.getString("choices.statistics")).isEqualTo("granted");
        assertThat(state.getString("choices.marketing")).isEqualTo("denied");
        assertThat(state.getString("choices.preferences")).isEqualTo("denied");
        assertThat(state.getList("fromPerson", String.class)).containsExactly("preferences", "statistics");

        kept(browser.linked(person.subject(), false));
        assertThat(consentOf(browser).getString("choices.statistics")).isEqualTo("never-asked");
        assertThat(consentOf(browser).getList("fromPerson")).isNull();
    }

    @Test
    void aLinkIsWorthNothingWithoutTheBrowsersGrantOrTheSitesDeclaration() {
        Visitor person = Visitor.on("smartwatt");
        Visitor browser = Visitor.on("smartwatt");
        Visitor elsewhere = Visitor.on("smartsupp");
        Visitor there = Visitor.on("smartsupp");
        Map<String, Answer> asked = Map.of("linking", Answer.GRANTED, "statistics", Answer.NEVER_ASKED);
        kept(
                person.chooses(Map.of("statistics", Answer.GRANTED)),
                browser.chooses(Map.of("linking", Answer.DENIED, "statistics", Answer.NEVER_ASKED)),
                browser.linked(person.subject(), true),
                there.chooses(Map.of("statistics", Answer.GRANTED)),
                elsewhere.chooses(asked),
                elsewhere.linked(there.subject(), true));

        assertThat(consentOf(browser).getString("choices.statistics")).isEqualTo("never-asked");
        assertThat(consentOf(elsewhere).getString("choices.statistics")).isEqualTo("never-asked");

        kept(browser.chooses(asked));
        assertThat(consentOf(browser).getString("choices.statistics")).isEqualTo("granted");
    }

    @Test
    void whatThePersonChoseHoldsForAsLongAsItIsValid() {
        Visitor person = Visitor.on("smartwatt");
        Visitor browser = Visitor.on("smartwatt");
        kept(
                browser.chooses(Map.of("linking", Answer.GRANTED, "statistics", Answer.NEVER_ASKED)),
                browser.linked(person.subject(), true),
                person.chooses(null, Answer.GRANTED, Instant.now().minusSeconds(1)));

        assertThat(consentOf(browser).getString("choices.statistics")).isEqualTo("never-asked");
    }

    @Test
    void theErasureOfABrowserEndsItsLink() {
        Visitor person = Visitor.on("smartwatt");
        Visitor browser = Visitor.on("smartwatt");
        Map<String, Answer> asked = Map.of("linking", Answer.GRANTED, "statistics", Answer.NEVER_ASKED);
        kept(
                person.chooses(Map.of("statistics", Answer.GRANTED)),
                browser.chooses(asked),
                browser.linked(person.subject(), true),
                browser.command(SubjectCommand.Command.ERASE));
        await().until(() -> consentOf(browser).getString("state").equals("none"));

        kept(browser.chooses(asked));

        assertThat(consentOf(browser).getString("choices.statistics")).isEqualTo("never-asked");
    }
}
