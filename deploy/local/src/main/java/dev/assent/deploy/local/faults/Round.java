package dev.assent.deploy.local.faults;

import dev.assent.deploy.local.Platform;
import dev.assent.deploy.local.Service;
import dev.assent.deploy.local.Verifier;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;

/**
 * One round: visitors choose, somebody is killed and comes back, and then every 202 must be one entry, every checkpoint
 * that was ever seen must be extended, and the verifier must find the log whole since the round before.
 */
public final class Round {

    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final Duration STEP = Duration.ofMillis(50);
    private static final String SITE = "smartsupp";

    private final Platform platform;
    private final Plan plan;
    private final int logs;

    /**
     * What came of it.
     *
     * @param taken choices that were answered 202
     * @param unknown attempts that had another end
     * @param atKill how many were taken when the victim was killed
     * @param entries how many entries the logs grew by
     * @param verifier what the verifier said last
     */
    public record Result(int taken, long unknown, int atKill, long entries, String verifier) {}

    /**
     * A round that is yet to be played.
     *
     * @param platform runs, and runs afterwards
     * @param logs how many logs its ledger has
     */
    public Round(Platform platform, int logs, Plan plan) {
        this.platform = platform;
        this.logs = logs;
        this.plan = plan;
    }

    /**
     * Plays it.
     *
     * @throws RoundFailedException if something does not hold
     */
    public Result play() {
        try (Checkpoints checkpoints = new Checkpoints(platform.url(Service.CONSENT_LEDGER), logs);
                Visitors visitors = new Visitors(platform.url(Service.CONSENT_API), SITE)) {
            Map<String, String> before = checkpoints.newest();
            long entriesBefore = entries();
            visitors.come(plan.choices());
            visitors.awaitFirst();
            pause(plan.killAfter());
            int atKill = visitors.takenSoFar();
            kill();
            Set<String> taken = visitors.taken();
            if (!visitors.wrong().isEmpty()) {
                throw new RoundFailedException(visitors.wrong().size() + " wrong answers, the first: "
                        + visitors.wrong().getFirst());
            }
            await("every 202 is an entry", () -> entriesOf(taken).size() == taken.size());
            await("what is written is published", () -> published(checkpoints) >= entries());
            long grown = entries() - entriesBefore;
            judge(taken, grown, visitors.unknown());
            return new Result(
                    taken.size(), visitors.unknown(), atKill, grown, verify(before.values(), checkpoints.takeSeen()));
        }
    }

    private void kill() {
        plan.victim().kill(platform);
        pause(plan.away());
        plan.victim().start(platform);
        if (plan.again()) {
            plan.victim().kill(platform);
            plan.victim().start(platform);
        }
    }

    private void judge(Set<String> taken, long grown, long unknown) {
        Map<String, Long> entries = entriesOf(taken);
        List<String> repeated = entries.entrySet().stream()
                .filter(entry -> entry.getValue() != 1)
                .map(Map.Entry::getKey)
                .toList();
        if (!repeated.isEmpty()) {
            throw new RoundFailedException(repeated.size() + " events are several entries, the first: " + repeated);
        }
        if (grown < taken.size() || grown > taken.size() + unknown) {
            throw new RoundFailedException(
                    "the logs grew by %,d entries, with %,d choices taken and %,d attempts unknown"
                            .formatted(grown, taken.size(), unknown));
        }
    }

    private String verify(Collection<String> before, Collection<String> seen) {
        Path directory = platform.directory().resolve("seen");
        List<String> since = new ArrayList<>();
        try {
            Files.createDirectories(directory);
            List<String> notes = new ArrayList<>(before);
            notes.addAll(seen);
            for (String note : notes) {
                Path file = Files.writeString(directory.resolve("checkpoint-" + since.size() / 2), note);
                since.addAll(List.of("--since", file.toString()));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        since.add("--quiet");
        // Alternately, so that both are asked for often and a round stays short.
        Verifier.Result result = plan.round() % 2 == 1
                ? platform.verifier().full(since.toArray(String[]::new))
                : platform.verifier().open(since.toArray(String[]::new));
        if (result.exitCode() != 0) {
            throw new RoundFailedException(
                    "the verifier ended with code " + result.exitCode() + ":\n" + result.output());
        }
        return result.output().lines().reduce("", (_, last) -> last);
    }

    private static long published(Checkpoints checkpoints) {
        return checkpoints.newest().values().stream()
                .mapToLong(Checkpoints::size)
                .sum();
    }

    private long entries() {
        return query("SELECT 'all', count(*) FROM evidence.entries", Set.of()).getOrDefault("all", 0L);
    }

    private Map<String, Long> entriesOf(Set<String> events) {
        return query(
                "SELECT event_id::text, count(*) FROM evidence.entries WHERE event_id = ANY (?::uuid[]) GROUP BY 1",
                events);
    }

    private Map<String, Long> query(String sql, Set<String> events) {
        Map<String, Long> counts = new TreeMap<>();
        try (Connection connection = platform.superuser(Service.CONSENT_LEDGER);
                PreparedStatement statement = connection.prepareStatement(sql)) {
            if (sql.contains("?")) {
                statement.setArray(1, connection.createArrayOf("text", events.toArray()));
            }
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    counts.put(row.getString(1), row.getLong(2));
                }
            }
            return counts;
        } catch (SQLException e) {
            throw new RoundFailedException("the ledger's database cannot be asked: " + e.getMessage());
        }
    }

    private static void await(String what, BooleanSupplier holds) {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (!holds.getAsBoolean()) {
            if (System.nanoTime() > end || !pause(STEP)) {
                throw new RoundFailedException("after " + PATIENCE.toSeconds() + " s it does not hold that " + what);
            }
        }
    }

    static boolean pause(Duration duration) {
        try {
            Thread.sleep(duration);
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
