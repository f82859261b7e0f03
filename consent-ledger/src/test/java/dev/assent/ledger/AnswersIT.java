package dev.assent.ledger;

import dev.assent.events.Answer;
import dev.assent.events.ChoiceRecorded;
import dev.assent.ledger.platform.Intake;
import dev.assent.ledger.platform.LedgerParts;
import dev.assent.ledger.platform.Visitor;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.security.TestSecurity;
import io.quarkus.test.security.oidc.Claim;
import io.quarkus.test.security.oidc.OidcSecurity;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import java.util.Map;
import java.util.UUID;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;

/** What the endpoints answer, to whom, and with which headers. */
@QuarkusTest
@QuarkusTestResource(LedgerParts.class)
class AnswersIT {

    private static final String ORIGIN = "https://www.smartwatt.test";
    private static final Visitor VISITOR = Visitor.on("smartwatt");
    private static final String LOG = "/v1/logs/1-" + VISITOR.partition();
    private static ChoiceRecorded choice;

    @BeforeAll
    static void choose() {
        choice = VISITOR.chooses(1L, Answer.GRANTED);
        try (Intake intake = new Intake(LedgerParts.kafka().bootstrapServers(), Map.of())) {
            intake.publish("smartwatt", ORIGIN);
            intake.send(choice);
        }
    }

    @AfterAll
    static void forget() {
        choice = null;
    }

    @Test
    void aReceiptIsReadableEverywhereAndStoredNowhere() {
        await().until(() -> given().get(Visitor.receiptOf(choice)).statusCode() == 200);

        given().header("Origin", "https://elsewhere.test")
                .get(Visitor.receiptOf(choice))
                .then()
                .header("Cache-Control", "no-store")
                .header("Referrer-Policy", "no-referrer")
                .header("X-Robots-Tag", containsString("noindex"))
                .header("Access-Control-Allow-Origin", "*")
                .body("readable.eventId", equalTo(choice.eventId()));
    }

    @Test
    void aWrongKeyAndAnUnknownEventLookTheSame() {
        await().until(() -> given().get(Visitor.receiptOf(choice)).statusCode() == 200);
        String wrongKey = Visitor.receiptOf(choice).replaceAll("[^/]+$", "AAAAAAAAAAAAAAAAAAAAAA");
        String unknown = Visitor.receiptOf(choice)
                .replace(choice.eventId(), UUID.randomUUID().toString());

        String one = given().get(wrongKey)
                .then()
                .statusCode(404)
                .header("Retry-After", "1")
                .header("Cache-Control", "no-store")
                .body("type", equalTo("urn:assent:problem:no-receipt"))
                .extract()
                .asString();
        String other = given().get(unknown)
                .then()
                .statusCode(404)
                .header("Retry-After", "1")
                .extract()
                .asString();

        assertThat(one.replaceAll("\"instance\":\"[^\"]*\",?", ""))
                .isEqualTo(other.replaceAll("\"instance\":\"[^\"]*\",?", ""));
        assertThat(one).doesNotContain("AAAAAAAAAAAAAAAAAAAAAA");
        given().get("/v1/receipts/9-9/x/y").then().statusCode(404);
    }

    @Test
    void theLogIsServedAsTilesAndProofs() {
        await().until(() -> given().get(Visitor.receiptOf(choice)).statusCode() == 200);
        String note = given().get(LOG + "/checkpoint")
                .then()
                .statusCode(200)
                .contentType(equalTo("text/plain;charset=utf-8"))
                .header("Cache-Control", containsString("no-cache"))
                .body(startsWith("ledger.test/assent/1-" + VISITOR.partition() + "\n"))
                .extract()
                .asString();
        long size = Long.parseLong(note.lines().toList().get(1));
        assertThat(size).isPositive();

        given().get("/v1/logs").then().statusCode(200).body("logs.log", hasItems("1-" + VISITOR.partition()));
        given().get(LOG + "/vkey").then().statusCode(200).body(startsWith("ledger.test/assent/1-"));
        assertThat(given().get(LOG + "/tile/0/000.p/1")
                        .then()
                        .statusCode(200)
                        .header("Cache-Control", containsString("immutable"))
                        .header("Access-Control-Allow-Origin", "*")
                        .extract()
                        .asByteArray())
                .hasSize(32);
        assertThat(given().get(LOG + "/tile/entries/000.p/1").asByteArray())
                .hasSize(34)
                .startsWith(0, 32);
        given().get(LOG + "/proof/inclusion?index=0&size=" + size)
                .then()
                .statusCode(200)
                .body("size", equalTo((int) size));
        given().get(LOG + "/proof/consistency?from=1&to=" + size)
                .then()
                .statusCode(200)
                .body("log", equalTo("1-" + VISITOR.partition()));
    }

