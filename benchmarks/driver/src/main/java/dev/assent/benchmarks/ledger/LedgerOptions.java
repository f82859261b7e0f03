package dev.assent.benchmarks.ledger;

import dev.assent.benchmarks.UsageException;

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
 * @param only whether to measure ingestion alone
 */
public record LedgerOptions(int rounds, int events, int catchUp, long largestProof, boolean profile, boolean only) {

    /** Five rounds. */
    static LedgerOptions usual() {
        return new LedgerOptions(5, 200_000, 1_000_000, 10_000_000, false, false);
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
                case "--ingest-only" -> options.with(options.rounds(), options.events(), options.profile(), true);
                case "--rounds" ->
                    options.with(number(name, rest), options.events(), options.profile(), options.only());
                case "--events" ->
                    options.with(options.rounds(), number(name, rest), options.profile(), options.only());
                default -> throw new UsageException("./bench ledger does not know " + name);
            };
        }
        return options;
    }

    private LedgerOptions with(int rounds, int events, boolean profile, boolean only) {
        return new LedgerOptions(rounds, events, catchUp, largestProof, profile, only);
    }

    private static int number(String name, Iterator<String> rest) throws UsageException {
        String text = rest.hasNext() ? rest.next() : "";
        if (!text.matches("[1-9]\\d{0,6}")) {
            throw new UsageException(name + " needs a number from 1, not " + text);
        }
        return Integer.parseInt(text);
    }
}
