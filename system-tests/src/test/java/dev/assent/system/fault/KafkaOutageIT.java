package dev.assent.system.fault;

import dev.assent.deploy.parts.KafkaPart;
import dev.assent.system.platform.Answer;
import dev.assent.system.platform.LedgerRows;
import dev.assent.system.platform.OnPlatform;
import dev.assent.system.platform.Onslaught;
import dev.assent.system.platform.PlatformUnderTest;
import dev.assent.system.platform.Site;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** {@code -Dassent.fault.choices=1000000} makes it the long test. */
@OnPlatform
class KafkaOutageIT {

    private static final int CHOICES = Integer.getInteger("assent.fault.choices", 20_000);
    private static final Duration LIMIT = Duration.ofSeconds(5);
    private static final Duration PATIENCE = Duration.ofSeconds(60).plusMillis(CHOICES);
    private static final int TURNED_AWAY = 200;
    private static final int AT_ONCE = 5_000;

    @Test
    void whatWasTakenIsInTheLedgerOnceAlthoughKafkaGoesThreeTimes(PlatformUnderTest platform, TestReporter reporter)
            throws Exception {
        try (Site site = new Site(platform, Site.SMARTSUPP);
                LedgerRows rows = new LedgerRows(platform);
                Onslaught onslaught = Onslaught.of(site, CHOICES)) {
            KafkaPart kafka = platform.platform().kafka();

            interrupt(onslaught, 0.2, kafka::stop, kafka::start);
            interrupt(onslaught, 0.4, kafka::kill, kafka::start);
            interrupt(onslaught, 0.6, kafka::stop, kafka::start);
            onslaught.awaitEnd(PATIENCE);

            reporter.publishEntry(
                    "%,d choices, Kafka away three times".formatted(CHOICES),
                    "%s, the slowest after %d ms"
                            .formatted(
                                    onslaught.answersByStatus(),
                                    onslaught.slowest().toMillis()));
            assertThat(onslaught.broken()).isEmpty();
            assertThat(onslaught.answersByStatus().keySet()).isSubsetOf(Set.of(202, 429, 503));
            assertThat(onslaught.slowest()).isLessThan(LIMIT);
            assertThat(onslaught.answered(202)).isGreaterThan(CHOICES / 2);
            assertEntries(rows, onslaught.taken());
            assertReceipt(site);
        }
    }

    /** Stops Kafka once so many of the choices are taken, and starts it when enough callers were turned away. */
    private static void interrupt(Onslaught onslaught, double part, Runnable stop, Runnable start) {
        await().atMost(PATIENCE).until(() -> onslaught.answered(202) >= part * CHOICES);
        int before = onslaught.answered(503);
        stop.run();
        try {
            await().atMost(PATIENCE).until(() -> onslaught.answered(503) >= before + TURNED_AWAY);
        } finally {
            start.run();
        }
    }

    private static void assertEntries(LedgerRows rows, List<UUID> taken) {
        assertThat(taken).doesNotHaveDuplicates();
        for (int from = 0; from < taken.size(); from += AT_ONCE) {
            List<String> some = taken.subList(from, Math.min(taken.size(), from + AT_ONCE)).stream()
                    .map(UUID::toString)
                    .toList();
            Map<String, Integer> entries =
                    await().atMost(PATIENCE).until(() -> rows.entriesOf(some), found -> found.size() == some.size());
            assertThat(entries.values()).containsOnly(1);
        }
    }

    private static void assertReceipt(Site site) {
        Answer taken = site.choose(site.action(site.secret(), 1, "accept-all"));
        assertThat(taken.status()).as(taken.toString()).isEqualTo(202);
        await().atMost(PATIENCE)
                .until(() -> site.get(URI.create(taken.text("receipt"))).status() == 200);
    }
}
