package dev.assent.benchmarks;

import dev.assent.benchmarks.intake.IntakeBench;
import dev.assent.benchmarks.intake.IntakeOptions;
import dev.assent.benchmarks.ledger.LedgerBench;
import dev.assent.benchmarks.ledger.LedgerOptions;
import dev.assent.benchmarks.load.LoadFailedException;
import dev.assent.deploy.parts.PartFailedException;

import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;

/** The program behind {@code ./bench}. */
public final class Bench {

    static final String USAGE = """
            ./bench intake     consent-api beside a bare endpoint, a raw Kafka send, and a plain insert; about 12 minutes

              --rounds N           how often everything is measured (5)
              --seconds N          how long each time (10)
              --connections A,B    how many requests are under way at once (512,64)
              --soak 10m           afterwards, half of the maximum for so long: does the memory stay flat?
              --profile            afterwards, what the processor's time of consent-api goes into
              --quick              one short round, to try things out

            ./bench ledger     consent-ledger beside plain COPY and one insert for each event; proofs, lag, catching up;
                               about 20 minutes

              --rounds N           how often everything is measured (5)
              --events N           how many events wait in each round (200000)
              --only PART          nothing but ingest, proofs or chain
              --profile            afterwards, what the processor's time of consent-ledger goes into
              --quick              one short round, to try things out

            The table is for you; benchmarks/results/NAME.json is for programs. docs/benchmarks.md explains the figures.
            """;

    private final Path root;
    private final PrintStream out;
    private final PrintStream err;

    Bench(Path root, PrintStream out, PrintStream err) {
        this.root = root;
        this.out = out;
        this.err = err;
    }

    /** Runs one bench; the exit code is its result. */
    @SuppressWarnings("SystemOut") // A program for the terminal.
    public static void main(String[] arguments) {
        Path root = Path.of(System.getProperty("assent.root", "")).toAbsolutePath();
        System.exit(new Bench(root, System.out, System.err).run(List.of(arguments)));
    }

    int run(List<String> arguments) {
        String name = arguments.isEmpty() ? "" : arguments.getFirst();
        try {
            return switch (name) {
                case "intake" -> intake(arguments.subList(1, arguments.size()));
                case "ledger" -> ledger(arguments.subList(1, arguments.size()));
                case "help", "--help", "-h" -> {
                    out.print(USAGE);
                    yield 0;
                }
                case "" -> throw new UsageException("Which bench?");
                case "registry", "notifier", "compare" ->
                    throw new UsageException("./bench " + name + " is not there yet");
                default -> throw new UsageException("./bench does not know " + name);
            };
        } catch (UsageException e) {
            err.println(e.getMessage());
            err.println();
            err.print(USAGE);
            return 64;
        } catch (PartFailedException | LoadFailedException e) {
            err.println();
            err.println("The bench failed: " + e.getMessage());
            return 1;
        }
    }

    private int ledger(List<String> options) throws UsageException {
        return new LedgerBench(root, LedgerOptions.parse(options), out).run();
    }

    private int intake(List<String> options) throws UsageException {
        return new IntakeBench(root, IntakeOptions.parse(options), out).run();
    }
}
