package dev.assent.benchmarks.ledger;

import dev.assent.benchmarks.process.JavaService;
import dev.assent.benchmarks.result.Columns;
import dev.assent.benchmarks.result.Machine;
import dev.assent.benchmarks.result.ResultFile;
import dev.assent.benchmarks.result.Sample;
import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/** What was found, for people and for programs. */
final class LedgerReport {

    private static final double SAME_COPY_AIM = 0.6;
    private static final double JPA_AIM = 8;
    private static final double BYTES_AIM = 1000;
    private static final double PROOF_AIM = 5;
    private static final double GROWTH_AIM = 1.5;
    private static final double LAG_AIM = 1000;
    private static final double FULL_AIM = 100_000;

    private final Machine machine;
    private final LedgerOptions options;
    private final List<Round> rounds = new ArrayList<>();
    private final List<List<Latency>> proofs = new ArrayList<>();
    private final List<Latency> lags = new ArrayList<>();
    private List<Long> proofSizes = List.of();
    private List<Double> chain = List.of();
    private double eventBytes;
    private double storedBytes;
    private @Nullable Verified verified;
    private @Nullable CaughtUp caughtUp;

    /**
     * One round of ingestion, in events a second.
     *
     * @param ledger consent-ledger
     * @param sameCopy the same rows into the same tables and indexes
     * @param bareCopy the same rows into tables without indexes
     * @param jpaOne one JPA insert for each event, one after another
     * @param jpaEach the same, with a thread for each partition
     */
    record Round(Ingestion.Run ledger, double sameCopy, double bareCopy, double jpaOne, double jpaEach) {}

    private record Verified(long entries, double full, double open) {}

    private record CaughtUp(Ingestion.Run run, double residentMegabytes) {}

    LedgerReport(Machine machine, LedgerOptions options) {
        this.machine = machine;
        this.options = options;
    }

    void round(Round round) {
        rounds.add(round);
    }

    void stored(double event, double stored) {
        eventBytes = event;
        storedBytes = stored;
    }

    void verified(long entries, double full, double open) {
        verified = new Verified(entries, full, open);
    }

    void catchUp(Ingestion.Run run, double residentMegabytes) {
        caughtUp = new CaughtUp(run, residentMegabytes);
    }

    void proofs(List<Long> sizes, List<Latency> found) {
        proofSizes = List.copyOf(sizes);
        proofs.add(List.copyOf(found));
    }

    void chain(List<Double> perSecond) {
        chain = List.copyOf(perSecond);
    }

    /** Choices a second. */
    double chainMaximum() {
        return Sample.of(chain).median();
    }

    void lag(Latency lag) {
        lags.add(lag);
    }

    ResultFile toFile() {
        Map<String, Sample> ratios = new LinkedHashMap<>();
        if (!rounds.isEmpty()) {
            ratios.put("ledger.vs_same_copy", vsSameCopy());
            ratios.put("ledger.vs_jpa_insert", vsJpa());
        }
        if (proofSizes.size() == 3) {
            ratios.put("ledger.proof_1e7_vs_1e5", growth());
        }
        Map<String, Object> figures = new LinkedHashMap<>();
        figures.put("rounds", options.rounds());
        figures.put("eventsPerRound", options.events());
        figures.put("jvm", String.join(" ", JavaService.JVM));
        if (!rounds.isEmpty()) {
            figures.put("eventBytes", eventBytes);
            figures.put("storedBytesPerEvent", storedBytes);
            figures.put("ingestPerSecond", ofRounds(round -> round.ledger().perSecond()));
            figures.put("sameCopyPerSecond", ofRounds(Round::sameCopy));
            figures.put("bareCopyPerSecond", ofRounds(Round::bareCopy));
            figures.put("jpaInsertPerSecond", ofRounds(Round::jpaEach));
            figures.put("jpaInsertOneThreadPerSecond", ofRounds(Round::jpaOne));
            figures.put("eventsPerTransaction", ofRounds(LedgerReport::perTransaction));
            figures.put("ledgerCpuSecondsPer1000", ofRounds(LedgerReport::cpu));
        }
        if (verified != null) {
            figures.put("verifyFullPerSecond", verified.full());
            figures.put("verifyPublicPerSecond", verified.open());
            figures.put("verifiedEntries", verified.entries());
        }
        if (caughtUp != null) {
            figures.put("catchUpEvents", caughtUp.run().events());
            figures.put("catchUpSeconds", caughtUp.run().seconds());
            figures.put("catchUpResidentMegabytes", caughtUp.residentMegabytes());
        }
        IntStream.range(0, proofSizes.size()).forEach(i -> {
            figures.put("proofP50At" + proofSizes.get(i), ofProofs(i, Latency::p50));
            figures.put("proofP99At" + proofSizes.get(i), ofProofs(i, Latency::p99));
        });
        if (!lags.isEmpty()) {
            figures.put("chainPerSecond", Sample.of(chain));
            figures.put("lagP50", ofLags(Latency::p50));
            figures.put("lagP99", ofLags(Latency::p99));
        }
        return new ResultFile(machine.toMap(), ratios, figures);
    }

