package dev.assent.verify.published;

import dev.assent.verify.note.Checkpoint;
import dev.assent.verify.note.InvalidNoteException;
import dev.assent.verify.note.VerifierKey;
import dev.assent.verify.report.CouldNotCheckException;
import dev.assent.verify.report.LogAccount;
import dev.assent.verify.report.LogResult;
import dev.assent.verify.report.Progress;
import dev.assent.verify.report.Report;

import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Checks all logs of a ledger as anyone can: the signatures with pinned keys, every tile recomputed from the entry
 * bundles up to the signed root, and that earlier checkpoints are extended.
 */
public final class PublicCheck {

    private final URI ledger;
    private final Map<String, VerifierKey> keys;
    private final Map<String, List<String>> earlier;
    private final List<VerifierKey> witnesses;
    private final long sinceSize;
    private final Progress progress;

    /** A check that asks for no witnesses; parameters as for the other one. */
    public PublicCheck(
            URI ledger, List<VerifierKey> keys, List<String> earlierNotes, long sinceSize, Progress progress) {
        this(ledger, keys, List.of(), earlierNotes, sinceSize, progress);
    }

    /**
     * A check that is yet to run.
     *
     * @param ledger the ledger's base address
     * @param keys the pinned keys, one per log
     * @param witnesses the pinned keys of witnesses, each of which must have cosigned every log
     * @param earlierNotes signed checkpoints from before, which the logs must extend; of a log that has some, only the
     *     entries after the smallest are read
     * @param sinceSize of every log only the entries from this index on; 0 for all
     * @param progress is told how far it is
     */
    public PublicCheck(
            URI ledger,
            List<VerifierKey> keys,
            List<VerifierKey> witnesses,
            List<String> earlierNotes,
            long sinceSize,
            Progress progress) {
        this.ledger = ledger;
        this.witnesses = List.copyOf(witnesses);
        this.keys = new TreeMap<>();
        keys.forEach(key -> this.keys.put(key.name(), key));
        this.earlier = new HashMap<>();
        earlierNotes.forEach(note -> this.earlier
                .computeIfAbsent(Checkpoint.claimedOrigin(note), _ -> new ArrayList<>())
                .add(note));
        this.sinceSize = sinceSize;
        this.progress = progress;
    }

    /** Runs the check; all logs at once. */
    public Report run() throws CouldNotCheckException {
        long start = System.nanoTime();
        List<LogResult> results = new ArrayList<>();
        try (HttpClient http = HttpClient.newHttpClient();
                ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            LedgerClient client = new LedgerClient(http, ledger);
            Map<String, Optional<String>> listed = client.logs();
            Map<String, Future<LogResult>> checks = new TreeMap<>();
            for (VerifierKey key : keys.values()) {
                String log = nameOf(key);
                checks.put(log, threads.submit(() -> check(client, threads, log, key, listed)));
            }
            for (String log : listed.keySet()) {
                if (!checks.containsKey(log)) {
                    results.add(new LogAccount(log).stopped("the ledger lists this log, and no key is pinned for it"));
                }
            }
            for (Map.Entry<String, Future<LogResult>> check : checks.entrySet()) {
                results.add(result(check.getKey(), check.getValue()));
            }
        }
        unknownOrigins().forEach(results::add);
        return new Report("public", ledger.toString(), results, Duration.ofNanos(System.nanoTime() - start));
    }

    /**
     * The newest checkpoints, unopened, of the logs whose keys are pinned; with witnesses also the newest that they cosigned.
     *
     * @throws CouldNotCheckException if the ledger cannot be asked, or has none of a log
     */
    public static List<String> checkpoints(URI ledger, List<VerifierKey> keys, List<VerifierKey> witnesses)
            throws CouldNotCheckException {
        List<String> notes = new ArrayList<>();
        try (HttpClient http = HttpClient.newHttpClient()) {
            LedgerClient client = new LedgerClient(http, ledger);
            for (VerifierKey key : keys) {
                String log = nameOf(key);
                for (VerifierKey witness : witnesses) {
                    notes.add(cosigned(client, log, witness));
                }
                notes.add(client.checkpoint(log)
                        .orElseThrow(() -> new CouldNotCheckException("the ledger serves no checkpoint of " + log)));
            }
        }
        return notes;
    }

    private static String cosigned(LedgerClient client, String log, VerifierKey witness) throws CouldNotCheckException {
        String note = client.cosigned(log, witness)
                .orElseThrow(() -> new CouldNotCheckException(
                        "the ledger serves no checkpoint of %s that is cosigned by %s".formatted(log, witness.name())));
        try {
            if (Checkpoint.cosignedBy(note, witness).isPresent()) {
                return note;
            }
            throw new CouldNotCheckException("the checkpoint of %s that the ledger serves for %s is not cosigned by it"
                    .formatted(log, witness.name()));
        } catch (InvalidNoteException e) {
            throw new CouldNotCheckException("a witness does not stand for log " + log + ": " + e.getMessage(), e);
        }
    }

    /** A log's name is the last part of its origin. */
    private static String nameOf(VerifierKey key) {
        return key.name().substring(key.name().lastIndexOf('/') + 1);
    }

    private LogResult check(
            LedgerClient client,
            ExecutorService threads,
            String log,
            VerifierKey key,
            Map<String, Optional<String>> listed) {
        LogAccount account = new LogAccount(log);
        if (!listed.containsKey(log)) {
            account.wrong("the ledger does not list this log");
            return account.close();
        }
        // What it serves may hold together, and more was signed once.
        listed.getOrDefault(log, Optional.empty())
                .ifPresent(reason -> account.wrong("the ledger says that it is frozen: " + reason));
        try {
            new PublishedLog(
                            client,
                            threads,
                            log,
                            key,
                            witnesses,
                            earlier.getOrDefault(key.name(), List.of()),
                            sinceSize,
                            account,
                            progress)
                    .check();
            return account.close();
        } catch (CouldNotCheckException e) {
            return account.stopped(String.valueOf(e.getMessage()));
        }
    }

    private static LogResult result(String log, Future<LogResult> check) throws CouldNotCheckException {
        try {
            return check.get();
        } catch (ExecutionException e) {
            throw new CouldNotCheckException("the check of log " + log + " broke: " + e.getCause(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CouldNotCheckException("the check was interrupted", e);
        }
    }

    /** An earlier checkpoint that no pinned key can open proves nothing, and must not be taken for checked. */
    private List<LogResult> unknownOrigins() {
        return earlier.keySet().stream()
                .filter(origin -> !keys.containsKey(origin))
                .map(origin -> new LogAccount(origin)
                        .stopped("no key is pinned for the earlier checkpoint of “" + origin + "”"))
                .toList();
    }
}
