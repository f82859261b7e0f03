package dev.assent.deploy.local.faults;

import dev.assent.deploy.local.Platform;
import dev.assent.deploy.local.Verifier;
import dev.assent.deploy.parts.PartFailedException;

import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;

/** Plays rounds on one platform, one after the other, and says what came of each. */
public final class FaultSuite {

    private final Platform platform;
    private final int logs;
    private final long seed;
    private final PrintStream out;

    /** On a platform that was started for it. */
    public FaultSuite(Platform platform, int logs, long seed, PrintStream out) {
        this.platform = platform;
        this.logs = logs;
        this.seed = seed;
        this.out = out;
    }

    /**
     * Plays rounds; answers whether all held.
     *
     * @param first the first round's number
     * @param last the last round's number
     * @param limit when no further round begins
     */
    public boolean play(int first, int last, Duration limit) {
        Instant began = Instant.now();
        int passed = 0;
        int failed = 0;
        for (int number = first; number <= last; number++) {
            if (Duration.between(began, Instant.now()).compareTo(limit) > 0) {
                break;
            }
            Plan plan = Plan.of(seed, number);
            long start = System.nanoTime();
            try {
                Round.Result result = new Round(platform, logs, plan).play();
                passed++;
                out.printf(
                        Locale.ROOT,
                        "round %d: %s: %,d taken (%,d before), %,d attempts unknown, %,d entries, whole; %.1f s%n",
                        number,
                        plan,
                        result.taken(),
                        result.atKill(),
                        result.unknown(),
                        result.entries(),
                        (System.nanoTime() - start) / 1e9);
            } catch (RoundFailedException | PartFailedException e) {
                failed++;
                out.printf(
                        Locale.ROOT,
                        "round %d: %s: FAILED: %s%n    play it again: ./run faults --seed %d --round %d%n",
                        number,
                        plan,
                        e.getMessage(),
                        seed,
                        number);
                if (e instanceof PartFailedException) {
                    break;
                }
            }
        }
        Verifier.Result whole = platform.verifier().full("--quiet");
        out.println(whole.output().lines().reduce("", (_, line) -> line));
        out.printf(
                Locale.ROOT,
                "%d rounds passed, %d failed, in %d s. Seed %d.%n",
                passed,
                failed,
                Duration.between(began, Instant.now()).toSeconds(),
                seed);
        return failed == 0 && passed > 0 && whole.exitCode() == 0;
    }
}
