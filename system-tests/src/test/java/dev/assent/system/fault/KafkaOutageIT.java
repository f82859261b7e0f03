package dev.assent.system.fault;

import dev.assent.system.platform.Answer;
import dev.assent.system.platform.OnPlatform;
import dev.assent.system.platform.PlatformUnderTest;
import dev.assent.system.platform.Site;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;

import java.net.URI;
import java.time.Duration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

@OnPlatform
class KafkaOutageIT {

    private static final Duration LIMIT = Duration.ofSeconds(3);
    private static final int TRIES = 10;

    @Test
    void withoutKafkaChoicesAreRefusedSoonAndWithItTheyAreTakenAgain(PlatformUnderTest platform, TestReporter reporter)
            throws Exception {
        try (Site site = new Site(platform, Site.SMARTSUPP)) {
            Duration slowest = Duration.ZERO;
            platform.platform().kafka().stop();
            try {
                for (int i = 0; i < TRIES; i++) {
                    Answer answer = site.choose(site.action(site.secret(), 1, "accept-all"));

                    assertThat(answer.status()).as(answer.toString()).isEqualTo(503);
                    assertThat(Integer.parseInt(answer.header("Retry-After"))).isPositive();
                    assertThat(answer.header("Content-Type")).startsWith("application/problem+json");
                    assertThat(answer.took()).isLessThan(LIMIT);
                    slowest = answer.took().compareTo(slowest) > 0 ? answer.took() : slowest;
                }
            } finally {
                platform.platform().kafka().start();
            }
            long start = System.nanoTime();

            Answer taken = await().atMost(Duration.ofSeconds(60))
                    .until(
                            () -> site.choose(site.action(site.secret(), 1, "accept-all")),
                            answer -> answer.status() == 202);
            await().atMost(Duration.ofSeconds(60))
                    .until(() -> site.get(URI.create(taken.text("receipt"))).status() == 200);

            reporter.publishEntry(
                    "Kafka stopped",
                    "503 after at most %d ms; receipt again %d ms after its start"
                            .formatted(
                                    slowest.toMillis(),
                                    Duration.ofNanos(System.nanoTime() - start).toMillis()));
        }
    }
}
