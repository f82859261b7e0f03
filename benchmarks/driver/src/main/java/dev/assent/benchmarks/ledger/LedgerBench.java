package dev.assent.benchmarks.ledger;

import dev.assent.benchmarks.ledger.LedgerOptions.Part;
import dev.assent.benchmarks.load.Wrk;
import dev.assent.benchmarks.process.FlightRecording;
import dev.assent.benchmarks.process.JavaService;
import dev.assent.benchmarks.result.Machine;
import dev.assent.deploy.parts.PartFailedException;

import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** {@code ./bench ledger}: consent-ledger beside plain COPY and one insert for each event; proofs, lag, catching up. */
public final class LedgerBench {

    private static final int WARM_UPS = 6;
    /** Warm is what gets no more than this much faster. */
    private static final double FASTER = 1.05;

    private static final int JPA_SECONDS = 5;
    private static final int CHAIN_SECONDS = 10;
    private static final Duration LAG_LENGTH = Duration.ofSeconds(20);
    private static final List<Long> TREES = List.of(100_000L, 1_000_000L, 10_000_000L);

    private final Path root;
    private final LedgerOptions options;
    private final PrintStream out;

    /**
     * @param root the repository's directory, where everything was built
     * @param options how to measure
     * @param out where progress and the table go
     */
    public LedgerBench(Path root, LedgerOptions options, PrintStream out) {
        this.root = root;
        this.options = options;
        this.out = out;
    }

    /** Measures, prints the table, and writes the result file; everything that was sent was stored, or it fails. */
    public int run() {
        if (options.measures(Part.CHAIN)) {
            Wrk.require();
        }
        Machine machine = Machine.here(Instant.now());
        say("Machine: " + machine.text());
        if (machine.busy()) {
            say("It is busy with other things (load " + machine.load() + "): figures will say less.");
        }
        Path directory = workingDirectory();
        say("Starting Kafka, PostgreSQL and consent-ledger; logs are in " + directory);
        try (LedgerStage stage = LedgerStage.start(root, directory);
                JpaPeer jpa = JpaPeer.start(stage)) {
            say("Each Java service runs with " + String.join(" ", JavaService.JVM));
            LedgerReport report = new LedgerReport(machine, options);
            Workload workload = new Workload(stage.bootstrapServers(), LedgerStage.LOGS);
            Ingestion ingestion = new Ingestion(stage, workload);
            if (options.measures(Part.INGEST)) {
                ingest(report, stage, ingestion, jpa, workload);
            }
            if (options.only() == null) {
                verify(report, stage, ingestion);
                report.catchUp(
                        ingestion.ledger(options.catchUp()), stage.ledger().residentMegabytes());
            }
            if (options.measures(Part.PROOFS)) {
                proofs(report, stage);
            }
            if (options.measures(Part.CHAIN)) {
                chain(report, stage, ingestion);
            }
            Path file = root.resolve("benchmarks/results/ledger.json");
            report.toFile().write(file);
            say("\n" + report.text());
            say("Written to " + root.relativize(file));
            return 0;
        } catch (SQLException e) {
            throw new PartFailedException("PostgreSQL does not answer the bench: " + e.getMessage(), e);
        }
    }

    private void ingest(LedgerReport report, LedgerStage stage, Ingestion ingestion, JpaPeer jpa, Workload workload)
            throws SQLException {
        long emptyBytes = ingestion.bytesOnDisk();
        warmUp(ingestion, jpa, workload);
        rounds(report, ingestion, jpa, workload);
        report.stored(workload.meanBytes(), (ingestion.bytesOnDisk() - emptyBytes) / (double) ingestion.entries());
        if (options.profile()) {
            say(profile(stage, ingestion));
        }
    }

    private void warmUp(Ingestion ingestion, JpaPeer jpa, Workload workload) throws SQLException {
        double best = 0;
        for (int i = 0; i < WARM_UPS; i++) {
            Ingestion.Run run = ingestion.ledger(options.events() / 2);
            List<StoredRows> rows = ingestion.rowsOf(run);
            // What is compared later has as many rows in its tables.
            ingestion.sameCopy(rows);
            say(String.format(Locale.ROOT, "Warm-up %d: %,.0f events/s", i + 1, run.perSecond()));
            if (run.perSecond() < best * FASTER) {
                break;
            }
            best = run.perSecond();
        }
        jpa.perSecond(LedgerStage.LOGS, JPA_SECONDS, workload.meanBytes());
    }

