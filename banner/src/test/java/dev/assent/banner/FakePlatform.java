package dev.assent.banner;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;

/**
 * A page, the banner and a consent-api that can fail on demand. The true one is met in the system tests; this one says
 * 503 when a test wants it to.
 */
final class FakePlatform implements AutoCloseable {

    /** A choice as it arrived. */
    record Posted(String key, String body) {}

    private static final int ALWAYS = Integer.MAX_VALUE;

    private final HttpServer server;
    private final List<String> requests = new CopyOnWriteArrayList<>();
    private final BlockingQueue<Posted> posted = new LinkedBlockingQueue<>();
    private final AtomicInteger failures = new AtomicInteger();
    private final AtomicInteger refusals = new AtomicInteger();
    private volatile UnaryOperator<String> notice = UnaryOperator.identity();
    private volatile boolean away;

    FakePlatform() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.start();
    }

    /** The page that carries the banner. */
    String page() {
        return "http://localhost:" + server.getAddress().getPort() + "/page.html";
    }

    /** Changes the notice's JSON from now on. */
    void noticeBecomes(UnaryOperator<String> change) {
        notice = change;
    }

    /** Answers the next choices with 503. */
    void failsFor(int choices) {
        failures.set(choices);
    }

    /** Answers the next choices with 422. */
    void refusesFor(int choices) {
        refusals.set(choices);
    }

    /** Answers every choice with 503 until told otherwise. */
    void failsForGood() {
        failures.set(ALWAYS);
    }

    /** Answers 503 to everything of the API, the notice included. */
    void isAway() {
        away = true;
    }

    /** The choices that arrived, refused ones included, in order. */
    BlockingQueue<Posted> posted() {
        return posted;
    }

    /** Paths and queries of everything that was asked for. */
    List<String> requests() {
        return requests;
    }

    @Override
    public void close() {
        server.stop(0);
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            String path = exchange.getRequestURI().getPath();
            requests.add(exchange.getRequestURI().toString());
            switch (path) {
                case "/page.html" -> page(exchange);
                case "/banner.js" -> send(exchange, 200, "text/javascript", resource("/assent/banner/assent.js"));
                case "/tag.js" ->
                    send(
                            exchange,
                            200,
                            "text/javascript",
                            ran(exchange.getRequestURI().getQuery()));
                case "/frame.html" -> send(exchange, 200, "text/html", "<!doctype html><title>Vidéo</title>");
                case "/v1/sites/smartsupp/banner" -> {
                    if (away) {
                        send(exchange, 503, "application/problem+json", "{}");
                    } else {
                        send(exchange, 200, "application/json", notice.apply(resource("/notice/fr.json")));
                    }
                }
                case "/v1/sites/smartsupp/choices" -> choice(exchange);
                default -> send(exchange, 404, "text/plain", "");
            }
        }
    }

    private void page(HttpExchange exchange) throws IOException {
        // As strict as a site may be: no inline script, no inline style, no other origin. Evaluation is the test's.
        exchange.getResponseHeaders()
                .add(
                        "Content-Security-Policy",
                        "default-src 'none'; script-src 'self' 'unsafe-eval'; connect-src 'self'; frame-src 'self'; img-src data:");
        send(exchange, 200, "text/html; charset=utf-8", resource("/notice/page.html"));
    }

    private void choice(HttpExchange exchange) throws IOException {
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        posted.add(new Posted(exchange.getRequestHeaders().getFirst("Idempotency-Key"), body));
        if (refusals.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
            send(exchange, 422, "application/problem+json", "{}");
            return;
        }
        if (away || failures.getAndUpdate(left -> left == ALWAYS ? left : Math.max(0, left - 1)) > 0) {
            exchange.getResponseHeaders().add("Retry-After", "1");
            send(exchange, 503, "application/problem+json", "{}");
            return;
        }
        send(exchange, 202, "application/json", """
                {"eventId":"0197",
                 "receipt":"http://ledger.example.test/v1/receipts/1-0/0197/RECEIPT-KEY"}""");
    }

    private static String ran(String purpose) {
        return "window.ran = (window.ran || []).concat('%s');".formatted(purpose);
    }

    private static void send(HttpExchange exchange, int status, String type, String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().add("Content-Type", type);
        exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        exchange.getResponseBody().write(bytes);
    }

    private static String resource(String name) {
        try (InputStream content = FakePlatform.class.getResourceAsStream(name)) {
            return new String(content.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
