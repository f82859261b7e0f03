package dev.assent.system.ledger;

import dev.assent.deploy.local.Verifier;
import dev.assent.system.platform.Answer;
import dev.assent.system.platform.Crowd;
import dev.assent.system.platform.LedgerRows;
import dev.assent.system.platform.LedgerRows.Place;
import dev.assent.system.platform.OnPlatform;
import dev.assent.system.platform.PlatformUnderTest;
import dev.assent.system.platform.Site;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

@OnPlatform
class ChoicesBecomeEntriesIT {

    private static final int CHOICES = 10_000;

    @Test
    void everyTakenChoiceHasExactlyOneEntryAndOneChangedByteIsNamed(PlatformUnderTest platform, TestReporter reporter)
            throws Exception {
        try (Site site = new Site(platform, Site.SMARTSUPP);
                LedgerRows rows = new LedgerRows(platform)) {
            long before = rows.entries();
            long start = System.nanoTime();

            List<Answer> answers = send(site);

            reporter.publishEntry(
                    "%,d choices".formatted(CHOICES),
                    "answered in %,d ms"
                            .formatted(
                                    Duration.ofNanos(System.nanoTime() - start).toMillis()));
            Set<String> taken = Crowd.taken(answers);
            assertThat(taken).hasSize(CHOICES);
            await().atMost(Duration.ofSeconds(60)).until(() -> rows.entries() >= before + CHOICES);
            Map<String, Integer> entries = rows.entriesOf(taken);
            assertThat(entries).hasSize(CHOICES);
            assertThat(entries.values()).containsOnly(1);
            assertThat(rows.entries()).isEqualTo(before + CHOICES);

            verifierNamesOneChangedByte(platform, rows, taken.iterator().next(), before + CHOICES, reporter);
        }
    }

    private static List<Answer> send(Site site) throws InterruptedException {
        try (Crowd crowd = Crowd.choosing(site, CHOICES)) {
            return crowd.answers();
        }
    }

    private static void verifierNamesOneChangedByte(
            PlatformUnderTest platform, LedgerRows rows, String eventId, long size, TestReporter reporter)
            throws Exception {
        Verifier.Result full = platform.verifier().full();
        assertThat(full.exitCode()).as(full.output()).isZero();
        assertThat(lastLine(full)).startsWith("WHOLE").contains("%,d entries".formatted(size));
        reporter.publishEntry("verify --full", lastLine(full));
        platform.awaitPublished(size);
        Verifier.Result everyone = platform.verifier().open();
        assertThat(everyone.exitCode()).as(everyone.output()).isZero();
        assertThat(lastLine(everyone)).startsWith("WHOLE").contains("%,d entries".formatted(size));
        reporter.publishEntry("verify --public", lastLine(everyone));

        Place place = rows.placeOf(eventId);
        String entries = place.partitionOf("evidence.entries");
        String row = "idx = " + place.index();
        String turnOneBit = "UPDATE %s SET sealed = set_byte(sealed, 40, get_byte(sealed, 40) # 1) WHERE %s";
        try (LedgerRows.Tampering _ = rows.tamper(entries, row, turnOneBit.formatted(entries, row))) {
            Verifier.Result bent = platform.verifier().full();

            assertThat(bent.exitCode()).as(bent.output()).isEqualTo(1);
            assertThat(lastLine(bent))
                    .startsWith("TAMPERED, first in log %s, entry %d:".formatted(place.log(), place.index()));
            reporter.publishEntry("verify --full after one byte", lastLine(bent));
        }
        Verifier.Result mended = platform.verifier().full();
        assertThat(mended.exitCode()).as(mended.output()).isZero();
    }

    private static String lastLine(Verifier.Result result) {
        return result.output().lines().reduce("", (_, last) -> last);
    }
}
