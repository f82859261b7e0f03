package dev.assent.ledger.console;

import dev.assent.events.Answer;
import dev.assent.events.ChoiceRecorded;
import dev.assent.ledger.platform.Intake;
import dev.assent.ledger.platform.Ledger;
import dev.assent.ledger.platform.LedgerParts;
import dev.assent.ledger.platform.Visitor;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.security.TestSecurity;
import io.quarkus.test.security.oidc.Claim;
import io.quarkus.test.security.oidc.OidcSecurity;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.not;

/** What stands on the pages, and for whom. */
@QuarkusTest
@QuarkusTestResource(LedgerParts.class)
class ConsoleIT {

    private static final String DPO = "{\"dpo\":[\"paging\"]}";
    private static final String EDITOR = "{\"editor\":[\"paging\"]}";
    private static final Visitor VISITOR = Visitor.on("paging");
    private static final String SUBJECT =
            "/console/sites/paging/subjects/" + VISITOR.subject().value();
    private static ChoiceRecorded choice;

    @BeforeEach
    void choose() {
        if (choice != null) {
            return;
        }
        choice = VISITOR.chooses(1L, Answer.GRANTED);
        try (Intake intake = new Intake(LedgerParts.kafka().bootstrapServers(), Map.of())) {
            List<ChoiceRecorded> all = Stream.concat(
                            Stream.of(choice),
                            Stream.generate(() -> Visitor.on("paging").chooses(1L, Answer.GRANTED))
                                    .limit(6))
                    .toList();
            all.forEach(intake::send);
            all.forEach(Ledger::awaitReceipt);
        }
    }

    private static String page(String path) {
        return given().get(path)
                .then()
                .statusCode(200)
                .contentType(containsString("text/html"))
                .header("Cache-Control", "no-store")
                .header("Content-Security-Policy", containsString("default-src 'none'"))
                .extract()
                .asString();
    }

    @Test
    @TestSecurity(user = "dpo-paging", authMechanism = "code")
    @OidcSecurity(claims = @Claim(key = "assent_roles", value = DPO))
    void theOfficerSeesTheChartAndLooksThingsUp() {
        assertThat(page("/console")).contains("/console/sites/paging");
        assertThat(page("/console/sites/paging"))
                .contains("<title id=\"chart-title\">", "accepted 7", "Find events", "pattern=\"[A-Za-z0-9_\\-]{43}\"");
        assertThat(page("/console/sites/paging?by=language")).contains("French");
        assertThat(page("/console/sites/paging/events?event=" + choice.eventId()))
                .contains(choice.eventId(), SUBJECT)
                .contains("http://registry.test/v1/sites/paging/versions/1");
        assertThat(page("/console/sites/paging/events?event=x")).contains("Nothing is recorded");
        assertThat(page(SUBJECT)).contains("granted", "What holds now", "http://ledger.test/v1/receipts/1-");
        assertThat(page(SUBJECT + "?at=2026-01-01T00:00")).contains("What held at 1 Jan 2026", "was recorded");
        assertThat(page("/console/sites/paging/subjects?subject="
                        + VISITOR.subject().value()))
                .contains("What holds now");
        given().get("/console/sites/paging/export?format=csv")
                .then()
                .statusCode(200)
                .header("Content-Disposition", containsString("attachment"))
                .body(containsString(choice.eventId()));
        given().get("/console/sites/paging/events?from=soon").then().statusCode(400);
        assertThat(Ledger.journalOf("paging"))
                .contains("statistics.read", "events.read", "history.read", "export.ended")
                .doesNotContain(VISITOR.subject().value());
    }

    @Test
    @TestSecurity(user = "editor-paging", authMechanism = "code")
    @OidcSecurity(claims = @Claim(key = "assent_roles", value = EDITOR))
    void anEditorSeesNumbersOnly() {
        given().get("/console/sites/paging").then().statusCode(200).body(not(containsString("Find events")));
        given().get("/console/sites/other").then().statusCode(404);
        for (String path : List.of(SUBJECT, "/console/sites/paging/events", "/console/sites/paging/export")) {
            given().get(path).then().statusCode(404);
        }
    }

    @Test
    @TestSecurity(user = "operator", authMechanism = "code")
    @OidcSecurity(claims = @Claim(key = "assent_roles", value = "{\"operator\":[\"paging\"]}"))
    void anOperatorSeesNothing() {
        given().get("/console").then().statusCode(403);
        given().get("/console/sites/paging").then().statusCode(404);
    }
}