    /** For people. */
    String text() {
        Columns table = new Columns().row("", "median", "least", "most", "aim", "");
        if (!rounds.isEmpty()) {
            ingestion(table);
        }
        if (verified != null) {
            row(
                    table,
                    "verify --full, entries/s",
                    Sample.of(verified.full()),
                    "≥ 100,000",
                    verified.full() >= FULL_AIM);
            row(table, "verify --public, entries/s", Sample.of(verified.open()), "", true);
        }
        if (caughtUp != null) {
            String name = String.format(
                    Locale.ROOT, "%,d waiting events, s", caughtUp.run().events());
            row(table, name, Sample.of(caughtUp.run().seconds()), "", true);
            row(table, "RSS of the ledger then, MB", Sample.of(caughtUp.residentMegabytes()), "", true);
        }
        for (int i = 0; i < proofSizes.size(); i++) {
            String name = String.format(Locale.ROOT, "proof at %,d entries, ", proofSizes.get(i));
            Sample p99 = ofProofs(i, Latency::p99);
            row(table, name + "p50 ms", ofProofs(i, Latency::p50), "", true);
            row(table, name + "p99 ms", p99, "≤ 5", p99.median() <= PROOF_AIM);
        }
        if (proofSizes.size() == 3) {
            row(table, "proof p99, 10^7 : 10^5", growth(), "≤ 1.5", growth().median() <= GROWTH_AIM);
        }
        if (!lags.isEmpty()) {
            row(table, "the whole chain, choices/s", Sample.of(chain), "", true);
            row(table, "POST to receipt at half of it, p50 ms", ofLags(Latency::p50), "", true);
            Sample p99 = ofLags(Latency::p99);
            row(table, "POST to receipt at half of it, p99 ms", p99, "≤ 1,000", p99.median() <= LAG_AIM);
        }
        return table.text() + "\nWhat limits each figure is in docs/benchmarks.md.\n";
    }

    private void ingestion(Columns table) {
        row(table, "ingest, events/s", ofRounds(round -> round.ledger().perSecond()), "", true);
        row(table, "(a) same rows, tables, indexes by COPY", ofRounds(Round::sameCopy), "", true);
        row(table, "(b) same rows by COPY, no index", ofRounds(Round::bareCopy), "", true);
        row(table, "(c) one JPA insert, a thread a partition", ofRounds(Round::jpaEach), "", true);
        row(table, "    one JPA insert, one thread", ofRounds(Round::jpaOne), "", true);
        row(table, "ingest : (a)", vsSameCopy(), "≥ 0.60", vsSameCopy().median() >= SAME_COPY_AIM);
        row(table, "ingest : (c)", vsJpa(), "≥ 8", vsJpa().median() >= JPA_AIM);
        row(table, "events in a transaction", ofRounds(LedgerReport::perTransaction), "", true);
        row(table, "CPU s/1,000 of the ledger", ofRounds(LedgerReport::cpu), "", true);
        row(table, "bytes of an event's JSON", Sample.of(eventBytes), "", true);
        row(table, "bytes on disk for an event", Sample.of(storedBytes), "≤ 1,000", storedBytes <= BYTES_AIM);
    }

    private Sample vsSameCopy() {
        return ofRounds(round -> round.ledger().perSecond() / round.sameCopy());
    }

    private Sample vsJpa() {
        return ofRounds(round -> round.ledger().perSecond() / round.jpaEach());
    }

    private static void row(Columns table, String name, Sample sample, String aim, boolean met) {
        table.row(name, number(sample.median()), number(sample.min()), number(sample.max()), aim, met ? "" : "missed");
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, value >= 100 ? "%,.0f" : "%.2f", value);
    }

    private static double perTransaction(Round round) {
        return round.ledger().events() / (double) Math.max(1, round.ledger().transactions());
    }

    private static double cpu(Round round) {
        return round.ledger().ledgerCpu() * 1000 / round.ledger().events();
    }

    private Sample growth() {
        return Sample.of(proofs.stream()
                .map(round -> round.getLast().p99() / round.getFirst().p99())
                .toList());
    }

    private Sample ofRounds(ToDoubleFunction<Round> figure) {
        return Sample.of(rounds.stream().mapToDouble(figure).toArray());
    }

    private Sample ofProofs(int size, ToDoubleFunction<Latency> figure) {
        return Sample.of(proofs.stream()
                .mapToDouble(round -> figure.applyAsDouble(round.get(size)))
                .toArray());
    }

    private Sample ofLags(ToDoubleFunction<Latency> figure) {
        return Sample.of(lags.stream().mapToDouble(figure).toArray());
    }
}
