package dev.assent.benchmarks.intake;

import dev.assent.benchmarks.load.LoadResult;
import dev.assent.benchmarks.process.JavaService;
import dev.assent.benchmarks.result.Columns;
import dev.assent.benchmarks.result.Machine;
import dev.assent.benchmarks.result.ResultFile;
import dev.assent.benchmarks.result.Sample;
import org.jspecify.annotations.Nullable;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/** What was found, for people and for programs. */
final class IntakeReport {

    private static final Map<String, Contestant> RATIOS = new LinkedHashMap<>();

    static {
        RATIOS.put("intake.vs_raw_kafka", Contestant.RAW_KAFKA);
        RATIOS.put("intake.vs_bare", Contestant.BARE);
        RATIOS.put("intake.vs_panache_insert", Contestant.PANACHE_INSERT);
    }

    private static final Map<String, Double> AIMS =
            Map.of("intake.vs_raw_kafka", 0.85, "intake.vs_bare", 0.6, "intake.vs_panache_insert", 5.0);
    private static final double FEW_CONNECTIONS_AIM = 0.6;
    private static final double HALF_LOAD_P99_AIM = 15;
    private static final double RESIDENT_AIM = 350;
    private static final double HELD = 0.98;

    private final Machine machine;
    private final IntakeOptions options;
    private final ProducerSettings producer;
    private final Rounds rounds;
    private List<Run> halfLoad = List.of();
    private @Nullable Soak soak;

    IntakeReport(Machine machine, IntakeOptions options, ProducerSettings producer, Rounds rounds) {
        this.machine = machine;
        this.options = options;
        this.producer = producer;
        this.rounds = rounds;
    }

    void halfLoad(List<Run> runs) {
        halfLoad = List.copyOf(runs);
    }

    void soak(Soak found) {
        soak = found;
    }

    /** Half of what consent-api took with the most connections, in choices a second. */
    int halfOfMaximum() {
        return (int) (throughput(Contestant.CONSENT_API, most()).median() / 2);
    }

    /** Whether every choice that consent-api was sent was accepted. */
    boolean complete() {
        return options.connections().stream()
                        .allMatch(connections -> rounds.notAccepted(Contestant.CONSENT_API, connections) == 0)
                && halfLoad.stream().allMatch(run -> run.load().notAccepted() == 0)
                && (soak == null || soak.load().notAccepted() == 0);
    }

    ResultFile toFile() {
        Map<String, Sample> ratios = new LinkedHashMap<>();
        RATIOS.forEach((name, peer) -> ratios.put(name, ratio(peer)));
        Map<String, Object> figures = new LinkedHashMap<>();
        figures.put("rounds", options.rounds());
        figures.put("secondsPerRun", options.seconds());
        figures.put("jvm", String.join(" ", JavaService.JVM));
        figures.put("kafkaLingerMillis", producer.linger().toMillis());
        figures.put("kafkaRequestsInFlight", producer.requestsInFlight());
        figures.put("kafkaBatchBytes", producer.batchBytes());
        figures.put("kafkaCompression", producer.compression());
        for (Contestant contestant : Contestant.values()) {
            Map<String, Object> byConnections = new LinkedHashMap<>();
            options.connections()
                    .forEach(connections ->
                            byConnections.put(Integer.toString(connections), figures(contestant, connections)));
            figures.put(contestant.id(), byConnections);
        }
        if (options.connections().size() > 1) {
            figures.put("fewConnectionsToMany", fewToMany());
        }
        figures.put("halfLoad", halfLoadFigures());
        Soak held = soak;
        if (held != null) {
            figures.put("soak", soakFigures(held));
        }
        return new ResultFile(machine.toMap(), ratios, figures);
    }

