package dev.assent.benchmarks.ledger;

import dev.assent.benchmarks.UsageException;
import org.jspecify.annotations.Nullable;

import java.util.Iterator;
import java.util.List;

/**
 * How the ledger is measured.
 *
 * @param rounds how often everything is measured
 * @param events how many events wait for the ledger in each round
 * @param catchUp how many events wait for it at the end
 * @param largestProof the entries of the largest tree that proofs are asked of
 * @param profile whether to say what consent-ledger's processor time goes into
 * @param only the one part to measure; null for all
 */
public record LedgerOptions(
        int rounds,
        int events,
        int catchUp,
        long largestProof,
        boolean profile,
        @Nullable Part only) {

    /** What can be measured by itself. */
    public enum Part {
        /** Ingestion beside its peers. */
        INGEST,
        /** Proofs of grown logs. */
        PROOFS,
        /** From a browser's request to its receipt. */
        CHAIN
    }

    /** Five rounds. */
    static LedgerOptions usual() {
        return new LedgerOptions(5, 200_000, 1_000_000, 10_000_000, false, null);
    }

    /**
     * From the command line.
     *
     * @throws UsageException for what it does not know
     */
    public static LedgerOptions parse(List<String> arguments) throws UsageException {
        LedgerOptions options = usual();
        for (Iterator<String> rest = arguments.iterator(); rest.hasNext(); ) {
            String name = rest.next();
            options = switch (name) {
                case "--quick" -> new LedgerOptions(1, 60_000, 100_000, 1_000_000, options.profile(), options.only());
                case "--profile" -> options.with(options.rounds(), options.events(), true, options.only());
                case "--only" -> options.with(options.rounds(), options.events(), options.profile(), part(rest));
                case "--rounds" ->
                    options.with(number(name, rest), options.events(), options.profile(), options.only());
                case "--events" ->
                    options.with(options.rounds(), number(name, rest), options.profile(), options.only());
                default -> throw new UsageException("./bench ledger does not know " + name);
            };
        }
        return options;
    }

    private LedgerOptions with(int rounds, int events, boolean profile, @Nullable Part only) {
        return new LedgerOptions(rounds, events, catchUp, largestProof, profile, only);
    }

    /** Whether a part is to be measured. */
    boolean measures(Part part) {
        return only == null || only == part;
    }

    private static Part part(Iterator<String> rest) throws UsageException {
        String text = rest.hasNext() ? rest.next() : "";
        return switch (text) {
            case "ingest" -> Part.INGEST;
            case "proofs" -> Part.PROOFS;
            case "chain" -> Part.CHAIN;
            default -> throw new UsageException("--only needs ingest, proofs or chain, not " + text);
        };
    }

    private static int number(String name, Iterator<String> rest) throws UsageException {
        String text = rest.hasNext() ? rest.next() : "";
        if (!text.matches("[1-9]\\d{0,6}")) {
            throw new UsageException(name + " needs a number from 1, not " + text);
        }
        return Integer.parseInt(text);
    }
}
