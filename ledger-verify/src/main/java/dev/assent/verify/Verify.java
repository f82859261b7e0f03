package dev.assent.verify;

import dev.assent.verify.note.InvalidNoteException;
import dev.assent.verify.note.VerifierKey;
import dev.assent.verify.published.PublicCheck;
import dev.assent.verify.receipt.ReceiptCheck;
import dev.assent.verify.report.CouldNotCheckException;
import dev.assent.verify.report.JsonReport;
import dev.assent.verify.report.Outcome;
import dev.assent.verify.report.Progress;
import dev.assent.verify.report.Report;
import dev.assent.verify.report.TextReport;
import dev.assent.verify.stored.Database;
import dev.assent.verify.stored.FullCheck;
import dev.assent.verify.stored.KeyEncryptionKeys;
import dev.assent.verify.stored.Since;

import java.io.Console;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/** The program. {@code java -jar ledger-verify.jar --help} says what it does. */
public final class Verify {

    private final Map<String, String> environment;
    private final InputStream in;
    private final PrintStream out;
    private final PrintStream err;
    private final boolean terminal;

    Verify(Map<String, String> environment, InputStream in, PrintStream out, PrintStream err, boolean terminal) {
        this.terminal = terminal;
        this.environment = environment;
        this.in = in;
        this.out = out;
        this.err = err;
    }

    /** Runs the program; the exit code is that of {@link Outcome}. */
    public static void main(String[] arguments) {
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        PrintStream err = new PrintStream(System.err, true, StandardCharsets.UTF_8);
        boolean terminal =
                Optional.ofNullable(System.console()).map(Console::isTerminal).orElse(false);
        System.exit(new Verify(System.getenv(), System.in, out, err, terminal).run(List.of(arguments)));
    }

    int run(List<String> arguments) {
        try {
            CommandLine line = CommandLine.parse(arguments);
            if (line.mode() == CommandLine.Mode.HELP) {
                out.print(CommandLine.USAGE);
                return Outcome.WHOLE.exitCode();
            }
            Report report = check(line);
            if (line.json()) {
                out.println(JsonReport.write(report));
            } else {
                TextReport.print(report, out);
            }
            return report.outcome().exitCode();
        } catch (CommandLine.UsageException e) {
            err.println(e.getMessage() + " (--help says more)");
            return Outcome.COULD_NOT_CHECK.exitCode();
        } catch (CouldNotCheckException e) {
            err.println("could not check: " + e.getMessage());
            return Outcome.COULD_NOT_CHECK.exitCode();
        }
    }

    private Report check(CommandLine line) throws CouldNotCheckException {
        List<VerifierKey> keys = keys(line);
        Progress progress = progress(line);
        try {
            return check(line, keys, progress);
        } finally {
            progress.end();
        }
    }

    private Progress progress(CommandLine line) {
        if (line.quiet() || line.json()) {
            return Progress.SILENT;
        }
        return terminal ? new ProgressBar(err) : new ProgressLines(err);
    }

    private Report check(CommandLine line, List<VerifierKey> keys, Progress progress) throws CouldNotCheckException {
        return switch (line.mode()) {
            case PUBLIC ->
                new PublicCheck(
                                Objects.requireNonNull(line.ledger()),
                                keys,
                                witnesses(line),
                                notes(line.since()),
                                line.sinceSize(),
                                progress)
                        .run();
            case FULL -> full(line, keys, progress);
            case RECEIPT -> receipt(Objects.requireNonNull(line.receipt()), keys, witnesses(line));
            case HELP -> throw new IllegalStateException("help was given before");
        };
    }

    private Report full(CommandLine line, List<VerifierKey> keys, Progress progress) throws CouldNotCheckException {
        List<String> earlier = notes(line.since());
        List<String> notes = new ArrayList<>(earlier);
        URI ledger = line.ledger();
        if (ledger != null) {
            notes.addAll(PublicCheck.checkpoints(ledger, keys, witnesses(line)));
        }
        return new FullCheck(
                        Database.of(environment),
                        KeyEncryptionKeys.of(environment),
                        keys,
                        notes,
                        Since.of(earlier, line.sinceSize()),
                        progress)
                .run();
    }

    private Report receipt(Path file, List<VerifierKey> keys, List<VerifierKey> witnesses)
            throws CouldNotCheckException {
        long start = System.nanoTime();
        try {
            String receipt = file.toString().equals("-")
                    ? new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    : Files.readString(file);
            return new Report(
                    "receipt",
                    file.toString(),
                    List.of(ReceiptCheck.check(receipt, keys, witnesses)),
                    Duration.ofNanos(System.nanoTime() - start));
        } catch (IOException e) {
            throw new CouldNotCheckException("the receipt cannot be read: " + e, e);
        }
    }

    private static List<VerifierKey> keys(CommandLine line) throws CouldNotCheckException {
        List<String> texts = new ArrayList<>(line.keys());
        for (Path file : line.keyFiles()) {
            try (Stream<String> lines = Files.lines(file)) {
                lines.map(String::strip)
                        .filter(text -> !text.isEmpty() && !text.startsWith("#"))
                        .forEach(texts::add);
            } catch (IOException e) {
                throw new CouldNotCheckException("the keys cannot be read: " + e, e);
            }
        }
        List<VerifierKey> keys = new ArrayList<>();
        for (String text : texts) {
            try {
                keys.add(VerifierKey.parse(text));
            } catch (InvalidNoteException e) {
                throw new CouldNotCheckException("“" + text + "” is no key: " + e.getMessage(), e);
            }
        }
        return keys;
    }

    private static List<VerifierKey> witnesses(CommandLine line) throws CouldNotCheckException {
        List<VerifierKey> witnesses = new ArrayList<>();
        for (String text : line.witnesses()) {
            try {
                witnesses.add(VerifierKey.parseWitness(text));
            } catch (InvalidNoteException e) {
                throw new CouldNotCheckException("“" + text + "” is no witness's key: " + e.getMessage(), e);
            }
        }
        return witnesses;
    }

    private static List<String> notes(List<Path> files) throws CouldNotCheckException {
        List<String> notes = new ArrayList<>();
        for (Path file : files) {
            try {
                notes.add(Files.readString(file));
            } catch (IOException e) {
                throw new CouldNotCheckException("the earlier checkpoint cannot be read: " + e, e);
            }
        }
        return notes;
    }
}
