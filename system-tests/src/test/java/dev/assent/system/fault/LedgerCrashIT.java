package dev.assent.system.fault;

import dev.assent.deploy.local.Verifier;
import dev.assent.system.platform.Answer;
import dev.assent.system.platform.Crowd;
import dev.assent.system.platform.LedgerRows;
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
class LedgerCrashIT {

    private static final int CHOICES = 4_000;

    @Test
    void aLedgerThatIsKilledInTheMiddleStillWritesEachChoiceOnce(PlatformUnderTest platform, TestReporter reporter)
            throws Exception {
        try (Site site = new Site(platform, Site.SMARTSUPP);
                LedgerRows rows = new LedgerRows(platform)) {
            long before = rows.entries();
            List<Answer> answers;
            long atKill;
            try (Crowd crowd = Crowd.choosing(site, CHOICES)) {
                crowd.awaitHalf();
                platform.killLedger();
                atKill = rows.entries();
                platform.startLedger();
                answers = crowd.answers();
            }

            Set<String> taken = Crowd.taken(answers);
            assertThat(taken).as("consent-api goes on while the ledger is away").hasSize(CHOICES);
            await().atMost(Duration.ofSeconds(60)).until(() -> rows.entries() >= before + CHOICES);

            Map<String, Integer> entries = rows.entriesOf(taken);
            assertThat(entries).hasSize(CHOICES);
            assertThat(entries.values()).containsOnly(1);
            assertThat(rows.entries()).isEqualTo(before + CHOICES);
            Verifier.Result full = platform.verifier().full();
            assertThat(full.exitCode()).as(full.output()).isZero();
            reporter.publishEntry(
                    "killed after %,d of %,d entries".formatted(atKill - before, CHOICES), lastLine(full));
        }
    }

    private static String lastLine(Verifier.Result result) {
        return result.output().lines().reduce("", (_, last) -> last);
    }
}