    String text() {
        Columns table = new Columns()
                .row(
                        "",
                        "connections",
                        "choices/s",
                        "(min – max)",
                        "p50 ms",
                        "p99 ms",
                        "p99.9 ms",
                        "CPU s/1,000",
                        "RSS MB");
        for (int connections : options.connections()) {
            for (Contestant contestant : Contestant.values()) {
                Sample perSecond = throughput(contestant, connections);
                table.row(
                        contestant.label(),
                        Integer.toString(connections),
                        whole(perSecond.median()),
                        "(" + whole(perSecond.min()) + " – " + whole(perSecond.max()) + ")",
                        tenths(median(contestant, connections, run -> run.load().p50())),
                        tenths(median(contestant, connections, run -> run.load().p99())),
                        tenths(median(contestant, connections, run -> run.load().p999())),
                        thousandths(median(contestant, connections, Run::cpuPer1000)),
                        whole(median(contestant, connections, Run::residentMegabytes)));
            }
        }
        Columns verdicts = new Columns().row("consent-api", "median", "(min – max)", "aim");
        RATIOS.forEach((name, peer) -> verdict(verdicts, "throughput to " + peer.label(), ratio(peer), "≥", aim(name)));
        if (options.connections().size() > 1) {
            verdict(
                    verdicts,
                    "throughput at %d to %d connections".formatted(least(), most()),
                    fewToMany(),
                    "≥",
                    FEW_CONNECTIONS_AIM);
        }
        if (!halfLoad.isEmpty()) {
            verdict(
                    verdicts,
                    String.format(Locale.ROOT, "p99 at %,d/s, half of the maximum, ms", halfOfMaximum()),
                    Sample.of(halfLoad.stream().map(run -> run.load().p99()).toList()),
                    "≤",
                    HALF_LOAD_P99_AIM);
        }
        verdict(verdicts, "resident memory, MB", resident(), "≤", RESIDENT_AIM);
        return table.text() + "\n" + verdicts.text() + soakText() + notHeld() + refusals();
    }

    private static void verdict(Columns table, String what, Sample found, String relation, double aim) {
        boolean met = relation.equals("≥") ? found.median() >= aim : found.median() <= aim;
        table.row(
                what,
                hundredths(found.median()),
                "(" + hundredths(found.min()) + " – " + hundredths(found.max()) + ")",
                relation + " " + (aim == Math.rint(aim) ? whole(aim) : hundredths(aim)),
                met ? "met" : "MISSED");
    }

    private String soakText() {
        Soak held = soak;
        if (held == null) {
            return "";
        }
        return String.format(
                Locale.ROOT,
                "%n  Soak: %,.0f choices/s, p99 %.1f ms; memory %.0f MB in the middle, %.0f MB at the end, at most %.0f MB: %s%n",
                held.load().perSecond(),
                held.load().p99(),
                held.flatness().middle(),
                held.flatness().last(),
                held.mostMegabytes(),
                held.flatness().flat() ? "flat" : "NOT FLAT");
    }

    /** Fewer visitors than asked for: the load itself had to wait for the processor, and its latencies say little. */
    private String notHeld() {
        return halfLoadIsHeld() && (soak == null || isHeld(soak.load()))
                ? ""
                : String.format(
                        Locale.ROOT,
                        "%n  The rate of %,d choices/s was not held: the machine is too busy for the load. Take no latency at"
                                + " a rate from this run.%n",
                        halfOfMaximum());
    }

    private boolean halfLoadIsHeld() {
        return halfLoad.stream().allMatch(run -> isHeld(run.load()));
    }

    private boolean isHeld(LoadResult load) {
        return load.perSecond() >= HELD * halfOfMaximum();
    }

    private String refusals() {
        if (complete()) {
            return "";
        }
        long refused = options.connections().stream()
                        .mapToLong(connections -> rounds.notAccepted(Contestant.CONSENT_API, connections))
                        .sum()
                + halfLoad.stream().mapToLong(run -> run.load().notAccepted()).sum()
                + (soak == null ? 0 : soak.load().notAccepted());
        return String.format(Locale.ROOT, "%n  NOT COMPLETE: consent-api did not accept %,d choices.%n", refused);
    }

