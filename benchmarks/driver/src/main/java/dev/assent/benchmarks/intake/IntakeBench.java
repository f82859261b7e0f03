package dev.assent.benchmarks.intake;

import dev.assent.benchmarks.load.LoadResult;
import dev.assent.benchmarks.load.Requests;
import dev.assent.benchmarks.load.SteadyRate;
import dev.assent.benchmarks.load.Wrk;
import dev.assent.benchmarks.process.FlightRecording;
import dev.assent.benchmarks.process.JavaService;
import dev.assent.benchmarks.result.Machine;

import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/** {@code ./bench intake}: consent-api beside a bare endpoint, a raw Kafka send, and a plain insert. */
public final class IntakeBench {

    /** Before each measurement: connections are opened, and what slept wakes up. */
    private static final int LEAD_IN_SECONDS = 2;

    private static final int WARM_UP_STEP_SECONDS = 5;
    private static final int PROFILE_SECONDS = 30;

    /** For the load that holds a rate: as many as a site's visitors have open, few of them busy at once. */
    private static final int RATE_CONNECTIONS = 512;

    private static final Duration RATE_WARM_UP = Duration.ofSeconds(5);

    private final Path root;
    private final IntakeOptions options;
    private final PrintStream out;
    private final SecureRandom random = new SecureRandom();

    /**
     * @param root the repository's directory, where everything was built
     * @param options how to measure
     * @param out where progress and the table go
     */
    public IntakeBench(Path root, IntakeOptions options, PrintStream out) {
        this.root = root;
        this.options = options;
        this.out = out;
    }

    /** Measures, prints the table, and writes the result file; 1 when a request was not accepted. */
    public int run() {
        Wrk.require();
        Machine machine = Machine.here(Instant.now());
        out.println("Machine: " + machine.text());
        if (machine.busy()) {
            out.println("It is busy with other things (load " + machine.load() + "): figures will say less.");
        }
        Path directory = workingDirectory();
        out.println("Starting Kafka, PostgreSQL, consent-api and its peers; logs are in " + directory);
        try (Stage stage = Stage.start(root, directory)) {
            out.println("Each Java service runs with " + String.join(" ", JavaService.JVM));
            Wrk wrk = new Wrk(directory, random);
            warmUp(stage, wrk);
            Rounds rounds = rounds(stage, wrk);
            IntakeReport report = new IntakeReport(machine, options, stage.producer(), rounds);
            report.halfLoad(halfLoad(stage, report.halfOfMaximum()));
            Path file = root.resolve("benchmarks/results/intake.json");
            // What is known so far is not lost to a soak that fails.
            report.toFile().write(file);
            Duration soak = options.soak();
            if (soak != null) {
                report.soak(soak(stage, report.halfOfMaximum(), soak));
                report.toFile().write(file);
            }
            FlightRecording profile = options.profile() ? profile(stage, wrk, directory) : null;
            stage.check();
            out.println();
            out.print(report.text());
            if (profile != null) {
                out.print(profile.text("dev.assent.", "io.quarkus."));
            }
            out.println("\nWritten to " + root.relativize(file));
            return report.complete() ? 0 : 1;
        }
    }

    private void warmUp(Stage stage, Wrk wrk) {
        for (Contestant contestant : Contestant.values()) {
            WarmUp.Step step = WarmUp.until(
                    options.warmUpSteps(), () -> wrk.run(stage.requests(contestant), most(), WARM_UP_STEP_SECONDS));
            stage.forget();
            out.println(String.format(
                    Locale.ROOT,
                    "Warm after %3d s: %-18s %,8.0f choices/s%s",
                    step.number() * WARM_UP_STEP_SECONDS,
                    contestant.label(),
                    step.perSecond(),
                    step.steady() ? "" : ", and still getting faster"));
        }
    }

    private Rounds rounds(Stage stage, Wrk wrk) {
        Rounds rounds = new Rounds();
        for (int round = 0; round < options.rounds(); round++) {
            for (int connections : options.connections()) {
                for (Contestant contestant : Contestant.orderOf(round)) {
                    wrk.run(stage.requests(contestant), connections, LEAD_IN_SECONDS);
                    Run run = Run.measure(
                            stage.process(contestant),
                            stage.broker(),
                            () -> wrk.run(stage.requests(contestant), connections, options.seconds()));
                    stage.forget();
                    stage.check();
                    rounds.add(contestant, connections, run);
                    out.println(String.format(
                            Locale.ROOT,
                            "Round %d of %d, %d connections, %-18s %,8.0f choices/s",
                            round + 1,
                            options.rounds(),
                            connections,
                            contestant.label(),
                            run.load().perSecond()));
                }
            }
        }
        return rounds;
    }

    private List<Run> halfLoad(Stage stage, int rate) {
        out.println(String.format(Locale.ROOT, "Half of the maximum, %,d choices/s, at a steady rate", rate));
        return IntStream.range(0, options.rounds())
                .mapToObj(_ -> {
                    Run run = Run.measure(
                            stage.process(Contestant.CONSENT_API),
                            stage.broker(),
                            () -> atRate(stage, rate, RATE_WARM_UP, Duration.ofSeconds(options.seconds())));
                    stage.forget();
                    return run;
                })
                .toList();
    }

    private Soak soak(Stage stage, int rate, Duration length) {
        out.println(String.format(Locale.ROOT, "Soak: %,d choices/s for %d s", rate, length.toSeconds()));
        return Soak.hold(
                stage.process(Contestant.CONSENT_API), () -> atRate(stage, rate, RATE_WARM_UP, length), stage::forget);
    }

    private FlightRecording profile(Stage stage, Wrk wrk, Path directory) {
        out.println("Profile: consent-api once more, with the Flight Recorder on");
        Requests requests = stage.requests(Contestant.CONSENT_API);
        FlightRecording recording = FlightRecording.during(
                stage.process(Contestant.CONSENT_API),
                () -> wrk.run(requests, most(), PROFILE_SECONDS),
                root.resolve("benchmarks/results/intake.jfr"),
                directory.resolve("jcmd.log"));
        stage.forget();
        return recording;
    }

    private LoadResult atRate(Stage stage, int rate, Duration warmUp, Duration measured) {
        return new SteadyRate(random)
                .run(stage.requests(Contestant.CONSENT_API), rate, RATE_CONNECTIONS, warmUp, measured);
    }

    private int most() {
        return options.connections().stream().mapToInt(Integer::intValue).max().orElseThrow();
    }

    private Path workingDirectory() {
        try {
            return Files.createTempDirectory("assent-bench-");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