    @Test
    void whatTheLogDoesNotHaveIsAProblem() {
        given().get(LOG + "/tile/0/999")
                .then()
                .statusCode(404)
                .header("Cache-Control", "no-store")
                .body("type", equalTo("urn:assent:problem:not-found"));
        // 2^56 · 256 wraps to 0, where there is a bundle.
        given().get(LOG + "/tile/entries/x072/x057/x594/x037/x927/936.p/1")
                .then()
                .statusCode(404);
        given().get(LOG + "/tile/9/000").then().statusCode(404);
        given().get(LOG + "/tile/0/0x1").then().statusCode(404);
        given().get("/v1/logs/7-7/checkpoint").then().statusCode(404);
        given().get("/v1/logs/none/vkey").then().statusCode(404);
        given().get(LOG + "/proof/inclusion?index=0&size=999999999").then().statusCode(404);
        given().get(LOG + "/proof/inclusion?index=5&size=5")
                .then()
                .statusCode(400)
                .body("type", equalTo("urn:assent:problem:malformed-range"));
        given().get(LOG + "/proof/consistency?from=x&to=1").then().statusCode(400);
        given().get(LOG + "/proof/consistency").then().statusCode(400);
    }

    @Test
    void onlyPagesOfTheSiteMayReadASubjectsState() {
        await().until(() -> given().header("Assent-Subject", VISITOR.secret())
                .get("/v1/sites/smartwatt/consent")
                .jsonPath()
                .getString("state")
                .equals("recorded"));

        given().header("Assent-Subject", VISITOR.secret())
                .header("Origin", ORIGIN)
                .get("/v1/sites/smartwatt/consent")
                .then()
                .statusCode(200)
                .header("Access-Control-Allow-Origin", ORIGIN)
                .header("Cache-Control", containsString("no-store"));
        given().header("Assent-Subject", VISITOR.secret())
                .header("Origin", "https://elsewhere.test")
                .get("/v1/sites/smartwatt/consent")
                .then()
                .header("Access-Control-Allow-Origin", nullValue());
        given().header("Origin", ORIGIN)
                .header("Access-Control-Request-Method", "GET")
                .options("/v1/sites/smartwatt/consent")
                .then()
                .statusCode(204)
                .header("Access-Control-Allow-Origin", ORIGIN)
                .header("Access-Control-Allow-Headers", "Assent-Subject");
        given().header("Origin", "https://elsewhere.test")
                .options("/v1/sites/smartwatt/consent")
                .then()
                .header("Access-Control-Allow-Origin", nullValue());
    }

    @Test
    void aStateIsAskedForWithASecretAndForASite() {
        given().get("/v1/sites/smartwatt/consent")
                .then()
                .statusCode(400)
                .body("type", equalTo("urn:assent:problem:malformed-subject"));
        given().header("Assent-Subject", "short")
                .get("/v1/sites/smartwatt/consent")
                .then()
                .statusCode(400);
        given().header("Assent-Subject", VISITOR.secret())
                .get("/v1/sites/nowhere/consent")
                .then()
                .statusCode(404)
                .body("type", equalTo("urn:assent:problem:unknown-site"));
    }

    @Test
    @TestSecurity(user = "dpo-smartwatt")
    @OidcSecurity(claims = @Claim(key = "assent_roles", value = "{\"dpo\":[\"smartwatt\"]}"))
    void theSitesOfficerReadsASubjectsHistory() {
        await().until(() -> given().get(Visitor.receiptOf(choice)).statusCode() == 200);

        given().get("/v1/sites/smartwatt/subjects/" + VISITOR.subject().value() + "/history")
                .then()
                .statusCode(200)
                .header("Cache-Control", containsString("no-store"))
                .body("events", hasSize(1))
                .body("events[0].event.eventId", equalTo(choice.eventId()));
    }

    @Test
    @TestSecurity(user = "dpo-other")
    @OidcSecurity(claims = @Claim(key = "assent_roles", value = "{\"dpo\":[\"other\"]}"))
    void anotherSitesOfficerFindsNothing() {
        given().get("/v1/sites/smartwatt/subjects/" + VISITOR.subject().value() + "/history")
                .then()
                .statusCode(404)
                .body("type", equalTo("urn:assent:problem:not-found"));
    }

    @Test
    void nobodyReadsAHistoryWithoutSigningIn() {
        given().get("/v1/sites/smartwatt/subjects/" + VISITOR.subject().value() + "/history")
                .then()
                .statusCode(401);
    }
}
