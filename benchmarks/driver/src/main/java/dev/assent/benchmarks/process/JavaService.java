package dev.assent.benchmarks.process;

import dev.assent.deploy.parts.ChildProcess;
import dev.assent.deploy.parts.PartFailedException;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A Quarkus service as a process of its own, with the same JVM settings as every other. */
public final class JavaService implements AutoCloseable {

    /** The heap, the collector and nothing else: what a small container has. */
    public static final List<String> JVM =
            List.of("-Xms256m", "-Xmx256m", "-XX:+UseSerialGC", "-XX:+ExitOnOutOfMemoryError");

    private static final Duration START_LIMIT = Duration.ofMinutes(2);
    private static final Duration STOP_LIMIT = Duration.ofSeconds(20);
    private static final Duration PROBE_LIMIT = Duration.ofSeconds(5);

    private final ChildProcess process;
    private final Measured measured;

    private JavaService(ChildProcess process) {
        this.process = process;
        this.measured = new Measured(process.pid());
    }

    /**
     * Starts a service and does not wait.
     *
     * @param name what it is called in messages
     * @param jar its {@code quarkus-run.jar}
     * @param more JVM options beside {@link #JVM}
     * @param environment its settings
     * @param log where its output goes
     */
    public static JavaService start(
            String name, Path jar, List<String> more, Map<String, String> environment, Path log) {
        if (!Files.exists(jar)) {
            throw new PartFailedException(name + " is not built: there is no " + jar);
        }
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(JVM);
        command.add("--enable-native-access=ALL-UNNAMED");
        command.addAll(more);
        command.addAll(List.of("-jar", jar.toString()));
        return new JavaService(ChildProcess.start(name, command, environment, log));
    }

    /**
     * Waits until an address answers, whatever it answers, or, with {@code status}, until it answers just that.
     *
     * @param status the status to wait for, or 0 for any
     */
    public void await(URI address, int status) {
        try (HttpClient http =
                HttpClient.newBuilder().connectTimeout(PROBE_LIMIT).build()) {
            process.await(START_LIMIT, () -> answers(http, address, status));
        }
    }

    /** What the kernel tells of it. */
    public Measured measured() {
        return measured;
    }

    /** Whether it runs. */
    public boolean alive() {
        return process.alive();
    }

    /** The last lines of its log. */
    public String tail(int lines) {
        return process.tail(lines);
    }

    @Override
    public void close() {
        process.stop(STOP_LIMIT);
    }

    private static boolean answers(HttpClient http, URI address, int status) {
        HttpRequest request =
                HttpRequest.newBuilder(address).timeout(PROBE_LIMIT).build();
        try {
            int answered =
                    http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
            return status == 0 || answered == status;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
