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
import java.util.stream.Stream;

/** The program. {@code java -jar ledger-verify.jar --help} says what it does. */
public final class Verify {

    private final Map<String, String> environment;
    private final InputStream in;
    private final PrintStream out;
    private final PrintStream err;

    Verify(Map<String, String> environment, InputStream in, PrintStream out, PrintStream err) {
        this.environment = environment;
        this.in = in;
        this.out = out;
        this.err = err;
    }

    /** Runs the program; the exit code is that of {@link Outcome}. */
    public static void main(String[] arguments) {
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        PrintStream err = new PrintStream(System.err, true, StandardCharsets.UTF_8);
        System.exit(new Verify(System.getenv(), System.in, out, err).run(List.of(arguments)));
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
        Progress progress = line.quiet() || line.json() ? Progress.SILENT : new ProgressLines(err);
        return switch (line.mode()) {
            case PUBLIC ->
                new PublicCheck(Objects.requireNonNull(line.ledger()), keys, notes(line.since()), progress).run();
            case FULL ->
                new FullCheck(
                                Database.of(environment),
                                KeyEncryptionKeys.of(environment),
                                keys,
                                served(line, keys),
                                progress)
                        .run();
            case RECEIPT -> receipt(Objects.requireNonNull(line.receipt()), keys);
            case HELP -> throw new IllegalStateException("help was given before");
        };
    }

    /** The checkpoints that the database must hold up to: those of before, and those that the ledger serves now. */
    private static List<String> served(CommandLine line, List<VerifierKey> keys) throws CouldNotCheckException {
        List<String> notes = new ArrayList<>(notes(line.since()));
        URI ledger = line.ledger();
        if (ledger != null) {
            notes.addAll(PublicCheck.checkpoints(ledger, keys));
        }
        return notes;
    }

    private Report receipt(Path file, List<VerifierKey> keys) throws CouldNotCheckException {
        long start = System.nanoTime();
        try {
            String receipt = file.toString().equals("-")
                    ? new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    : Files.readString(file);
            return new Report(
                    "receipt",
                    file.toString(),
                    List.of(ReceiptCheck.check(receipt, keys)),
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
