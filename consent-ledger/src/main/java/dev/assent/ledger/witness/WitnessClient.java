package dev.assent.ledger.witness;

import dev.assent.ledger.log.Hashes;
import dev.assent.ledger.log.NoteKey;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/** One witness over HTTP. */
final class WitnessClient {

    /** A note and a few signatures; more is no answer. */
    private static final int LARGEST_ANSWER = 1 << 18;

    private static final int OK = 200;
    private static final int NOT_FOUND = 404;
    private static final int CONFLICT = 409;

    private final HttpClient http;
    private final String base;
    private final NoteKey key;
    private final Duration timeout;

    WitnessClient(HttpClient http, URI address, NoteKey key, Duration timeout) {
        this.http = http;
        this.base = address.toString().replaceAll("/+$", "");
        this.key = key;
        this.timeout = timeout;
    }

    /** Its key. */
    NoteKey key() {
        return key;
    }

    /** What it answers to a checkpoint. */
    sealed interface Answer {

        /** Signature lines, not yet checked. */
        record Cosigned(String lines) implements Answer {}

        /** It has cosigned another size last. */
        record OtherSize(long size) implements Answer {}

        /** It does not cosign this. */
        record Refused(int status, String why) implements Answer {}
    }

    /**
     * Asks for a cosignature.
     *
     * @param oldSize what it is thought to have cosigned last
     * @param proof from that size to the note's
     * @throws IOException if it does not answer in time
     */
    Answer add(long oldSize, List<byte[]> proof, String note) throws IOException {
        StringBuilder body = new StringBuilder("old ").append(oldSize).append('\n');
        proof.forEach(
                hash -> body.append(Base64.getEncoder().encodeToString(hash)).append('\n'));
        body.append('\n').append(note);
        HttpResponse<String> answer = send(HttpRequest.newBuilder(URI.create(base + "/add-checkpoint"))
                .POST(HttpRequest.BodyPublishers.ofString(body.toString())));
        if (answer.statusCode() == OK) {
            return new Answer.Cosigned(answer.body());
        }
        String said = answer.body().strip();
        if (answer.statusCode() == CONFLICT && said.matches("0|[1-9][0-9]{0,17}")) {
            return new Answer.OtherSize(Long.parseLong(said));
        }
        return new Answer.Refused(answer.statusCode(), said.lines().findFirst().orElse(""));
    }

    /**
     * The note that it cosigned last; empty if there is none.
     *
     * @throws IOException if it does not answer in time
     */
    Optional<String> held(String origin) throws IOException {
        byte[] hash = Hashes.sha256().digest(origin.getBytes(StandardCharsets.UTF_8));
        HttpResponse<String> answer = send(
                HttpRequest.newBuilder(URI.create(base + "/" + HexFormat.of().formatHex(hash) + "/checkpoint")));
        return switch (answer.statusCode()) {
            case OK -> Optional.of(answer.body());
            case NOT_FOUND -> Optional.empty();
            default -> throw new IOException("it answered " + answer.statusCode());
        };
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws IOException {
        try {
            return http.send(
                    request.timeout(timeout).build(),
                    BodyHandlers.limiting(BodyHandlers.ofString(StandardCharsets.UTF_8), LARGEST_ANSWER));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }
}
