package dev.assent.notifier.console;

import dev.assent.notifier.NotifierParts;
import dev.assent.notifier.TestMail;
import dev.assent.notifier.TestSites;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.security.TestSecurity;
import io.quarkus.test.security.oidc.Claim;
import io.quarkus.test.security.oidc.OidcSecurity;
import io.restassured.response.Response;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** The pages as a DPO's browser gets them; what was rendered is left in {@code target/pages} to be looked at. */
@QuarkusTest
@QuarkusTestResource(NotifierParts.class)
@TestSecurity(user = "dpo-smartsupp", authMechanism = "code")
@OidcSecurity(claims = @Claim(key = "assent_roles", value = "{\"dpo\":[\"smartsupp\"]}"))
class ConsoleIT {

    private static final String TO = "dpo@smartsupp.test";

    @Test
    void aMailIsInTheListWithinFiveSecondsAndItsPageShowsAllOfIt() throws IOException {
        String from = "console-" + TestSites.fresh() + "@example.test";
        awaitListed(TestMail.french("<" + TestSites.fresh() + "@example.test>", from), from, Duration.ofSeconds(60));
        String second = "console-" + TestSites.fresh() + "@example.test";

        // The first mail warmed everything up, as the first minute of a real day does.
        Element row = awaitListed(
                TestMail.french("<" + TestSites.fresh() + "@example.test>", second), second, Duration.ofSeconds(5));

        assertThat(row.text()).contains("Accès à mes données personnelles", "days left", "Renée Désir");
        String link = row.select("a").attr("href");
        await().atMost(Duration.ofSeconds(30))
                .until(() -> page(link).text().contains("Our acknowledgement")
                        && page(link).text().contains("Sent on"));
        Document one = page(link);
        keep("one-request", one);
        keep("open-requests", page("/console"));
        assertThat(one.selectFirst("html").attr("lang")).isEqualTo("en");
        assertThat(one.select("h1").text()).isEqualTo("Accès à mes données personnelles");
        assertThat(one.select("pre[lang=fr]").text()).contains("Votre message nous est parvenu");
        assertThat(one.text()).contains("French", "pièce d'identité.pdf", "GDPR Art. 12(3)", "Sign out");
        assertThat(given().get(one.select("ul.files a").attr("href")).statusCode())
                .isEqualTo(200);
    }

    @Test
    void whatAStrangerWritesIsShownAndNeverRun() {
        String from = "mallory-" + TestSites.fresh() + "@example.test";
        String mail = TestMail.plain(
                "\"<img src=x onerror=alert(1)>\" <" + from + ">",
                TO,
                "</title><script>alert(1)</script>",
                "</pre><script>alert(2)</script><b>bold</b> {page.actor}",
                "Message-ID: <" + TestSites.fresh() + "@x.test>");

        Element row = awaitListed(mail, from, Duration.ofSeconds(60));

        Response answer = given().get(row.select("a").attr("href"));
        Document page = Jsoup.parse(answer.asString());
        assertThat(page.select("script, img, main b")).isEmpty();
        assertThat(page.select("h1").text()).isEqualTo("</title><script>alert(1)</script>");
        assertThat(page.select("pre").first().text()).contains("<script>alert(2)</script>", "{page.actor}");
        assertThat(answer.header("Content-Security-Policy")).startsWith("default-src 'none'");
        assertThat(answer.header("Cache-Control")).isEqualTo("no-store");
    }

    @Test
    void mailThatWasSetAsideIsShownWithTheReason() {
        String from = "robot-" + TestSites.fresh() + "@example.test";
        TestMail.send(
                TestMail.plain(
                        from,
                        TO,
                        "Weekly digest",
                        "Nothing new.",
                        "Precedence: bulk",
                        "Message-ID: <" + TestSites.fresh() + "@x.test>"),
                from,
                TO);

        await().atMost(Duration.ofSeconds(60))
                .until(() -> page("/console").select("details").text().contains(from));

        assertThat(page("/console").select("details tr:contains(" + from + ")").text())
                .contains("sent to a list");
    }

    private static Element awaitListed(String mail, String from, Duration limit) {
        TestMail.send(mail, from, TO);
        await().atMost(limit).until(() -> row(from) != null);
        return row(from);
    }

    private static Element row(String from) {
        return page("/console").selectFirst("table.requests tbody tr:contains(" + from + ")");
    }

    private static Document page(String path) {
        return Jsoup.parse(given().get(path).then().statusCode(200).extract().asString());
    }

    private static void keep(String name, Document page) throws IOException {
        Path directory = Files.createDirectories(Path.of("target/pages"));
        Files.writeString(directory.resolve(name + ".html"), page.outerHtml());
    }
}
