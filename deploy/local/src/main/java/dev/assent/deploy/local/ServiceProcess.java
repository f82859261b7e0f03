package dev.assent.deploy.local;

import dev.assent.deploy.parts.ChildProcess;
import dev.assent.deploy.parts.PartFailedException;
import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** A service as a process of its own. */
public final class ServiceProcess {
    private static final Duration START_LIMIT = Duration.ofMinutes(5);
    private static final Duration STOP_LIMIT = Duration.ofSeconds(20);
    private static final Duration PROBE_LIMIT = Duration.ofSeconds(5);

    private final Service service;
    private final Path jar;
    private final Map<String, String> environment;
    private final Path log;
    private final String url;
    private final String managementUrl;
    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(PROBE_LIMIT).build();
    private @Nullable ChildProcess process;

    ServiceProcess(
            Service service, Path jar, Map<String, String> environment, Path log, String url, String managementUrl) {
        this.service = service;
        this.jar = jar;
        this.environment = Map.copyOf(environment);
        this.log = log;
        this.url = url;
        this.managementUrl = managementUrl;
    }

    /** Which service. */
    public Service service() {
        return service;
    }

    /** Its public address, without a slash at its end. */
    public String url() {
        return url;
    }

    /** The address of health and metrics, without a slash at its end. */
    public String managementUrl() {
        return managementUrl;
    }

    /** Where its output is appended. */
    public Path log() {
        return log;
    }

    /** Its process's number. */
    public long pid() {
        return current().pid();
    }

    /** Whether it runs. */
    public synchronized boolean running() {
        return process != null && process.alive();
    }

    /** Whether it runs and says that it is ready. */
    public boolean ready() {
        return running() && answers(http, managementUrl + "/q/health/ready");
    }

    /** Starts it and waits until it is ready; nothing if it runs. */
    public void start() {
        launch();
        current().await(START_LIMIT, this::ready);
    }

    /** Starts it and does not wait. */
    public synchronized void launch() {
        if (running()) {
            return;
        }
        if (!Files.exists(jar)) {
            throw new PartFailedException(service.module() + " is not built: there is no " + jar);
        }
        process = ChildProcess.start(
                service.module(),
                List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xms32m",
                        "-Xmx" + service.heapMegabytes() + "m",
                        "-XX:+UseSerialGC",
                        "-XX:+ExitOnOutOfMemoryError",
                        "--enable-native-access=ALL-UNNAMED",
                        "-jar",
                        jar.toString()),
                environment,
                log);
    }

    /** SIGTERM, and waits for its end. */
    public synchronized void stop() {
        if (process != null) {
            process.stop(STOP_LIMIT);
        }
    }

    /** SIGKILL, and waits for its end. */
    public synchronized void kill9() {
        if (process != null) {
            process.kill();
        }
    }

    /** Stops it if it runs, starts it, and waits until it is ready. */
    public void restart() {
        stop();
        start();
    }

    /** The last lines of its log. */
    public String tail(int lines) {
        return ChildProcess.tail(log, lines);
    }

    static boolean answers(HttpClient http, String address) {
        HttpRequest request =
                HttpRequest.newBuilder(URI.create(address)).timeout(PROBE_LIMIT).build();
        try {
            return http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private synchronized ChildProcess current() {
        if (process == null) {
            throw new IllegalStateException(service.module() + " has not been started");
        }
        return process;
    }
}