    private void rounds(LedgerReport report, Ingestion ingestion, JpaPeer jpa, Workload workload) throws SQLException {
        for (int round = 1; round <= options.rounds(); round++) {
            Ingestion.Run run = ingestion.ledger(options.events());
            List<StoredRows> rows = ingestion.rowsOf(run);
            long copied = rows.stream().mapToLong(StoredRows::entries).sum();
            if (copied != run.events()) {
                throw new PartFailedException("%d of %d rows were found".formatted(copied, run.events()));
            }
            double same = copied / ingestion.sameCopy(rows);
            double bare = copied / ingestion.bareCopy(rows);
            double one = jpa.perSecond(1, JPA_SECONDS, workload.meanBytes());
            double each = jpa.perSecond(LedgerStage.LOGS, JPA_SECONDS, workload.meanBytes());
            report.round(new LedgerReport.Round(run, same, bare, one, each));
            say(String.format(
                    Locale.ROOT,
                    "Round %d of %d: ledger %,.0f, same COPY %,.0f, bare COPY %,.0f, JPA %,.0f (%d threads %,.0f)"
                            + " events/s; %,d events a transaction, %.1f CPU s of the ledger",
                    round,
                    options.rounds(),
                    run.perSecond(),
                    same,
                    bare,
                    one,
                    LedgerStage.LOGS,
                    each,
                    run.events() / Math.max(1, run.transactions()),
                    run.ledgerCpu()));
        }
    }

    private void verify(LedgerReport report, LedgerStage stage, Ingestion ingestion) throws SQLException {
        Verifier verifier = new Verifier(stage);
        long entries = ingestion.entries();
        double full = entries / verifier.run("--full");
        double open = entries / verifier.run("--public");
        report.verified(entries, full, open);
        say(String.format(Locale.ROOT, "ledger-verify: --full %,.0f, --public %,.0f entries/s", full, open));
    }

    private void proofs(LedgerReport report, LedgerStage stage) throws SQLException {
        List<GrownLog> logs = new ArrayList<>();
        try (Connection superuser = stage.postgres().superuser(LedgerStage.LEDGER)) {
            for (long entries : TREES) {
                if (entries <= options.largestProof()) {
                    logs.add(GrownLog.grow(superuser, logs.size(), entries));
                }
            }
        }
        Proofs proofs = new Proofs(stage.address());
        logs.forEach(proofs::of);
        for (int round = 1; round <= options.rounds(); round++) {
            List<Latency> found = logs.stream().map(proofs::of).toList();
            report.proofs(logs.stream().map(GrownLog::size).toList(), found);
            say("Round %d of %d: proofs at %s: %s ms (p50, p99)"
                    .formatted(round, options.rounds(), TREES.subList(0, logs.size()), found));
        }
    }

    private void chain(LedgerReport report, LedgerStage stage, Ingestion ingestion) throws SQLException {
        try (Chain chain = Chain.start(stage, ingestion)) {
            for (int i = 0; i < 3; i++) {
                chain.maximum(CHAIN_SECONDS);
            }
            List<Double> most = new ArrayList<>();
            for (int round = 0; round < options.rounds(); round++) {
                most.add(chain.maximum(CHAIN_SECONDS));
            }
            report.chain(most);
            int half = (int) (report.chainMaximum() / 2);
            // The load generator that holds a rate is cold, too.
            chain.lag(half, LAG_LENGTH);
            for (int round = 1; round <= options.rounds(); round++) {
                Latency lag = chain.lag(half, LAG_LENGTH);
                report.lag(lag);
                say(String.format(
                        Locale.ROOT,
                        "Round %d of %d: POST to receipt at %,d choices/s: p50 %.0f ms, p99 %.0f ms",
                        round,
                        options.rounds(),
                        half,
                        lag.p50(),
                        lag.p99()));
            }
        }
    }

    private String profile(LedgerStage stage, Ingestion ingestion) {
        FlightRecording recording = FlightRecording.during(
                stage.ledger(),
                () -> {
                    try {
                        ingestion.ledger(options.events());
                    } catch (SQLException e) {
                        throw new PartFailedException("PostgreSQL does not answer the bench: " + e.getMessage(), e);
                    }
                },
                root.resolve("benchmarks/results/ledger.jfr"),
                stage.directory().resolve("jcmd.log"));
        return recording.text("dev.assent.");
    }

    private void say(String line) {
        out.println(line);
    }

    private static Path workingDirectory() {
        try {
            return Files.createTempDirectory("assent-bench-");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
