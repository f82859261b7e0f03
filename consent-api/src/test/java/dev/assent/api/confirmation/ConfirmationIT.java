package dev.assent.api.confirmation;

import dev.assent.api.ConsentEvents;
import dev.assent.api.KafkaOfTests;
import dev.assent.api.confirmation.Questions.Question;
import dev.assent.events.Action;
import dev.assent.events.Answer;
import dev.assent.events.ChoiceRecorded;
import dev.assent.events.EventCodec;
import dev.assent.events.MailAddress;
import dev.assent.events.Method;
import dev.assent.events.Subject;
import dev.assent.events.SubjectKey;
import dev.assent.events.Surface;
import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;

/** A choice by e-mail address, from the form to its confirmation, over a real broker. */
@QuarkusTest
@WithTestResource(value = KafkaOfTests.class, scope = TestResourceScope.GLOBAL)
class ConfirmationIT {

    private static final String HTML = "text/html,application/xhtml+xml,*/*;q=0.8";

    @Inject
    Tokens tokens;

    @Test
    void aGrantThatNeedsAConfirmationIsPendingUntilItsLinkExpires() throws Exception {
        // Given
        String address = fresh();

        // When
        JsonPath answer = submit(address, "\"choices\": {\"newsletter\": \"granted\"}")
                .statusCode(202)
                .extract()
                .jsonPath();

        // Then
        ChoiceRecorded choice = event(answer.getString("eventId"));
        assertThat(choice.purposes())
                .isEqualTo(Map.of(
                        "necessary", Answer.EXEMPT,
                        "newsletter", Answer.PENDING,
                        "contact", Answer.NEVER_ASKED,
                        "marketing", Answer.NEVER_ASKED,
                        "sharing", Answer.NEVER_ASKED,
                        "statistics", Answer.NEVER_ASKED));
        assertThat(choice.subjectKey()).isEqualTo(2);
        assertThat(Duration.between(choice.recordedAt(), choice.validUntil()))
                .isBetween(Duration.ofHours(24).minusSeconds(1), Duration.ofHours(24));
        assertThat(answer.getString("pendingUntil"))
                .isEqualTo(choice.validUntil().toString());
        Question question = Questions.of(choice.eventId());
        assertThat(question.address()).isEqualTo(address);
        assertThat(question.event().expiresAt()).isEqualTo(choice.validUntil());
        assertThat(question.event().subject()).isEqualTo(choice.subject());
        assertThat(question.value()).doesNotContain(address).doesNotContain("onesmartech.test");
        assertThat(EventCodec.write(choice)).asString(StandardCharsets.UTF_8).doesNotContain(address);
        assertThat(question.link()).doesNotContain(address);
    }

    @Test
    void lookingAtTheLinkChangesNothingHoweverOften() throws Exception {
        Question question = pending(fresh());
        assertThat(given().accept(HTML).get(question.path()).headers().getValues("Content-Security-Policy"))
                .singleElement()
                .asString()
                .startsWith("default-src 'none'; style-src 'self'");
        try (ConsentEvents events = new ConsentEvents()) {
            long before = events.count();

            for (int i = 0; i < 5; i++) {
                given().accept(HTML).head(question.path()).then().statusCode(200);
                given().accept(HTML)
                        .get(question.path())
                        .then()
                        .statusCode(200)
                        .contentType(startsWith("text/html"))
                        .header("Cache-Control", "no-store")
                        .header("Referrer-Policy", "no-referrer")
                        .header("X-Robots-Tag", "noindex")
                        .header("Content-Security-Policy", startsWith("default-src 'none'; style-src 'self'"))
                        .header("X-Frame-Options", "DENY")
                        .body(containsString("Onesmartech Ltd"))
                        .body(containsString(" NZDT"))
                        .body(containsString("Sends the newsletter."))
                        .body(containsString("<form method=\"post\">"))
                        .body(not(containsString("<script")));
            }

            assertThat(events.count()).isEqualTo(before);
        }
    }

