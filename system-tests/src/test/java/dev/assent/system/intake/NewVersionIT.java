package dev.assent.system.intake;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.assent.deploy.local.Service;
import dev.assent.system.platform.Answer;
import dev.assent.system.platform.Client;
import dev.assent.system.platform.Crowd;
import dev.assent.system.platform.LedgerRows;
import dev.assent.system.platform.OnPlatform;
import dev.assent.system.platform.PlatformUnderTest;
import dev.assent.system.platform.Site;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Set;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** A site is published anew while its visitors look at the old banner. */
@OnPlatform
class NewVersionIT {

    private static final String SITE = "smartwatt";
    private static final Path FILE = Path.of("../vendor-registry/src/main/resources/sample-sites/smartwatt.yaml");
    private static final int VISITORS = 4_000;
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @Test
    void aChoiceUnderTheOldBannerIsTakenAndFlaggedAndNoneIsLost(PlatformUnderTest platform) throws Exception {
        try (Site old = new Site(platform, SITE);
                Crowd crowd = Crowd.choosing(old, VISITORS);
                LedgerRows rows = new LedgerRows(platform)) {
            // When
            publish(platform);

            // Then
            await().atMost(PATIENCE).until(() -> {
                try (Site site = new Site(platform, SITE)) {
                    return site.noticeVersion() == old.noticeVersion() + 1;
                }
            });
            List<Answer> answers = crowd.answers();
            assertThat(answers).hasSize(VISITORS).allSatisfy(answer -> assertThat(answer.status())
                    .as(answer.toString())
                    .isEqualTo(202));
            Set<String> taken = Crowd.taken(answers);
            await().atMost(PATIENCE).until(() -> rows.entriesOf(taken).size() == VISITORS);
            assertThat(rows.entriesOf(taken).values()).containsOnly(1);

            JsonNode late = event(old, old.choose(old.action(old.secret(), 1, "accept-all")));
            assertThat(late.path("noticeVersion").asInt()).isEqualTo(old.noticeVersion());
            assertThat(late.path("noticeSuperseded").asBoolean()).isTrue();
            try (Site fresh = new Site(platform, SITE)) {
                JsonNode choice = event(fresh, fresh.choose(fresh.action(fresh.secret(), 1, "accept-all")));
                assertThat(choice.path("noticeVersion").asInt()).isEqualTo(old.noticeVersion() + 1);
                assertThat(choice.path("noticeSuperseded").asBoolean()).isFalse();
            }
        }
    }

    private static void publish(PlatformUnderTest platform) throws IOException {
        try (Client client = new Client()) {
            String changed = Files.readString(FILE).replace("renewAfter: P6M", "renewAfter: P5M");
            Answer drafted =
                    client.send(HttpRequest.newBuilder(platform.registry().resolve("/v1/sites/" + SITE))
                            .header("Authorization", bearer(platform, "editor"))
                            .header("Content-Type", "application/yaml")
                            .PUT(BodyPublishers.ofString(changed)));
            assertThat(drafted.status()).as(drafted.toString()).isEqualTo(200);
            Answer published =
                    client.send(HttpRequest.newBuilder(platform.registry().resolve("/v1/sites/" + SITE + "/versions"))
                            .header("Authorization", bearer(platform, "publisher"))
                            .POST(BodyPublishers.noBody()));
            assertThat(published.status()).as(published.toString()).isEqualTo(201);
        }
    }

    private static String bearer(PlatformUnderTest platform, String role) {
        return "Bearer " + platform.platform().accessToken(role + "-" + SITE, Service.VENDOR_REGISTRY);
    }

    private static JsonNode event(Site site, Answer taken) throws IOException {
        assertThat(taken.status()).as(taken.toString()).isEqualTo(202);
        Answer receipt = await().atMost(PATIENCE)
                .until(() -> site.get(URI.create(taken.text("receipt"))), answer -> answer.status() == 200);
        return new ObjectMapper().readTree(Base64.getDecoder().decode(receipt.text("event")));
    }
}
