package dev.assent.benchmarks.load;

import dev.assent.deploy.parts.ChildProcess;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Debian's {@code wrk}: each connection sends its next request when the one before is answered. That finds out how much
 * a service can take. Its latencies are those of a service that is driven to its limit.
 */
public final class Wrk {

    private static final Duration BEYOND = Duration.ofSeconds(30);
    private static final String RESULT = "RESULT ";

    private final Path directory;
    private final RandomGenerator random;

    /**
     * @param directory for its script and what it prints
     * @param random where secrets come from
     */
    public Wrk(Path directory, RandomGenerator random) {
        this.directory = directory;
        this.random = random;
    }

    /**
     * Loads a service.
     *
     * @param connections how many requests are under way at once
     * @param seconds how long
     * @throws LoadFailedException when wrk fails
     */
    public LoadResult run(Requests requests, int connections, int seconds) {
        Path log = directory.resolve("wrk.log");
        try {
            Files.deleteIfExists(log);
            ChildProcess wrk = ChildProcess.start("wrk", command(requests, connections, seconds), Map.of(), log);
            wrk.await(Duration.ofSeconds(seconds).plus(BEYOND), () -> !wrk.alive() && wrk.exitCode() == 0);
            return parse(Files.readString(log));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private List<String> command(Requests requests, int connections, int seconds) throws IOException {
        Path script = directory.resolve("choice.lua");
        try (InputStream lua = Wrk.class.getResourceAsStream("choice.lua")) {
            Files.write(script, lua.readAllBytes());
        }
        Path body = Files.writeString(directory.resolve("body.json"), requests.body());
        List<String> command = new ArrayList<>(List.of(
                "wrk",
                "--threads",
                Integer.toString(threads(connections)),
                "--connections",
                Integer.toString(connections),
                "--duration",
                seconds + "s",
                "--timeout",
                "10s",
                "--script",
                script.toString()));
        requests.headers().forEach((name, value) -> command.addAll(List.of("--header", name + ": " + value)));
        command.addAll(List.of(
                requests.address().toString(), "--", body.toString(), Requests.SECRET, Requests.secretsBegin(random)));
        return command;
    }

    /** One thread makes more requests than a service on the same machine can take; more would only crowd it. */
    private static int threads(int connections) {
        return Math.clamp(Runtime.getRuntime().availableProcessors() / 4, 1, connections);
    }

    static LoadResult parse(String output) {
        String line = output.lines()
                .filter(text -> text.startsWith(RESULT))
                .findFirst()
                .orElseThrow(() -> new LoadFailedException("wrk gave no result:\n" + output));
        Map<String, Double> values = Stream.of(line.substring(RESULT.length()).split(" ", -1))
                .map(pair -> pair.split("=", 2))
                .collect(Collectors.toMap(pair -> pair[0], pair -> Double.valueOf(pair[1])));
        return new LoadResult(
                value(values, "micros") / 1e6,
                (long) value(values, "requests"),
                (long) (value(values, "statuses") + value(values, "timeouts") + value(values, "broken")),
                value(values, "p50") / 1e3,
                value(values, "p99") / 1e3,
                value(values, "p999") / 1e3);
    }

    private static double value(Map<String, Double> values, String name) {
        Double value = values.get(name);
        if (value == null) {
            throw new LoadFailedException("wrk's result lacks " + name);
        }
        return value;
    }

    /** Where wrk is, or a sentence on how to get it. */
    public static void require() {
        boolean found = Stream.of(System.getenv().getOrDefault("PATH", "").split(":", -1))
                .anyMatch(directory -> Files.isExecutable(Path.of(directory, "wrk")));
        if (!found) {
            throw new LoadFailedException(
                    "There is no wrk on the path: install it (Debian and Ubuntu: apt install wrk)");
        }
    }
}
