package dev.assent.system.ledger;

import dev.assent.system.platform.Client;
import dev.assent.system.platform.Crowd;
import dev.assent.system.platform.LedgerRows;
import dev.assent.system.platform.OnPlatform;
import dev.assent.system.platform.PlatformUnderTest;
import dev.assent.system.platform.Site;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** Checkpoints, tiles and proofs are what the checksum database of Go, which we did not write, takes for such. */
@OnPlatform
class GoChecksTheLogIT {

    /** Enough that some log has a full tile and with it a second level. */
    private static final int CHOICES = 1_600;

    private static final Path PROGRAM = Path.of("target/go/checklog").toAbsolutePath();

    @Test
    void theChecksumDatabasesPackagesAcceptEveryLog(PlatformUnderTest platform) throws Exception {
        longEnough(platform);
        build();
        List<Result> results = new ArrayList<>();

        for (String pin : platform.verifier().pins()) {
            String log = log(platform, pin);
            results.add(run(
                    Stream.concat(Stream.of(PROGRAM.toString(), log), keys(log)).toArray(String[]::new)));
        }

        assertThat(results).isNotEmpty().allSatisfy(result -> {
            assertThat(result.output()).startsWith("size=").contains(" signatures=");
            assertThat(result.exitCode()).isZero();
        });
        assertThat(results).as("a log with a full tile is among them").anySatisfy(result -> assertThat(result.size())
                .isGreaterThan(256));
    }

    @Test
    void theyRefuseAnotherLogsKey(PlatformUnderTest platform) throws Exception {
        build();
        List<String> pins = platform.verifier().pins();

        Result result = run(PROGRAM.toString(), log(platform, pins.get(0)), pins.get(1));

        assertThat(result.exitCode()).isEqualTo(1);
        assertThat(result.output()).contains("no verifiable signatures");
    }

    private record Result(int exitCode, String output) {

        long size() {
            return Long.parseLong(output.replaceFirst("(?s)^size=(\\d+).*", "$1"));
        }
    }

    /** All keys of a log; that the pinned one leads to them is the verifier's to say. */
    private static Stream<String> keys(String log) {
        try (Client client = new Client()) {
            return client.get(URI.create(log + "/vkey")).body().lines();
        }
    }

    private static String log(PlatformUnderTest platform, String pin) {
        String origin = pin.substring(0, pin.indexOf('+'));
        return platform.ledger() + "/v1/logs/" + origin.substring(origin.lastIndexOf('/') + 1);
    }

    private static void longEnough(PlatformUnderTest platform) throws Exception {
        try (LedgerRows rows = new LedgerRows(platform)) {
            long before = rows.entries();
            if (before >= CHOICES) {
                return;
            }
            try (Site site = new Site(platform, Site.SMARTSUPP);
                    Crowd crowd = Crowd.choosing(site, CHOICES)) {
                int taken = Crowd.taken(crowd.answers()).size();
                await().atMost(Duration.ofSeconds(60)).until(() -> rows.entries() >= before + taken);
                platform.awaitPublished(before + taken);
            }
        }
    }

    /** With Debian's packages and nothing from the network. */
    private static void build() throws Exception {
        Result built;
        try {
            built = run("go", "build", "-o", PROGRAM.toString(), "./src/test/go/checklog");
        } catch (IOException e) {
            throw new AssertionError(
                    "There is no Go. ./test installs it as root; else: apt-get install golang-go golang-golang-x-mod-dev",
                    e);
        }
        assertThat(built.exitCode()).as(built.output()).isZero();
    }

    private static Result run(String... command) throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment()
                .putAll(Map.of(
                        "GO111MODULE",
                        "off",
                        "GOPATH",
                        "/usr/share/gocode",
                        "GOFLAGS",
                        "",
                        "GOCACHE",
                        Path.of("target/go/cache").toAbsolutePath().toString()));
        Process process = builder.start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(5, TimeUnit.MINUTES)).isTrue();
        return new Result(process.exitValue(), output);
    }
}
