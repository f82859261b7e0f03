package dev.assent.ledger;

import dev.assent.events.Answer;
import dev.assent.events.ChoiceRecorded;
import dev.assent.events.SubjectCommand;
import dev.assent.ledger.platform.Intake;
import dev.assent.ledger.platform.LedgerParts;
import dev.assent.ledger.platform.Visitor;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.time.Duration;
import java.util.Map;
import java.util.UUID;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;

/** The forms of a receipt, and with which headers they come. */
@QuarkusTest
@QuarkusTestResource(LedgerParts.class)
class ReceiptFormsIT {

    private static final String BROWSER = "text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,*/*;q=0.8";
    private static final Visitor VISITOR = Visitor.on("smartsupp");
    private static final Visitor ERASED = Visitor.on("smartsupp");
    private static ChoiceRecorded choice;
    private static ChoiceRecorded gone;

    @BeforeAll
    static void choose() {
        choice = VISITOR.chooses(1L, Answer.GRANTED);
        gone = ERASED.chooses(1L, Answer.GRANTED);
        try (Intake intake = new Intake(LedgerParts.kafka().bootstrapServers(), Map.of())) {
            intake.publish("smartsupp", "https://www.smartsupp.test");
            intake.send(choice);
            intake.send(gone);
            intake.send(ERASED.command(SubjectCommand.Command.ERASE));
        }
    }

    @AfterAll
    static void forget() {
        choice = null;
        gone = null;
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            */*                                | application/json
            application/json                   | application/json
            application/ld+json                | application/ld+json
            text/html                          | text/html
            application/json;q=0.5,text/html   | text/html
            """)
    void comeAsTheCallerAccepts(String accept, String type) {
        awaitReceipt();

        given().accept(accept)
                .get(Visitor.receiptOf(choice))
                .then()
                .statusCode(200)
                .contentType(startsWith(type))
                .header("Vary", containsString("Accept"))
                .header("Cache-Control", "no-store")
                .header("Referrer-Policy", "no-referrer")
                .header("X-Robots-Tag", containsString("noindex"));
    }

    @ParameterizedTest
    @CsvSource({"json,application/json", "jsonld,application/ld+json", "html,text/html"})
    void comeAsTheAddressNamesThem(String format, String type) {
        awaitReceipt();

        given().accept(BROWSER)
                .queryParam("format", format)
                .get(Visitor.receiptOf(choice))
                .then()
                .statusCode(200)
                .contentType(startsWith(type));
    }

    @Test
    void aFormThatThereIsNotIsAProblem() {
        given().queryParam("format", "pdf")
                .get(Visitor.receiptOf(choice))
                .then()
                .statusCode(400)
                .body("type", equalTo("urn:assent:problem:unknown-format"));
    }

    @Test
    void theLinkedFormNamesThePseudonymAndTheState() {
        awaitReceipt();

        given().accept("application/ld+json")
                .get(Visitor.receiptOf(choice))
                .then()
                .statusCode(200)
                .body("'@type'", equalTo("dpv:ConsentReceipt"))
                .body("'dpv:hasRecordOfActivity'", hasSize(1))
                .body("'dpv:hasRecordOfActivity'[0].'dpv:hasConsentStatus'[0].'@type'[0]", equalTo("dpv:ConsentGiven"))
                .body(
                        "'dpv:hasRecordOfActivity'[0].'dpv:hasDataSubject'",
                        equalTo("urn:assent:subject:smartsupp:"
                                + VISITOR.subject().value()))
                .body("'assent:presentState'", equalTo("http://ledger.test/v1/sites/smartsupp/consent"))
                .body("'dpv:hasProcess'[0].'assent:answer'", equalTo("exempt"));
    }

    @Test
    void thePageRunsItsOwnProgramAndNothingElse() {
        awaitReceipt();

        String page = given().accept(BROWSER)
                .get(Visitor.receiptOf(choice))
                .then()
                .statusCode(200)
                .header(
                        "Content-Security-Policy",
                        "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; form-action 'none';"
                                + " base-uri 'none'; frame-ancestors 'none'")
                .extract()
                .asString();

        assertThat(page)
                .containsOnlyOnce("<script")
                .contains("data-purposes=\"statistics\" data-answer=\"granted\"")
                .contains("data-keys=\"ledger.test/assent/1-")
                .doesNotContain("style=", "onclick", "{page", "{proof", "{choice");
        String program = page.replaceAll("(?s).*<script type=\"module\" src=\"([^\"]*)\".*", "$1");
        given().get(program).then().statusCode(200).body(containsString("C2SP"));
    }

    @ParameterizedTest
    @CsvSource({
        "lang=de, fr, de",
        "lang=xx, 'sv,en;q=0.5', sv",
        "lang=, 'ja', fr",
        "lang=, 'nn-NO,en', nb",
        "lang=, 'sq', sq",
        "lang=, 'cs-CZ', cs"
    })
    void thePageSpeaksTheReadersLanguageElseThatOfTheChoice(String query, String accepted, String expected) {
        awaitReceipt();

        given().accept(BROWSER)
                .header("Accept-Language", accepted)
                .get(Visitor.receiptOf(choice) + "?" + query)
                .then()
                .statusCode(200)
                .body(containsString("<html lang=\"" + expected + "\">"));
    }

    @ParameterizedTest
    @ValueSource(strings = {BROWSER, "*/*"})
    void aWrongKeyAndAnUnknownEventLookTheSameInEveryForm(String accept) {
        awaitReceipt();
        String address = Visitor.receiptOf(choice);

        Response wrongKey = given().accept(accept).get(address.replaceAll("[^/]+$", "AAAAAAAAAAAAAAAAAAAAAA"));
        Response unknown = given().accept(accept)
                .get(address.replace(choice.eventId(), UUID.randomUUID().toString()));

        assertThat(wrongKey.statusCode()).isEqualTo(404);
        assertThat(unknown.statusCode()).isEqualTo(404);
        assertThat(wrongKey.header("Retry-After")).isEqualTo("1");
        assertThat(wrongKey.asString()).isEqualTo(unknown.asString()).doesNotContain("AAAAAAAAAAAAAAAAAAAAAA");
        assertThat(wrongKey.headers().getList("Content-Security-Policy"))
                .hasSameSizeAs(unknown.headers().getList("Content-Security-Policy"));
    }

    @Test
    void thePageOfAnErasedChoiceHasItsPlaceAndNothingOfIt() {
        String address = Visitor.receiptOf(gone);
        await().atMost(Duration.ofSeconds(30)).until(() -> given().get(address).statusCode() == 410);

        given().accept(BROWSER)
                .get(address)
                .then()
                .statusCode(410)
                .contentType(startsWith("text/html"))
                .body(containsString("data-commitment=\""))
                .body(containsString("data-step=\"root\""))
                .body(not(containsString("data-step=\"page\"")))
                .body(not(containsString(gone.eventId())))
                .body(not(containsString("smartsupp")))
                .body(not(containsString("granted")));
        given().accept("application/ld+json").get(address).then().statusCode(410);
    }

    private static void awaitReceipt() {
        await().atMost(Duration.ofSeconds(30))
                .until(() -> given().get(Visitor.receiptOf(choice)).statusCode() == 200
                        && given().queryParam("format", "jsonld")
                                        .get(Visitor.receiptOf(choice))
                                        .statusCode()
                                == 200);
    }
}
