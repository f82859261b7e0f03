package dev.assent.deploy.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * Runs the ledger's verifier, a program of its own, against the platform of a directory, with keys computed here from the
 * signing key and not asked of the ledger.
 */
public final class Verifier {
    private final Path jar;
    private final PortPlan ports;
    private final LocalSecrets secrets;

    Verifier(Path root, PortPlan ports, LocalSecrets secrets) {
        this.jar = root.resolve("ledger-verify/target/ledger-verify.jar");
        this.ports = ports;
        this.secrets = secrets;
    }

    /**
     * What the verifier found.
     *
     * @param exitCode 0 whole, 1 tampered or missing, 2 could not check
     * @param output what it printed
     */
    public record Result(int exitCode, String output) {}

    /** The verifier keys of all logs. */
    public List<String> pins() {
        return IntStream.range(0, ServiceEnvironment.LOGS)
                .mapToObj(log -> LogKey.verifierKey(
                        ServiceEnvironment.origin() + "/" + ServiceEnvironment.GENERATION + "-" + log,
                        secrets.key("ledger.signing")))
                .toList();
    }

    /** The verifier key of the logs' witness. */
    public String witness() {
        return LocalWitness.verifierKey(ports, secrets);
    }

    /** {@code --full}: the database, the ledger over HTTP and the key-encryption key. */
    public Result full(String... more) {
        return capture(command("--full", more));
    }

    /** {@code --public}: over HTTP, as anyone can. */
    public Result open(String... more) {
        return capture(command("--public", more));
    }

    /** Runs the verifier with its output on this program's own; the exit code. */
    int show(String mode, List<String> more) {
        try {
            return builder(command(mode, more.toArray(String[]::new)))
                    .inheritIO()
                    .start()
                    .waitFor();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return 2;
        }
    }

    private Result capture(List<String> command) {
        try {
            Process process = builder(command).redirectErrorStream(true).start();
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return new Result(process.waitFor(), output);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Result(2, "interrupted");
        }
    }

    private ProcessBuilder builder(List<String> command) {
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().putAll(environment());
        return builder;
    }

    /** What {@code --full} reads from its environment: the database, and the key-encryption key. */
    public Map<String, String> environment() {
        Map<String, String> environment = new HashMap<>(ServiceEnvironment.keyEncryptionKey(secrets));
        environment.put("ASSENT_VERIFY_JDBC_URL", "jdbc:postgresql://127.0.0.1:" + ports.of(Port.POSTGRES) + "/ledger");
        environment.put("ASSENT_VERIFY_JDBC_USERNAME", "ledger_app");
        environment.put("ASSENT_VERIFY_JDBC_PASSWORD", secrets.password("db.ledger.app"));
        return environment;
    }

    private List<String> command(String mode, String... more) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-XX:+UseSerialGC",
                "-jar",
                jar.toString(),
                mode,
                "--ledger",
                ports.url(Port.LEDGER)));
        for (String pin : pins()) {
            command.add("--key");
            command.add(pin);
        }
        command.addAll(List.of(more));
        return command;
    }
}
