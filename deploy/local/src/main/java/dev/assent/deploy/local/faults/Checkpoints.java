package dev.assent.deploy.local.faults;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.stream.IntStream;

/** Looks at the published checkpoints all the time, and keeps each: none of them may ever be contradicted. */
final class Checkpoints implements AutoCloseable {

    private static final Duration STEP = Duration.ofMillis(100);
    private static final Duration ANSWER_LIMIT = Duration.ofSeconds(5);

    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(ANSWER_LIMIT).build();
    private final String ledger;
    private final int logs;
    private final Map<String, Map<Long, String>> seen = new TreeMap<>();
    private final Thread watching;
    private volatile boolean ended;

    /** Of so many logs of the first generation. */
    Checkpoints(String ledger, int logs) {
        this.ledger = ledger;
        this.logs = logs;
        watching = Thread.ofVirtual().start(() -> {
            while (!ended && Round.pause(STEP)) {
                look();
            }
        });
    }

    /** Asks for the checkpoint of each log. */
    private void look() {
        IntStream.range(0, logs).mapToObj(log -> "1-" + log).forEach(log -> newest(log)
                .ifPresent(note -> {
                    synchronized (seen) {
                        String before = seen.computeIfAbsent(log, _ -> new ConcurrentSkipListMap<>())
                                .putIfAbsent(size(note), note);
                        if (before != null && !root(before).equals(root(note))) {
                            // Kept beside it under a size that no log has; the verifier names the contradiction.
                            seen.get(log).put(-1 - size(note), note);
                        }
                    }
                }));
    }

    /** The newest checkpoint of each log, by name. */
    Map<String, String> newest() {
        Map<String, String> notes = new TreeMap<>();
        for (int i = 0; i < logs; i++) {
            String log = "1-" + i;
            newest(log).ifPresent(note -> notes.put(log, note));
        }
        return notes;
    }

    /** All that were seen since the last call. */
    List<String> takeSeen() {
        synchronized (seen) {
            List<String> notes = new ArrayList<>();
            seen.values().forEach(bySize -> notes.addAll(bySize.values()));
            seen.clear();
            return notes;
        }
    }

    private Optional<String> newest(String log) {
        try {
            HttpResponse<String> answer = http.send(
                    HttpRequest.newBuilder(URI.create(ledger + "/v1/logs/" + log + "/checkpoint"))
                            .timeout(ANSWER_LIMIT)
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
            return answer.statusCode() == 200 ? Optional.of(answer.body()) : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }

    /** The size that a note speaks of. */
    static long size(String note) {
        return Long.parseLong(line(note, 1));
    }

    private static String root(String note) {
        return line(note, 2);
    }

    private static String line(String note, int number) {
        return Arrays.asList(note.split("\n", -1)).get(number);
    }

    @Override
    public void close() {
        ended = true;
        watching.interrupt();
        http.close();
    }
}
