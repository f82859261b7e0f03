package dev.assent.verify;

import org.jspecify.annotations.Nullable;

import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/**
 * What the program was asked to do.
 *
 * @param mode which check
 * @param ledger the ledger's base address; null where the check asks nobody
 * @param receipt the receipt's file, for {@link Mode#RECEIPT}
 * @param keys pinned keys as text
 * @param keyFiles files with pinned keys, one a line
 * @param witnesses pinned keys of witnesses as text
 * @param since files with earlier checkpoints
 * @param sinceSize before which index no entry is read; 0 for everything
 * @param json whether programs read the output
 * @param quiet whether to say nothing before the end
 */
record CommandLine(
        Mode mode,
        @Nullable URI ledger,
        @Nullable Path receipt,
        List<String> keys,
        List<Path> keyFiles,
        List<String> witnesses,
        List<Path> since,
        long sinceSize,
        boolean json,
        boolean quiet) {

    static final String USAGE = """
            Checks that nothing in an Assent ledger was changed, invented or lost.

              --public --ledger URL --key VKEY...          over HTTP, as anyone can
              --full [--ledger URL] --key VKEY...          every row of the database, with the key-encryption keys
              --receipt FILE --key VKEY...                 one receipt, asking nobody (- reads standard input)

              --key VKEY     a log's public key, got elsewhere than from the ledger; once for each log
              --keys FILE    keys from a file, one a line
              --witness VKEY a witness's public key: it must have cosigned every log, or the receipt's checkpoint;
                             may be repeated
              --since FILE   an earlier checkpoint that its log must extend; only the entries after it are read;
                             may be repeated, and of several of a log the smallest counts
              --since SIZE   of every log only the entries from this index on
              --json         one line of JSON instead of text
              --quiet        no progress

            --full reads from the environment ASSENT_VERIFY_JDBC_URL, ASSENT_VERIFY_JDBC_USERNAME,
            ASSENT_VERIFY_JDBC_PASSWORD, and ASSENT_LEDGER_KEK_KEYS_{ID} (base64) for each key-encryption key.

            Exit code: 0 whole, 1 tampered or missing (the first bad log and entry are named), 2 could not check.
            """;

    enum Mode {
        PUBLIC,
        FULL,
        RECEIPT,
        HELP
    }

    /** Arguments that ask for nothing that there is; the message says what is missing. */
    static final class UsageException extends Exception {
        private static final long serialVersionUID = 1L;

        UsageException(String message) {
            super(message);
        }
    }

    static CommandLine parse(List<String> arguments) throws UsageException {
        Mode mode = null;
        URI ledger = null;
        Path receipt = null;
        List<String> keys = new ArrayList<>();
        List<Path> keyFiles = new ArrayList<>();
        List<String> witnesses = new ArrayList<>();
        List<Path> since = new ArrayList<>();
        long sinceSize = 0;
        boolean json = false;
        boolean quiet = false;
        for (Iterator<String> rest = arguments.iterator(); rest.hasNext(); ) {
            String argument = rest.next();
            switch (argument) {
                case "--public" -> mode = once(mode, Mode.PUBLIC);
                case "--full" -> mode = once(mode, Mode.FULL);
                case "--receipt" -> {
                    mode = once(mode, Mode.RECEIPT);
                    receipt = Path.of(value(argument, rest));
                }
                case "--help", "-h" -> mode = Mode.HELP;
                case "--ledger" -> ledger = address(value(argument, rest));
                case "--key" -> keys.add(value(argument, rest));
                case "--keys" -> keyFiles.add(Path.of(value(argument, rest)));
                case "--witness" -> witnesses.add(value(argument, rest));
                case "--since" -> {
                    String from = value(argument, rest);
                    if (from.matches("[0-9]{1,18}")) {
                        sinceSize = Long.parseLong(from);
                    } else {
                        since.add(Path.of(from));
                    }
                }
                case "--json" -> json = true;
                case "--quiet" -> quiet = true;
                default -> throw new UsageException("there is no option " + argument);
            }
        }
        if (mode == null) {
            throw new UsageException("say --public, --full or --receipt");
        }
        if (mode == Mode.PUBLIC && ledger == null) {
            throw new UsageException("--public needs --ledger");
        }
        if (!witnesses.isEmpty() && mode == Mode.FULL && ledger == null) {
            throw new UsageException("--witness needs --ledger, which serves what they signed");
        }
        if (mode != Mode.HELP && keys.isEmpty() && keyFiles.isEmpty()) {
            throw new UsageException("at least one --key or --keys is needed: a key that comes from the ledger proves"
                    + " nothing about the ledger");
        }
        return new CommandLine(mode, ledger, receipt, keys, keyFiles, witnesses, since, sinceSize, json, quiet);
    }

    private static Mode once(@Nullable Mode before, Mode mode) throws UsageException {
        if (before != null && before != mode) {
            throw new UsageException("one check at a time");
        }
        return mode;
    }

    private static String value(String option, Iterator<String> rest) throws UsageException {
        if (!rest.hasNext()) {
            throw new UsageException(option + " needs a value");
        }
        return rest.next();
    }

    private static URI address(String text) throws UsageException {
        try {
            URI address = URI.create(text);
            if ("http".equals(address.getScheme()) || "https".equals(address.getScheme())) {
                return address;
            }
        } catch (IllegalArgumentException e) {
            // Said below.
        }
        throw new UsageException("--ledger takes an http or https address");
    }
}
