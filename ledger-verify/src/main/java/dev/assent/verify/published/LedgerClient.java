package dev.assent.verify.published;

import dev.assent.verify.json.Json;
import dev.assent.verify.json.JsonException;
import dev.assent.verify.note.VerifierKey;
import dev.assent.verify.report.CouldNotCheckException;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The ledger's public addresses. What is not there is empty; what cannot be had is an exception. */
final class LedgerClient {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    /** Above the largest bundle that could be: 256 entries of 65,535 bytes. */
    private static final long MOST_BYTES = 32L << 20;

    private static final int OK = 200;
    private static final int NOT_FOUND = 404;

    private final HttpClient http;
    private final String base;

    LedgerClient(HttpClient http, URI ledger) {
        this.http = http;
        this.base = ledger.toString().replaceAll("/+$", "") + "/v1/logs";
    }

    /** The names of the logs that the ledger lists, and of those that it says are frozen, why. */
    Map<String, Optional<String>> logs() throws CouldNotCheckException {
        String text = new String(
                get("").orElseThrow(() -> new CouldNotCheckException("there is no list of logs at " + base)),
                StandardCharsets.UTF_8);
        try {
            Map<String, Optional<String>> logs = new LinkedHashMap<>();
            for (Json log : Json.parse(text).list("logs")) {
                logs.put(
                        log.text("log"),
                        log.find("frozen").isPresent() ? Optional.of(log.text("frozen")) : Optional.empty());
            }
            return logs;
        } catch (JsonException e) {
            throw new CouldNotCheckException("the list of logs cannot be read: " + e.getMessage(), e);
        }
    }

    /** The signed note of a log's newest checkpoint. */
    Optional<String> checkpoint(String log) throws CouldNotCheckException {
        Optional<byte[]> note = get("/" + log + "/checkpoint");
        return note.isEmpty() ? Optional.empty() : Optional.of(utf8(note.get()));
    }

    /** The signed note of a log's newest checkpoint that a witness has cosigned. */
    Optional<String> cosigned(String log, VerifierKey witness) throws CouldNotCheckException {
        String name = URLEncoder.encode(witness.name(), StandardCharsets.UTF_8);
        Optional<byte[]> note = get("/" + log + "/checkpoint?cosigned=true&witness=" + name);
        return note.isEmpty() ? Optional.empty() : Optional.of(utf8(note.get()));
    }

    /** What the log says of how its key was changed; nothing of it is believed yet. */
    List<ClaimedRotation> rotations(String log) throws CouldNotCheckException {
        Optional<byte[]> answer = get("/" + log + "/vkey", "application/json");
        // A ledger that knows no rotations answers with the key alone, as text.
        if (answer.isEmpty() || answer.get().length == 0 || answer.get()[0] != '{') {
            return List.of();
        }
        List<ClaimedRotation> rotations = new ArrayList<>();
        try {
            for (Json key : Json.parse(utf8(answer.get())).list("keys")) {
                Optional<Json> rotation = key.find("rotation").filter(found -> found instanceof Json.Obj);
                if (rotation.isPresent()) {
                    byte[] value = Base64.getDecoder().decode(rotation.get().text("value"));
                    rotations.add(new ClaimedRotation(rotation.get().number("index"), value));
                }
            }
        } catch (JsonException | IllegalArgumentException e) {
            throw new CouldNotCheckException("the list of keys cannot be read: " + e.getMessage(), e);
        }
        return rotations;
    }

    /** An entry that is said to change the log's key. */
    @SuppressWarnings("ArrayRecordComponent")
    record ClaimedRotation(long index, byte[] value) {}

    private static String utf8(byte[] bytes) throws CouldNotCheckException {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new CouldNotCheckException("an answer of the ledger is not UTF-8", e);
        }
    }

    /** A tile or bundle; a partial one that is gone is looked for as the full one that it has become. */
    Optional<byte[]> tile(String log, String path) throws CouldNotCheckException {
        Optional<byte[]> tile = get("/" + log + "/" + path);
        int partial = path.indexOf(".p/");
        return tile.isPresent() || partial < 0 ? tile : get("/" + log + "/" + path.substring(0, partial));
    }

    /** The hashes of a consistency proof, in base64. */
    Optional<List<String>> consistency(String log, long from, long to) throws CouldNotCheckException {
        return proof("/%s/proof/consistency?from=%d&to=%d".formatted(log, from, to));
    }

    /** The hashes of an inclusion proof, in base64. */
    Optional<List<String>> inclusion(String log, long index, long size) throws CouldNotCheckException {
        return proof("/%s/proof/inclusion?index=%d&size=%d".formatted(log, index, size));
    }

    private Optional<List<String>> proof(String path) throws CouldNotCheckException {
        Optional<byte[]> json = get(path);
        if (json.isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(
                    Json.parse(new String(json.get(), StandardCharsets.UTF_8)).texts("proof"));
        } catch (JsonException e) {
            throw new CouldNotCheckException("a proof cannot be read: " + e.getMessage(), e);
        }
    }

    private Optional<byte[]> get(String path) throws CouldNotCheckException {
        return get(path, "*/*");
    }

    private Optional<byte[]> get(String path, String accept) throws CouldNotCheckException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(base + path))
                .header("Accept", accept)
                .timeout(PATIENCE)
                .build();
        try {
            HttpResponse<byte[]> response =
                    http.send(request, BodyHandlers.limiting(BodyHandlers.ofByteArray(), MOST_BYTES));
            return switch (response.statusCode()) {
                case OK -> Optional.of(response.body());
                case NOT_FOUND -> Optional.empty();
                default -> throw new CouldNotCheckException(request.uri() + " answered " + response.statusCode());
            };
        } catch (IOException e) {
            throw new CouldNotCheckException(request.uri() + " cannot be read: " + e, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CouldNotCheckException("the check was interrupted", e);
        }
    }
}
