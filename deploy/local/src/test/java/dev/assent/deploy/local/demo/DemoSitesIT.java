package dev.assent.deploy.local.demo;

import dev.assent.deploy.parts.Mail;
import dev.assent.deploy.parts.MailPart;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;

import static org.assertj.core.api.Assertions.assertThat;

class DemoSitesIT {

    private static final HttpClient CLIENT = HttpClient.newHttpClient();
    private static MailPart mail;
    private static DemoSites sites;

    @BeforeAll
    static void start() throws IOException {
        mail = MailPart.start(0, 0, Map.of("dpo@smartsupp.test", "secret", "dpo@smartwatt.test", "secret"));
        sites = DemoSites.start(new DemoSettings(
                "127.0.0.1",
                0,
                URI.create("http://localhost:8080"),
                URI.create("http://localhost:8081"),
                URI.create("http://localhost:8082/"),
                URI.create("http://localhost:8083"),
                mail.smtpPort(),
                mail.imapPort(),
                Map.of("onesmartech", "whsec_" + "A".repeat(43) + "=")));
    }

    @AfterAll
    static void stop() {
        sites.close();
        mail.close();
    }

    @ParameterizedTest
    @CsvSource({
        "/, en, What to click",
        "/smartsupp/, fr, Gérer les cookies",
        "/smartwork/, en, No question about cookies",
        "/smartwork/sq, sq, nuk duhet pëlqim",
        "/smartwatt/sv, sv, Kontakta oss",
        "/smartwatt/nb, nb, Kontakt oss",
        "/onesmartech/, en, Newsletter",
        "/mail, en, data protection officer"
    })
    void servesEachPageInItsLanguage(String path, String language, String sentence) throws Exception {
        HttpResponse<String> page = get(path);

        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.body()).contains("<html lang=\"" + language + "\"", sentence);
        assertThat(page.body().replace("http://localhost:8082/v1/", "")).doesNotContain("//v1");
        assertThat(page.headers().firstValue("Content-Security-Policy").orElseThrow())
                .contains("script-src 'self' http://localhost:8080;");
    }

    @Test
    void writesToTheOfficerAndShowsTheAnswerToTheWriter() throws Exception {
        String form =
                "to=dpo%40smartsupp.test&from=zoe%40visiteuse.test&subject=Acc%C3%A8s+%3A+%C3%A9t%C3%A9&text=Bonjour%2C%0D%0Amerci";

        HttpResponse<String> sent = post("/mail", "application/x-www-form-urlencoded", form);

        assertThat(sent.statusCode()).isEqualTo(303);
        assertThat(mail.inbox("dpo@smartsupp.test"))
                .extracting(Mail::from, Mail::subject)
                .contains(org.assertj.core.groups.Tuple.tuple("zoe@visiteuse.test", "Accès : été"));
        mail.send(
                "dpo@smartsupp.test",
                java.util.List.of("zoe@visiteuse.test"),
                "Subject: Re\r\nFrom: dpo@smartsupp.test\r\n\r\n<b>not bold</b>\r\n"
                        .getBytes(StandardCharsets.US_ASCII));
        assertThat(get("/mail/messages?box=zoe%40visiteuse.test").body()).contains("&lt;b&gt;not bold&lt;/b&gt;");
    }

    @Test
    void carriesAnAttachment() throws Exception {
        String form = part("to", "dpo@smartsupp.test")
                + part("from", "noe@visiteur.test")
                + part("subject", "Pièce\r\nBcc: x@y.test")
                + part("text", "Voici")
                + "--cut\r\nContent-Disposition: form-data; name=\"attachment\"; filename=\"reçu.txt\"\r\n"
                + "Content-Type: text/plain\r\n\r\nle contenu\r\n--cut--\r\n";

        post("/mail", "multipart/form-data; boundary=cut", form);

        Mail arrived = mail.inbox("dpo@smartsupp.test").stream()
                .filter(message -> message.from().equals("noe@visiteur.test"))
                .findFirst()
                .orElseThrow();
        assertThat(arrived.subject()).isEqualTo("Pièce Bcc: x@y.test");
        assertThat(arrived.text()).contains("Voici");
        assertThat(arrived.raw()).contains("Content-Disposition: attachment").doesNotContain("\nBcc:");
    }

    @Test
    void escapesWhatTheAddressBrings() throws Exception {
        assertThat(get("/mail?box=%22%3E%3Cscript%3E").body()).doesNotContain("\"><script>");
    }

    @ParameterizedTest
    @CsvSource({
        "to=someone%40else.test&from=a%40b.test&subject=x&text=y",
        "to=dpo%40smartsupp.test&from=nobody&subject=x&text=y",
        "to="
    })
    void refusesWhatItCannotSend(String form) throws Exception {
        assertThat(post("/mail", "application/x-www-form-urlencoded", form).statusCode())
                .isEqualTo(400);
    }

    @Test
    void sendsTheContactFormToTheSite() throws Exception {
        post(
                "/smartwatt/sv/contact",
                "application/x-www-form-urlencoded",
                "name=%C3%85sa&from=asa%40kund.test&text=Hej");

        assertThat(mail.inbox("dpo@smartwatt.test")).anySatisfy(message -> {
            assertThat(message.from()).isEqualTo("asa@kund.test");
            assertThat(message.text()).contains("Hej", "Åsa");
        });
    }

    @Test
    void saysSoWhereThereIsNothing() throws Exception {
        assertThat(get("/elsewhere").statusCode()).isEqualTo(404);
        assertThat(get("/tags/%3Cscript%3E.js").statusCode()).isEqualTo(404);
    }

    private static String part(String name, String value) {
        return "--cut\r\nContent-Disposition: form-data; name=\"" + name + "\"\r\n\r\n" + value + "\r\n";
    }

    private static HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return CLIENT.send(HttpRequest.newBuilder(uri(path)).build(), BodyHandlers.ofString());
    }

    private static HttpResponse<String> post(String path, String type, String body)
            throws IOException, InterruptedException {
        return CLIENT.send(
                HttpRequest.newBuilder(uri(path))
                        .header("Content-Type", type)
                        .POST(BodyPublishers.ofString(body))
                        .build(),
                BodyHandlers.ofString());
    }

    private static URI uri(String path) {
        return URI.create("http://127.0.0.1:" + sites.port() + path);
    }

    @Test
    void aWebhookIsTakenAndShownOnlyIfItsSignatureIsRight() throws Exception {
        String body = "{\"type\":\"consent.confirmed\",\"eventId\":\"from-the-platform\"}";
        byte[] secret = new byte[32];
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(secret, "HmacSHA256"));
        String signature = "v1,"
                + Base64.getEncoder().encodeToString(mac.doFinal(("m1.1." + body).getBytes(StandardCharsets.UTF_8)));

        assertThat(hook("m1", "v1,AAAA", body)).isEqualTo(401);
        assertThat(get("/hooks").body()).doesNotContain("from-the-platform");
        assertThat(hook("m1", signature, body)).isEqualTo(204);
        assertThat(hook("m1", signature, body)).isEqualTo(204);

        assertThat(get("/hooks").body().split("from-the-platform", -1)).hasSize(2);
    }

    private static int hook(String id, String signature, String body) throws Exception {
        return CLIENT.send(
                        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + sites.port() + "/hooks/onesmartech"))
                                .header("webhook-id", id)
                                .header("webhook-timestamp", "1")
                                .header("webhook-signature", signature)
                                .POST(BodyPublishers.ofString(body))
                                .build(),
                        BodyHandlers.discarding())
                .statusCode();
    }
}
