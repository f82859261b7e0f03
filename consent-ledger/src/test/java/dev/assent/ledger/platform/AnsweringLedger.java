package dev.assent.ledger.platform;

import dev.assent.deploy.parts.Database;
import dev.assent.deploy.parts.KafkaPart;
import dev.assent.deploy.parts.Ports;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** The packaged service as a process of its own, for what needs another configuration or another life. */
public final class AnsweringLedger implements AutoCloseable {

    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private final Process process;
    private final int http;
    private final int management;

    private AnsweringLedger(Process process, int http, int management) {
        this.process = process;
        this.http = http;
        this.management = management;
    }

    /**
     * Starts a ledger over parts and waits until it is ready.
     *
     * @param log where its output is appended
     * @param more settings beside those of {@link LedgerParts#settings}, or instead of them; empty ones are left out
     */
    public static AnsweringLedger start(Path log, KafkaPart kafka, Database database, Map<String, String> more) {
        int http = Ports.free();
        int management = Ports.free();
        Map<String, String> settings = new TreeMap<>(LedgerParts.settings(kafka, database));
        settings.put("quarkus.http.port", Integer.toString(http));
        settings.put("quarkus.management.port", Integer.toString(management));
        settings.put("assent.ledger.ingest.instance-id", "process");
        settings.putAll(more);
        List<String> command = new ArrayList<>(java());
        settings.forEach((key, value) -> {
            if (!value.isEmpty()) {
                command.add("-D" + key + "=" + value);
            }
        });
        command.add("-jar");
        command.add(Path.of("target", "quarkus-app", "quarkus-run.jar").toString());
        try {
            Process process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                    .start();
            AnsweringLedger ledger = new AnsweringLedger(process, http, management);
            await().atMost(Duration.ofMinutes(4)).until(() -> {
                assertThat(process.isAlive()).as("the ledger runs, see " + log).isTrue();
                return ledger.answers();
            });
            return ledger;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Java as it starts fastest. */
    static List<String> java() {
        return List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1");
    }

    private boolean answers() {
        try {
            return send(management, "/q/health/ready", "*/*").statusCode() == 200;
        } catch (IOException e) {
            return false;
        }
    }

    /** The answer to a GET. */
    public HttpResponse<String> get(String path) {
        return get(path, "*/*");
    }

    /** The answer to a GET that accepts a media type. */
    public HttpResponse<String> get(String path, String accept) {
        try {
            return send(http, path, accept);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The answer to a GET with headers. */
    public HttpResponse<String> get(String path, Map<String, String> headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://localhost:" + http + path));
        headers.forEach(request::header);
        try {
            return HTTP.send(request.build(), BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The bytes that a GET answers. */
    public byte[] bytes(String path) {
        try {
            return HTTP.send(
                            HttpRequest.newBuilder(URI.create("http://localhost:" + http + path))
                                    .build(),
                            BodyHandlers.ofByteArray())
                    .body();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** What the management port answers. */
    public String management(String path) {
        try {
            return send(management, path, "*/*").body();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The size that a log's served checkpoint states; below 0 while there is none. */
    public long size(String log) {
        HttpResponse<String> checkpoint = get("/v1/logs/" + log + "/checkpoint");
        return checkpoint.statusCode() == 200
                ? Long.parseLong(checkpoint.body().lines().toList().get(1))
                : -1;
    }

    private static HttpResponse<String> send(int port, String path, String accept) throws IOException {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://localhost:" + port + path))
                .header("Accept", accept)
                .build();
        try {
            return HTTP.send(request, BodyHandlers.ofString());
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        process.destroy();
        try {
            process.waitFor();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
