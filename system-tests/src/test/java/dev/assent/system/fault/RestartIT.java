package dev.assent.system.fault;

import dev.assent.deploy.local.Verifier;
import dev.assent.system.platform.Answer;
import dev.assent.system.platform.LedgerRows;
import dev.assent.system.platform.OnPlatform;
import dev.assent.system.platform.PlatformUnderTest;
import dev.assent.system.platform.Site;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

@OnPlatform
class RestartIT {

    @Test
    void aRestartKeepsWhatWasThere(PlatformUnderTest platform, @TempDir Path directory) throws Exception {
        String receiptPath;
        Answer before;
        try (Site site = new Site(platform, Site.SMARTSUPP)) {
            Answer taken = site.choose(site.action(site.secret(), 1, "accept-all"));
            receiptPath = URI.create(taken.text("receipt")).getPath();
            before = awaitReceipt(platform, site, receiptPath);
        }
        long entries = entries(platform);
        List<String> since = new ArrayList<>();
        for (String note : platform.checkpoints()) {
            Path file = directory.resolve("checkpoint-" + since.size());
            since.addAll(List.of("--since", Files.writeString(file, note).toString()));
        }

        platform.restart();

        try (Site site = new Site(platform, Site.SMARTSUPP)) {
            Answer after = awaitReceipt(platform, site, receiptPath);
            assertThat(after.json().path("index")).isEqualTo(before.json().path("index"));
            assertThat(after.text("event")).isEqualTo(before.text("event"));
            assertThat(entries(platform)).isEqualTo(entries);
            Answer taken = site.choose(site.action(site.secret(), 1, "refuse-all"));
            awaitReceipt(platform, site, URI.create(taken.text("receipt")).getPath());
        }
        Verifier.Result everyone = platform.verifier().open(since.toArray(String[]::new));
        assertThat(everyone.exitCode()).as(everyone.output()).isZero();
        assertThat(lastLine(everyone)).contains("consistency proofs");
        Verifier.Result full = platform.verifier().full(since.toArray(String[]::new));
        assertThat(full.exitCode()).as(full.output()).isZero();
    }

    private static long entries(PlatformUnderTest platform) throws Exception {
        try (LedgerRows rows = new LedgerRows(platform)) {
            return rows.entries();
        }
    }

    private static Answer awaitReceipt(PlatformUnderTest platform, Site site, String path) {
        return await().atMost(Duration.ofSeconds(60))
                .until(() -> site.get(platform.ledger().resolve(path)), receipt -> receipt.status() == 200);
    }

    private static String lastLine(Verifier.Result result) {
        return result.output().lines().reduce("", (_, last) -> last);
    }
}
