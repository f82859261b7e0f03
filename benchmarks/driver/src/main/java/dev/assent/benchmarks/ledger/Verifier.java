package dev.assent.benchmarks.ledger;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.assent.deploy.parts.ChildProcess;
import dev.assent.deploy.parts.PartFailedException;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** The verifier over everything that the ledger holds, as a program of its own. */
final class Verifier {

    private static final Duration LIMIT = Duration.ofMinutes(10);

    private final LedgerStage stage;

    Verifier(LedgerStage stage) {
        this.stage = stage;
    }

    /**
     * Seconds from its start to its end.
     *
     * @param mode {@code --full} or {@code --public}
     */
    double run(String mode) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-jar",
                stage.root().resolve("ledger-verify/target/ledger-verify.jar").toString(),
                mode,
                "--quiet",
                "--ledger",
                stage.address().toString()));
        keys().forEach(key -> command.addAll(List.of("--key", key)));
        long start = System.nanoTime();
        ChildProcess verify = ChildProcess.start(
                "ledger-verify", command, stage.verifying(), stage.directory().resolve("verify.log"));
        verify.await(LIMIT, () -> !verify.alive());
        double seconds = (System.nanoTime() - start) / 1e9;
        if (verify.exitCode() != 0) {
            throw new PartFailedException(
                    "ledger-verify %s ended with code %d:\n%s".formatted(mode, verify.exitCode(), verify.tail(20)));
        }
        return seconds;
    }

    private List<String> keys() {
        try (Http http = new Http()) {
            List<String> keys = new ArrayList<>();
            JsonNode logs = new JsonMapper()
                    .readTree(http.get(stage.address().resolve("/v1/logs")).body());
            logs.get("logs").forEach(log -> keys.add(log.get("vkey").asText()));
            return keys;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
