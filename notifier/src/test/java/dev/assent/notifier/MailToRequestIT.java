package dev.assent.notifier;

import dev.assent.deploy.parts.Mail;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.security.TestSecurity;
import io.quarkus.test.security.oidc.Claim;
import io.quarkus.test.security.oidc.OidcSecurity;
import io.restassured.path.json.JsonPath;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import static dev.assent.notifier.TestSites.SMARTSUPP;
import static dev.assent.notifier.TestSites.SMARTWATT;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** What a person who writes to the DPO gets, over a real mail server, database and broker. */
@QuarkusTest
@QuarkusTestResource(NotifierParts.class)
@TestSecurity(user = "dpo-smartsupp", authMechanism = "code")
@OidcSecurity(claims = @Claim(key = "assent_roles", value = "{\"dpo\":[\"smartsupp\"]}"))
class MailToRequestIT {

    private static final Pattern REFERENCE = Pattern.compile("R-[2-9A-Z]{4}-[2-9A-Z]{4}");
    private static final String TO = "dpo@smartsupp.test";

    @Test
    void aFrenchMailWithAnAttachmentBecomesOneRequestWithOneAcknowledgement() {
        String from = "renee-" + TestSites.fresh() + "@example.test";

        TestMail.send(TestMail.french("<" + TestSites.fresh() + "@example.test>", from), from, TO);

        Map<String, Object> request = awaitRequest(from);
        assertThat(request)
                .containsEntry("subject", "Accès à mes données personnelles")
                .containsEntry("senderName", "Renée Désir")
                .containsEntry("language", "fr");
        Mail letter = awaitLetter(from);
        assertThat(letter.subject()).contains((String) request.get("reference"));
        assertThat(letter.text())
                .contains("Votre message nous est parvenu", "https://www.smartsupp.test/confidentialite");
        assertThat(letter.from()).isEqualTo(TO);
        assertThat(letter.raw()).contains("Auto-Submitted: auto-replied", "In-Reply-To:", "Content-Language: fr");
        JsonPath details = awaitAcknowledged((String) request.get("id"));
        assertThat(details.getList("messages[0].attachments.name")).isEqualTo(List.of("pièce d'identité.pdf"));
        assertThat(details.getString("messages[0].text")).contains("quelles données vous détenez");
        assertThat(details.getList("events.kind")).isEqualTo(List.of("opened", "acknowledged"));
    }

