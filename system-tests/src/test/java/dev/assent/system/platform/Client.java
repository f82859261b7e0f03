package dev.assent.system.platform;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

/** Asks and waits for the answer. */
public final class Client implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    public Answer get(URI address) {
        return send(HttpRequest.newBuilder(address));
    }

    /** Sends a request; an {@link UncheckedIOException} if no answer comes. */
    public Answer send(HttpRequest.Builder request) {
        long start = System.nanoTime();
        try {
            return Answer.of(http.send(request.timeout(PATIENCE).build(), BodyHandlers.ofString()), start);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    @Override
    public void close() {
        http.close();
    }
}