    @Test
    void theButtonGrantsAndADoubleClickIsOneEvent() throws Exception {
        Question question = pending(fresh());

        JsonPath first = confirm(question);
        JsonPath second = confirm(question);

        assertThat(second.getString("eventId")).isEqualTo(first.getString("eventId"));
        assertThat(second.getString("receipt")).isEqualTo(first.getString("receipt"));
        List<ChoiceRecorded> confirmations = events(first.getString("eventId"));
        assertThat(confirmations).hasSize(2);
        ChoiceRecorded confirmation = confirmations.getFirst();
        assertThat(confirmation.salt()).isEqualTo(confirmations.getLast().salt());
        assertThat(confirmation.action()).isEqualTo(Action.CONFIRM);
        assertThat(confirmation.surface()).isEqualTo(Surface.MAIL);
        assertThat(confirmation.method()).isEqualTo(Method.CLICK);
        assertThat(confirmation.confirms()).isEqualTo(question.event().choiceEventId());
        assertThat(confirmation.subject()).isEqualTo(question.event().subject());
        assertThat(confirmation.subjectKey()).isEqualTo(2);
        assertThat(confirmation.purposes())
                .containsEntry("newsletter", Answer.GRANTED)
                .containsEntry("contact", Answer.NEVER_ASKED);
        assertThat(confirmation.validUntil()).isAfter(confirmation.recordedAt().plus(Duration.ofDays(170)));
    }

    @Test
    void thePageAfterTheButtonLinksTheReceipt() throws Exception {
        Question question = pending(fresh());

        given().accept(HTML)
                .contentType(ContentType.URLENC)
                .post(question.path())
                .then()
                .statusCode(200)
                .contentType(startsWith("text/html"))
                .body(containsString("Confirmed"))
                .body(containsString("http://localhost:8081/v1/receipts/1-"))
                .body(not(containsString("<form")));
    }

    @ParameterizedTest
    @CsvSource({
        "en, Is this your wish?",
        "fr, Est-ce bien votre souhait",
        "de, Ist das Ihr Wunsch",
        "it, È questo che desidera",
        "sv, Är det här vad du vill",
        "nb, Er dette det du ønsker",
        "nn, Er dette det du ønsker",
        "cs, Přejete si to",
        "sq, A është kjo dëshira juaj",
        "ja, Is this your wish?"
    })
    void thePageSpeaksTheLanguageOfTheForm(String language, String heading) {
        String token = token(language, Instant.now().plusSeconds(600));

        given().accept(HTML)
                .get("/v1/confirmations/" + token)
                .then()
                .statusCode(200)
                .body(containsString(heading))
                .body(not(containsString("{")));
    }