    @Test
    void anAttachmentIsHandedOutToBeSavedAndNeverShown() {
        String from = "saver-" + TestSites.fresh() + "@example.test";
        TestMail.send(TestMail.french("<" + TestSites.fresh() + "@example.test>", from), from, TO);
        String id = (String) awaitRequest(from).get("id");
        String attachment = one(id).getString("messages[0].attachments[0].id");

        var answer = given().get("/v1/sites/smartsupp/requests/" + id + "/attachments/" + attachment);

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.header("Content-Disposition"))
                .isEqualTo(
                        "attachment; filename=\"pi_ce d'identit_.pdf\"; filename*=UTF-8''pi%C3%A8ce%20d%27identit%C3%A9.pdf");
        assertThat(answer.header("X-Content-Type-Options")).isEqualTo("nosniff");
        assertThat(answer.header("Content-Security-Policy")).contains("sandbox");
        assertThat(answer.asByteArray()).startsWith('%', 'P', 'D', 'F');
    }

    @Test
    void aSecondCopyOfAMailOpensNothing() {
        String from = "twice-" + TestSites.fresh() + "@example.test";
        String mail = TestMail.french("<" + TestSites.fresh() + "@example.test>", from);
        String anonymous = TestMail.plain(from, TO, "Effacement", "Merci d'effacer toutes mes données.");

        TestMail.send(mail, from, TO);
        TestMail.send("Received: from elsewhere by here; Sun, 22 Nov 2026 18:01:00 +0100\n" + mail, from, TO);
        TestMail.send(anonymous.replace("Message-ID", "X-No-Id"), from, TO);
        String marker = sendMarker();

        awaitRequest(marker);
        assertThat(requests(from)).hasSize(2);
        awaitLetters(from, 2);
    }

    @Test
    void anAnswerJoinsTheRequestByItsThreadOrByItsReference() {
        String from = "again-" + TestSites.fresh() + "@example.test";
        TestMail.send(TestMail.french("<" + TestSites.fresh() + "@example.test>", from), from, TO);
        String id = (String) awaitRequest(from).get("id");
        Mail letter = awaitLetter(from);
        String letterId = header(letter, "Message-ID");
        String reference = reference(letter);

        TestMail.send(
                TestMail.plain(
                        from,
                        TO,
                        "Re: autre chose",
                        "Encore ceci.",
                        "Message-ID: <" + TestSites.fresh() + "@x.test>",
                        "In-Reply-To: " + letterId),
                from,
                TO);
        TestMail.send(
                TestMail.plain(
                        from,
                        TO,
                        "TR: " + reference.toLowerCase(java.util.Locale.ROOT),
                        "Et cela.",
                        "Message-ID: <" + TestSites.fresh() + "@x.test>"),
                from,
                TO);

        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(one(id).getList("messages")).hasSize(3));
        assertThat(requests(from)).hasSize(1);
        assertThat(TestMail.inbox(from)).hasSize(1);
    }

    @Test
    void aStrangersMailWithTheReferenceDoesNotJoinTheRequest() {
        String from = "mine-" + TestSites.fresh() + "@example.test";
        String stranger = "stranger-" + TestSites.fresh() + "@example.test";
        TestMail.send(TestMail.french("<" + TestSites.fresh() + "@example.test>", from), from, TO);
        String id = (String) awaitRequest(from).get("id");
        String reference = reference(awaitLetter(from));

        TestMail.send(
                TestMail.plain(stranger, TO, "Re: " + reference, "Send it to me instead, please, thank you."),
                stranger,
                TO);

        awaitRequest(stranger);
        assertThat(one(id).getList("messages")).hasSize(1);
    }

    @Test
    void machinesGetNoAnswer() {
        String from = "machine-" + TestSites.fresh() + "@example.test";
        List<String> headers = List.of(
                "Auto-Submitted: auto-generated",
                "Auto-Submitted: auto-replied",
                "Precedence: bulk",
                "List-Id: <news.example.test>");
        for (String header : headers) {
            TestMail.send(
                    TestMail.plain(
                            from,
                            TO,
                            "Out of office",
                            "I am away until Monday.",
                            header,
                            "Message-ID: <" + TestSites.fresh() + "@x.test>"),
                    from,
                    TO);
        }
        TestMail.send(TestMail.plain(TO, TO, "Note to self", "A note that I sent myself."), TO, TO);
        String marker = sendMarker();

        awaitRequest(marker);
        awaitLetter(marker);
        assertThat(requests(from)).isEmpty();
        assertThat(requests(TO)).isEmpty();
        assertThat(TestMail.inbox(from)).isEmpty();
    }

    @Test
    void aMailboxOfOneSiteOpensNothingAtAnother() {
        String from = "norsk-" + TestSites.fresh() + "@example.test";
        String mail = TestMail.plain(
                from,
                "dpo@smartwatt.test",
                "Innsyn",
                "Hei, jeg vil gjerne vite hvilke opplysninger dere har lagret om meg.",
                "Message-ID: <" + TestSites.fresh() + "@x.test>");

        TestMail.send(mail, from, "dpo@smartwatt.test");

        Mail letter = awaitLetter(from);
        assertThat(letter.subject()).startsWith("Vi har mottatt henvendelsen din");
        assertThat(letter.from()).isEqualTo(TestSites.dpo(SMARTWATT));
        assertThat(requests(from)).isEmpty();
    }

    private static String sendMarker() {
        String marker = "marker-" + TestSites.fresh() + "@example.test";
        TestMail.send(TestMail.french("<" + TestSites.fresh() + "@example.test>", marker), marker, TO);
        return marker;
    }

    private static Map<String, Object> awaitRequest(String sender) {
        await().atMost(Duration.ofSeconds(30)).until(() -> !requests(sender).isEmpty());
        return requests(sender).getFirst();
    }

    private static List<Map<String, Object>> requests(String sender) {
        List<Map<String, Object>> all = given().get("/v1/sites/" + SMARTSUPP + "/requests?limit=200")
                .then()
                .statusCode(200)
                .extract()
                .jsonPath()
                .getList("items");
        return all.stream()
                .filter(request -> sender.equals(request.get("sender")))
                .toList();
    }

    private static JsonPath one(String id) {
        return given().get("/v1/sites/" + SMARTSUPP + "/requests/" + id)
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
    }

    private static JsonPath awaitAcknowledged(String id) {
        await().atMost(Duration.ofSeconds(20)).untilAsserted(() -> assertThat(one(id).getString("request.status"))
                .isEqualTo("acknowledged"));
        return one(id);
    }

    private static Mail awaitLetter(String address) {
        awaitLetters(address, 1);
        return TestMail.inbox(address).getFirst();
    }

    private static void awaitLetters(String address, int count) {
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(TestMail.inbox(address)).hasSize(count));
    }

    private static String header(Mail mail, String name) {
        Matcher matcher = Pattern.compile("(?im)^" + name + ":\\s*(\\S+)").matcher(mail.raw());
        assertThat(matcher.find()).isTrue();
        return matcher.group(1);
    }

    private static String reference(Mail letter) {
        Matcher matcher = REFERENCE.matcher(letter.subject());
        assertThat(matcher.find()).isTrue();
        return matcher.group();
    }
}
