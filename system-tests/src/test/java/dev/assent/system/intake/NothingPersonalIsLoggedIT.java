package dev.assent.system.intake;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.assent.deploy.local.Service;
import dev.assent.deploy.local.ServiceProcess;
import dev.assent.system.platform.Answer;
import dev.assent.system.platform.OnPlatform;
import dev.assent.system.platform.PlatformUnderTest;
import dev.assent.system.platform.Site;
import org.junit.jupiter.api.Test;

import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** A replica that logs as much as it can, asked by callers whom one would recognise. */
@OnPlatform
class NothingPersonalIsLoggedIT {

    private static final String ADDRESS = "203.0.113.77";
    private static final String AGENT = "Recognisable/7.7 Firefox/145.0";
    private static final String SECRET = "c0ffee00c0ffee00c0ffee00c0ffee00";
    private static final String MAIL = "somebody.recognisable@example.test";
    private static final String KEY = "recognisable-idempotency-key";
    private static final ObjectMapper MAPPER = new ObjectMapper();

    @Test
    void noLogLineAndNoMetricSaysWhoItWas(PlatformUnderTest platform) throws Exception {
        ServiceProcess replica = platform.platform()
                .replica(
                        Service.CONSENT_API,
                        Map.of(
                                "ASSENT_PROXIES_TRUSTED", "127.0.0.0/8,::1",
                                "QUARKUS_LOG_CATEGORY__DEV_ASSENT__LEVEL", "DEBUG",
                                "QUARKUS_LOG_CONSOLE_JSON_ENABLED", "true"));
        URI base = URI.create(replica.url());
        try (Site site = new Site(platform, Site.SMARTSUPP)) {
            URI choices = base.resolve("/v1/sites/smartsupp/choices");
            String good = site.action(SECRET, 1, "accept-all");
            Answer taken = await().atMost(Duration.ofSeconds(30))
                    .until(() -> send(site, choices, good), a -> a.status() == 202);
            List<String> bodies = List.of(
                    good.replace("accept-all", SECRET),
                    good.replace("\"language\":\"fr\"", "\"language\":\"" + MAIL + "\""),
                    good.replace("\"language\"", "\"" + MAIL + "\""),
                    good.replace("\"sequence\":1", "\"sequence\":1e999"),
                    "{\"subjectSecret\":\"" + MAIL + "\"",
                    MAIL,
                    SECRET.repeat(1_000));
            bodies.forEach(
                    body -> assertThat(send(site, choices, body).status()).isBetween(400, 499));
            send(site, base.resolve("/v1/sites/" + SECRET + "/choices"), good);
            send(site, base.resolve("/v1/" + SECRET + "?mail=" + MAIL), good);
            send(site, base.resolve("/v1/sites/smartsupp/choices?secret=" + SECRET), good);

            String form = """
                    {"address": "%s", "choices": {"newsletter": "granted"}, "noticeVersion": 1, "language": "en",
                     "surface": "form", "method": "click"}""".formatted(MAIL);
            Answer asked = send(site, base.resolve("/v1/sites/onesmartech/choices"), form);
            assertThat(asked.status()).as(asked.body()).isEqualTo(202);
            send(site, base.resolve("/v1/confirmations/" + SECRET), "");
            send(site, URI.create(replica.url() + "//v1/sites/" + MAIL + "/choices"), good);

            String receipt = taken.text("receipt");
            String receiptKey = receipt.substring(receipt.lastIndexOf('/') + 1);
            String metrics =
                    site.get(URI.create(replica.managementUrl() + "/q/metrics")).body();
            Path log = replica.log();
            assertThat(metrics).contains("assent_choices_accepted_total{site=\"smartsupp\"}");
            assertThat(List.of(metrics, Files.readString(log))).allSatisfy(text -> assertThat(text)
                    .doesNotContain(ADDRESS)
                    .doesNotContain("203.0.113")
                    .doesNotContain("Recognisable")
                    .doesNotContain("recognisable")
                    .doesNotContain(SECRET)
                    .doesNotContain(receiptKey));
            assertThat(Files.readAllLines(log))
                    .filteredOn(line -> line.contains("assent"))
                    .isNotEmpty()
                    .allSatisfy(NothingPersonalIsLoggedIT::assertRecord);
        } finally {
            replica.stop();
        }
    }

    private static void assertRecord(String line) throws JsonProcessingException {
        assertThat(MAPPER.readTree(line).path("message").asText()).isNotEmpty();
        assertThat(MAPPER.readTree(line).path("timestamp").asText()).isNotEmpty();
    }

    private static Answer send(Site site, URI address, String body) {
        return site.send(HttpRequest.newBuilder(address)
                .header("Content-Type", "application/json")
                .header("X-Forwarded-For", ADDRESS)
                .header("User-Agent", AGENT)
                .header("Idempotency-Key", KEY)
                .POST(BodyPublishers.ofString(body)));
    }
}