    @Test
    void anExpiredLinkSaysSoAndConfirmsNothing() {
        String path = "/v1/confirmations/" + token("fr", Instant.now().minusSeconds(1));

        given().accept(HTML)
                .get(path)
                .then()
                .statusCode(410)
                .contentType(startsWith("text/html"))
                .header("Cache-Control", "no-store")
                .body(containsString("Ce lien a expiré"));
        given().accept(HTML).post(path).then().statusCode(410);
        given().accept(ContentType.JSON)
                .post(path)
                .then()
                .statusCode(410)
                .contentType("application/problem+json")
                .body("type", equalTo("urn:assent:problem:confirmation-expired"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "AAAA", "..", "%3Cscript%3E", "kim@reader.test"})
    void aForgedLinkIsNotFoundAndSpeaksTheReadersLanguage(String token) {
        String path = "/v1/confirmations/" + token;

        given().urlEncodingEnabled(false)
                .accept("application/problem+json")
                .get(path)
                .then()
                .statusCode(404);
        given().accept(HTML)
                .header("Accept-Language", "de-AT, en;q=0.5")
                .urlEncodingEnabled(false)
                .post("/v1/confirmations/AAAA")
                .then()
                .statusCode(404)
                .body(containsString("Dieser Link bestätigt nichts"));
    }

    @Test
    void aLinkOfAnotherSiteThatDoesNotExistIsNotFound() {
        String token = tokens.write(new PendingChoice(
                "made-up",
                subject(),
                1,
                UUID.randomUUID(),
                1,
                List.of(Answer.PENDING),
                "en",
                Instant.now().plusSeconds(600)));

        given().accept(ContentType.JSON)
                .get("/v1/confirmations/" + token)
                .then()
                .statusCode(404);
    }

    @Test
    void oneAddressInAnySpellingIsOneSubjectAndAnotherSiteKnowsAnother() throws Exception {
        String address = fresh();
        String spelt = address.toUpperCase(java.util.Locale.ROOT);

        String first = subjectOf(submit(address, "\"choices\": {\"newsletter\": \"granted\"}"));
        String second = subjectOf(submit(" " + spelt + " ", "\"action\": \"withdraw-all\""));

        assertThat(second).isEqualTo(first);
        assertThat(MailAddress.of(spelt)).isEqualTo(MailAddress.of(address));
    }

    @Test
    void aRefusalIsDeniedAtOnceAndAsksNobody() throws Exception {
        long before = Questions.count();

        JsonPath answer = submit(fresh(), "\"action\": \"withdraw-all\"")
                .statusCode(202)
                .extract()
                .jsonPath();

        ChoiceRecorded choice = event(answer.getString("eventId"));
        assertThat(choice.action()).isEqualTo(Action.WITHDRAW_ALL);
        assertThat(choice.purposes())
                .isEqualTo(Map.of(
                        "necessary", Answer.EXEMPT,
                        "newsletter", Answer.DENIED,
                        "contact", Answer.DENIED,
                        "marketing", Answer.DENIED,
                        "sharing", Answer.DENIED,
                        "statistics", Answer.DENIED));
        assertThat(answer.getMap("")).doesNotContainKey("pendingUntil");
        assertThat(Questions.count()).isEqualTo(before);
    }

    @Test
    void aWithdrawalReachesWhomAnEarlierKeyNamedByThatAddress() {
        String address = fresh();
        String named = namedByTheFirstKey(address);

        submit(address, "\"choices\": {\"newsletter\": \"denied\"}").statusCode(202);

        assertThat(recordsWith(named))
                .singleElement()
                .asString()
                .contains("\"subjectKey\":1", "\"newsletter\":\"denied\"");
    }

    @Test
    void repeatingAWithdrawalRepeatsAllThatItMade() {
        String address = fresh();
        String named = namedByTheFirstKey(address);

        for (int i = 0; i < 3; i++) {
            submit(address, "\"action\": \"withdraw-all\"", Map.of("Idempotency-Key", named))
                    .statusCode(202);
        }

        List<String> records = recordsWith(named);
        assertThat(records).hasSize(3);
        assertThat(records.stream()
                        .map(record -> new JsonPath(record).getString("eventId"))
                        .distinct())
                .hasSize(1);
    }

    /** The refusal is an event of its own, so that it neither waits for the mail nor ends with its link. */
    @Test
    void whatIsRefusedBesideAPendingAnswerHoldsAtOnce() throws Exception {
        String address = fresh();

        JsonPath answer = submit(address, "\"choices\": {\"newsletter\": \"granted\", \"contact\": \"denied\"}")
                .statusCode(202)
                .extract()
                .jsonPath();

        ChoiceRecorded pending = event(answer.getString("eventId"));
        assertThat(pending.purposes())
                .containsEntry("newsletter", Answer.PENDING)
                .containsEntry("contact", Answer.NEVER_ASKED);
        List<JsonPath> refusals = recordsWith(pending.subject()).stream()
                .filter(record -> !record.contains(pending.eventId()))
                .map(JsonPath::new)
                .toList();
        assertThat(refusals).singleElement().satisfies(refusal -> {
            assertThat(refusal.getString("purposes.contact")).isEqualTo("denied");
            assertThat(refusal.getString("purposes.newsletter")).isEqualTo("never-asked");
            assertThat(Instant.parse(refusal.getString("validUntil")))
                    .isAfter(Instant.now().plus(Duration.ofDays(170)));
        });
        assertThat(recordsWith(namedByTheFirstKey(address)))
                .singleElement()
                .asString()
                .contains("\"contact\":\"denied\"", "\"newsletter\":\"never-asked\"");
        confirm(Questions.of(pending.eventId()));
        assertThat(recordsWith(pending.subject())).hasSize(3);
    }

    @Test
    void whereTheSiteWantsNoConfirmationAGrantHoldsAtOnce() throws Exception {
        JsonPath answer = submit(fresh(), "\"choices\": {\"contact\": \"granted\", \"newsletter\": \"denied\"}")
                .statusCode(202)
                .extract()
                .jsonPath();

        ChoiceRecorded choice = event(answer.getString("eventId"));
        assertThat(choice.purposes())
                .containsEntry("contact", Answer.GRANTED)
                .containsEntry("newsletter", Answer.DENIED);
        assertThat(choice.validUntil()).isAfter(choice.recordedAt().plus(Duration.ofDays(170)));
    }

    @Test
    void whatIsGrantedTogetherWaitsForTheSameConfirmation() throws Exception {
        JsonPath answer = submit(fresh(), "\"action\": \"accept-all\"")
                .statusCode(202)
                .extract()
                .jsonPath();

        assertThat(event(answer.getString("eventId")).purposes())
                .containsEntry("contact", Answer.PENDING)
                .containsEntry("newsletter", Answer.PENDING)
                .containsEntry("statistics", Answer.NEVER_ASKED);
    }

    @Test
    void whatIsNotRightIsSaidWithoutRepeatingTheAddress() {
        String address = fresh();

        submit(address, "\"choices\": {\"statistics\": \"granted\"}")
                .statusCode(422)
                .body("type", equalTo("urn:assent:problem:asked-elsewhere"))
                .body(not(containsString(address)));
        submit("robin at reader", "\"action\": \"accept-all\"")
                .statusCode(400)
                .body("member", equalTo("address"))
                .body(not(containsString("robin")));
        submit(address, "\"action\": \"accept-all\", \"sequence\": 1")
                .statusCode(400)
                .body("member", equalTo("sequence"));
        submit(address, "\"action\": \"accept-all\", \"subjectSecret\": \"000102030405060708090a0b0c0d0e0f\"")
                .statusCode(400)
                .body("member", equalTo("address"));
        given().contentType(ContentType.JSON)
                .body("""
                        {"address": "%s", "choices": {"statistics": "granted"}, "noticeVersion": 2, "language": "en",
                         "surface": "banner", "method": "click"}
                        """.formatted(address))
                .post("/v1/sites/onesmartech/choices")
                .then()
                .statusCode(400)
                .body("member", equalTo("surface"));
        given().contentType(ContentType.JSON)
                .body("""
                        {"address": "%s", "action": "accept-all", "noticeVersion": 3, "language": "fr",
                         "surface": "form", "method": "click"}
                        """.formatted(address))
                .post("/v1/sites/smartsupp/choices")
                .then()
                .statusCode(422)
                .body("type", equalTo("urn:assent:problem:no-form"));
    }

    private static ValidatableResponse submit(String address, String answers) {
        return submit(address, answers, Map.of());
    }

    private static ValidatableResponse submit(String address, String answers, Map<String, String> headers) {
        return given().contentType(ContentType.JSON)
                .header("Origin", "https://www.onesmartech.test")
                .headers(headers)
                .body("""
                        {"address": "%s", %s, "noticeVersion": 2, "language": "en", "surface": "form", "method": "click"}
                        """.formatted(address, answers))
                .post("/v1/sites/onesmartech/choices")
                .then();
    }

    private static String namedByTheFirstKey(String address) {
        return Subject.ofAddress(
                        "onesmartech",
                        new SubjectKey(1, "the subjects' first key of tests!".getBytes(StandardCharsets.US_ASCII))
                                .ofSite("onesmartech"),
                        MailAddress.of(address).orElseThrow())
                .value();
    }

    private static List<String> recordsWith(String text) {
        try (ConsentEvents events = new ConsentEvents()) {
            return events.all().stream()
                    .map(record -> new String(record.value(), StandardCharsets.UTF_8))
                    .filter(value -> value.contains(text))
                    .toList();
        }
    }

    private static Question pending(String address) throws Exception {
        return Questions.of(submit(address, "\"choices\": {\"newsletter\": \"granted\"}")
                .statusCode(202)
                .extract()
                .path("eventId"));
    }

    private static JsonPath confirm(Question question) {
        return given().accept(ContentType.JSON)
                .post(question.path())
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
    }

    private String token(String language, Instant expiresAt) {
        return tokens.write(new PendingChoice(
                "onesmartech",
                subject(),
                1,
                UUID.randomUUID(),
                2,
                List.of(
                        Answer.NEVER_ASKED,
                        Answer.NEVER_ASKED,
                        Answer.EXEMPT,
                        Answer.PENDING,
                        Answer.NEVER_ASKED,
                        Answer.NEVER_ASKED),
                language,
                expiresAt));
    }

    private static String subject() {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(new byte[32]);
    }

    private static String subjectOf(ValidatableResponse answer) throws Exception {
        return event(answer.statusCode(202).extract().path("eventId")).subject();
    }

    private static ChoiceRecorded event(String eventId) throws Exception {
        try (ConsentEvents events = new ConsentEvents()) {
            return (ChoiceRecorded) EventCodec.fromLogRecord(events.of(eventId), 4);
        }
    }

    private static List<ChoiceRecorded> events(String eventId) {
        try (ConsentEvents events = new ConsentEvents()) {
            return events.all().stream()
                    .filter(record -> new String(record.value(), StandardCharsets.UTF_8)
                            .contains("\"eventId\":\"" + eventId + "\""))
                    .map(record -> {
                        try {
                            return (ChoiceRecorded) EventCodec.fromLogRecord(record, 4);
                        } catch (dev.assent.events.MalformedEventException e) {
                            throw new IllegalStateException(e);
                        }
                    })
                    .toList();
        }
    }

    private static String fresh() {
        return "kim-" + UUID.randomUUID() + "@reader.test";
    }
}