    private Map<String, Object> figures(Contestant contestant, int connections) {
        Map<String, Object> figures = new LinkedHashMap<>();
        figures.put("perSecond", throughput(contestant, connections));
        figures.put("p50", sample(contestant, connections, run -> run.load().p50()));
        figures.put("p99", sample(contestant, connections, run -> run.load().p99()));
        figures.put("p99.9", sample(contestant, connections, run -> run.load().p999()));
        figures.put("cpuSecondsPer1000", sample(contestant, connections, Run::cpuPer1000));
        figures.put("brokerCpuSecondsPer1000", sample(contestant, connections, Run::brokerCpuPer1000));
        figures.put("residentMegabytes", sample(contestant, connections, Run::residentMegabytes));
        figures.put("notAccepted", rounds.notAccepted(contestant, connections));
        return figures;
    }

    private Map<String, Object> halfLoadFigures() {
        Map<String, Object> figures = new LinkedHashMap<>();
        figures.put("askedPerSecond", halfOfMaximum());
        figures.put("perSecond", ofHalfLoad(run -> run.load().perSecond()));
        figures.put("held", halfLoadIsHeld());
        figures.put("p50", ofHalfLoad(run -> run.load().p50()));
        figures.put("p99", ofHalfLoad(run -> run.load().p99()));
        figures.put("p99.9", ofHalfLoad(run -> run.load().p999()));
        figures.put(
                "notAccepted",
                halfLoad.stream().mapToLong(run -> run.load().notAccepted()).sum());
        return figures;
    }

    private Map<String, Object> soakFigures(Soak held) {
        Map<String, Object> figures = new LinkedHashMap<>();
        figures.put("seconds", held.load().seconds());
        figures.put("perSecond", held.load().perSecond());
        figures.put("held", isHeld(held.load()));
        figures.put("p99", held.load().p99());
        figures.put("p99.9", held.load().p999());
        figures.put("notAccepted", held.load().notAccepted());
        figures.put("residentMegabytesEvery10Seconds", held.residentMegabytes());
        figures.put("flat", held.flatness().flat());
        return figures;
    }

    private Sample ofHalfLoad(ToDoubleFunction<Run> figure) {
        return Sample.of(halfLoad.stream().map(figure::applyAsDouble).toList());
    }

    private Sample ratio(Contestant peer) {
        return rounds.ratio(Contestant.CONSENT_API, most(), peer, most());
    }

    private Sample fewToMany() {
        return rounds.ratio(Contestant.CONSENT_API, least(), Contestant.CONSENT_API, most());
    }

    private Sample resident() {
        return Sample.of(options.connections().stream()
                .flatMap(connections -> rounds.of(Contestant.CONSENT_API, connections).stream())
                .map(Run::residentMegabytes)
                .toList());
    }

    private Sample throughput(Contestant contestant, int connections) {
        return sample(contestant, connections, run -> run.load().perSecond());
    }

    private Sample sample(Contestant contestant, int connections, ToDoubleFunction<Run> figure) {
        return rounds.sample(contestant, connections, figure);
    }

    private double median(Contestant contestant, int connections, ToDoubleFunction<Run> figure) {
        return sample(contestant, connections, figure).median();
    }

    private int most() {
        return options.connections().stream().mapToInt(Integer::intValue).max().orElseThrow();
    }

    private int least() {
        return options.connections().stream().mapToInt(Integer::intValue).min().orElseThrow();
    }

    private static double aim(String ratio) {
        return AIMS.getOrDefault(ratio, 0.0);
    }

    private static String whole(double value) {
        return String.format(Locale.ROOT, "%,.0f", value);
    }

    private static String tenths(double value) {
        return String.format(Locale.ROOT, "%.1f", value);
    }

    private static String hundredths(double value) {
        return String.format(Locale.ROOT, "%.2f", value);
    }

    private static String thousandths(double value) {
        return String.format(Locale.ROOT, "%.3f", value);
    }
}
