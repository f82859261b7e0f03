package dev.assent.system.ledger;

import com.fasterxml.jackson.databind.JsonNode;
import dev.assent.system.platform.Answer;
import dev.assent.system.platform.OnPlatform;
import dev.assent.system.platform.PlatformUnderTest;
import dev.assent.system.platform.Site;
import dev.assent.verify.receipt.ReceiptCheck;
import dev.assent.verify.report.LogResult;
import dev.assent.verify.report.Outcome;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

@OnPlatform
class ReceiptIT {

    private static final int CLICKS = 15;

    @ParameterizedTest
    @ValueSource(strings = {"refuse-all", "accept-all", "custom"})
    void eachWayToChooseGivesAReceiptThatVerifies(String way, PlatformUnderTest platform) throws Exception {
        try (Site site = new Site(platform, Site.SMARTSUPP)) {
            String secret = site.secret();
            String picked = site.optionalPurposes().getFirst();
            Answer taken = site.choose(
                    way.equals("custom")
                            ? site.custom(secret, 1, "{\"%s\":\"granted\"}".formatted(picked))
                            : site.action(secret, 1, way));
            assertThat(taken.status()).as(taken.toString()).isEqualTo(202);

            Answer receipt = awaitReceipt(site, taken);

            LogResult result = ReceiptCheck.check(receipt.body(), platform.pinnedKeys());
            assertThat(result.outcome()).as(result.findings().toString()).isEqualTo(Outcome.WHOLE);
            assertThat(result.counts()).containsEntry("inclusion proofs", 1L).doesNotContainKey("erased events");
            JsonNode event = event(platform, receipt);
            assertThat(event.path("eventId").asText()).isEqualTo(taken.text("eventId"));
            assertThat(event.path("action").asText()).isEqualTo(way);
            assertThat(event.path("purposes").path(picked).asText())
                    .isEqualTo(way.equals("refuse-all") ? "denied" : "granted");
            assertThat(receipt.text("commitment")).isEqualTo(taken.text("commitment"));
            assertThat(receipt.body()).doesNotContain(secret);
            assertThat(receipt.header("Cache-Control")).contains("no-store");
            assertThat(receipt.header("Referrer-Policy")).isEqualTo("no-referrer");
            assertThat(receipt.header("X-Robots-Tag")).contains("noindex");
        }
    }

    @Test
    void aReceiptIsThereAboutASecondAfterTheClick(PlatformUnderTest platform, TestReporter reporter) throws Exception {
        try (Site site = new Site(platform, Site.SMARTSUPP)) {
            List<Duration> waits = new ArrayList<>();
            for (int i = 0; i < CLICKS; i++) {
                long click = System.nanoTime();
                awaitReceipt(site, site.choose(site.action(site.secret(), 1, "accept-all")));
                waits.add(Duration.ofNanos(System.nanoTime() - click));
            }
            waits.sort(null);
            Duration median = waits.get(CLICKS / 2);
            reporter.publishEntry(
                    "click to receipt",
                    "median %d ms, longest %d ms of %d"
                            .formatted(median.toMillis(), waits.getLast().toMillis(), CLICKS));

            assertThat(median).isLessThan(Duration.ofMillis(1_500));
            assertThat(waits.getLast()).isLessThan(Duration.ofSeconds(5));
        }
    }

    @Test
    void aReceiptWithAnotherKeyLooksLikeNone(PlatformUnderTest platform) throws Exception {
        try (Site site = new Site(platform, Site.SMARTSUPP)) {
            Answer taken = site.choose(site.action(site.secret(), 1, "accept-all"));
            awaitReceipt(site, taken);
            String address = taken.text("receipt");
            String key = address.substring(address.lastIndexOf('/') + 1);
            String other = (key.charAt(0) == 'A' ? "B" : "A") + key.substring(1);

            Answer wrongKey = site.get(URI.create(address.replace(key, other)));
            Answer unknown = site.get(
                    URI.create(address.replace(taken.text("eventId"), "0197a000-0000-7000-8000-000000000000")));

            assertThat(wrongKey.status()).isEqualTo(404);
            assertThat(unknown.status()).isEqualTo(404);
            assertThat(wrongKey.text("type")).isEqualTo(unknown.text("type"));
        }
    }

    @Test
    void theNewestChoiceIsThePresentState(PlatformUnderTest platform) throws Exception {
        try (Site site = new Site(platform, Site.SMARTSUPP)) {
            String secret = site.secret();
            site.choose(site.action(secret, 1, "accept-all"));
            awaitReceipt(site, site.choose(site.action(secret, 2, "withdraw-all")));

            Answer consent = site.consent(secret);

            assertThat(consent.status()).as(consent.toString()).isEqualTo(200);
            for (String purpose : site.optionalPurposes()) {
                assertThat(consent.body()).contains("\"" + purpose + "\":\"denied\"");
            }
            assertThat(site.consent(site.secret()).body()).doesNotContain("denied");
        }
    }

    private static Answer awaitReceipt(Site site, Answer taken) {
        return await().pollInterval(Duration.ofMillis(25))
                .atMost(Duration.ofSeconds(20))
                .until(() -> site.get(URI.create(taken.text("receipt"))), receipt -> receipt.status() == 200);
    }

    private static JsonNode event(PlatformUnderTest platform, Answer receipt) {
        byte[] value = Base64.getDecoder().decode(receipt.text("event"));
        return new Answer(200, receipt.headers(), new String(value, StandardCharsets.UTF_8), Duration.ZERO).json();
    }
}
