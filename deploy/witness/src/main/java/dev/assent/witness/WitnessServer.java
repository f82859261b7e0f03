package dev.assent.witness;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.assent.verify.note.InvalidNoteException;
import dev.assent.verify.note.VerifierKey;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.StringTokenizer;
import java.util.concurrent.Executors;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The witness over HTTP: {@code POST /add-checkpoint} and {@code GET /ORIGIN_HASH/checkpoint}. Its settings are environment
 * variables: {@code ASSENT_WITNESS_NAME}, {@code ASSENT_WITNESS_KEY} (base64 of an Ed25519 seed),
 * {@code ASSENT_WITNESS_LOGS} (verifier keys with spaces between), {@code ASSENT_WITNESS_DIRECTORY},
 * {@code ASSENT_WITNESS_HOST} and {@code ASSENT_WITNESS_PORT}.
 */
public final class WitnessServer implements AutoCloseable {

    /** A checkpoint, its signatures and 63 hashes fit many times over. */
    private static final int LARGEST_BODY = 1 << 18;

    private static final int TOO_LARGE = 413;
    private static final int WRONG_METHOD = 405;
    private static final int NOT_FOUND = 404;
    private static final Pattern MONITORING = Pattern.compile("/([0-9a-f]{64})/checkpoint");

    private final HttpServer server;
    private final Witness witness;

    private WitnessServer(HttpServer server, Witness witness) {
        this.server = server;
        this.witness = witness;
    }

    /** Runs the witness until it is ended. */
    public static void main(String[] arguments) throws IOException {
        start(System.getenv());
    }

    /**
     * Starts a witness.
     *
     * @param settings as the environment variables
     * @throws IllegalArgumentException if a setting is missing or cannot be read
     */
    public static WitnessServer start(Map<String, String> settings) throws IOException {
        WitnessKey key =
                new WitnessKey(setting(settings, "NAME"), Base64.getDecoder().decode(setting(settings, "KEY")));
        List<VerifierKey> logs = new ArrayList<>();
        for (StringTokenizer texts = new StringTokenizer(setting(settings, "LOGS")); texts.hasMoreTokens(); ) {
            logs.add(parse(texts.nextToken()));
        }
        Memory memory = new Memory(Path.of(setting(settings, "DIRECTORY")));
        InetSocketAddress address = new InetSocketAddress(
                settings.getOrDefault("ASSENT_WITNESS_HOST", "127.0.0.1"), Integer.parseInt(setting(settings, "PORT")));
        HttpServer http = HttpServer.create(address, 0);
        WitnessServer started = new WitnessServer(http, new Witness(key, logs, memory, Clock.systemUTC()));
        http.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        http.createContext("/", started::answer);
        http.start();
        return started;
    }

    private static VerifierKey parse(String vkey) {
        try {
            return VerifierKey.parse(vkey);
        } catch (InvalidNoteException e) {
            throw new IllegalArgumentException("ASSENT_WITNESS_LOGS: " + e.getMessage(), e);
        }
    }

    private static String setting(Map<String, String> settings, String name) {
        String value = settings.get("ASSENT_WITNESS_" + name);
        if (value == null || value.isBlank()) {
            throw new IllegalArgumentException("ASSENT_WITNESS_" + name + " is not set");
        }
        return value;
    }

    /** Where it listens. */
    public int port() {
        return server.getAddress().getPort();
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            String path = exchange.getRequestURI().getPath();
            Matcher monitoring = MONITORING.matcher(path);
            if (path.equals("/add-checkpoint")) {
                add(exchange);
            } else if (monitoring.matches()) {
                Optional<String> note = witness.checkpoint(monitoring.group(1));
                send(exchange, note.isPresent() ? Witness.OK : NOT_FOUND, note.orElse("Never cosigned.\n"));
            } else {
                send(exchange, NOT_FOUND, "There is nothing here.\n");
            }
        }
    }

    private void add(HttpExchange exchange) throws IOException {
        if (!exchange.getRequestMethod().equals("POST")) {
            send(exchange, WRONG_METHOD, "Use POST.\n");
            return;
        }
        byte[] body = exchange.getRequestBody().readNBytes(LARGEST_BODY + 1);
        if (body.length > LARGEST_BODY) {
            send(exchange, TOO_LARGE, "This is too large for a checkpoint.\n");
            return;
        }
        Witness.Reply reply = witness.addCheckpoint(new String(body, StandardCharsets.UTF_8));
        if (reply.status() == Witness.OTHER_SIZE) {
            exchange.getResponseHeaders().set("Content-Type", "text/x.tlog.size");
        }
        send(exchange, reply.status(), reply.body());
    }

    private static void send(HttpExchange exchange, int status, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().putIfAbsent("Content-Type", List.of("text/plain; charset=utf-8"));
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
