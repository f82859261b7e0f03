package dev.assent.verify.stored;

import dev.assent.verify.note.Checkpoint;
import dev.assent.verify.note.VerifierKey;
import dev.assent.verify.report.CouldNotCheckException;
import dev.assent.verify.report.LogAccount;
import dev.assent.verify.report.LogResult;
import dev.assent.verify.report.Progress;
import dev.assent.verify.report.Report;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Checks every row of the ledger's database, as docs/ledger-storage.md describes it: hashes, commitments from the opened
 * events, tiles, batches, checkpoints, and an erasure for each key that is gone.
 */
public final class FullCheck {

    private final Database database;
    private final KeyEncryptionKeys keks;
    private final Map<String, VerifierKey> keys = new TreeMap<>();
    private final List<String> notes;
    private final Progress progress;

    /**
     * A check that is yet to run.
     *
     * @param database where the rows are
     * @param keks opens the data keys
     * @param keys the pinned keys, one per log
     * @param notes signed checkpoints that the database must hold up to: served ones, or from before
     * @param progress is told how far it is
     */
    public FullCheck(
            Database database, KeyEncryptionKeys keks, List<VerifierKey> keys, List<String> notes, Progress progress) {
        this.database = database;
        this.keks = keks;
        keys.forEach(key -> this.keys.put(key.name(), key));
        this.notes = List.copyOf(notes);
        this.progress = progress;
    }

    private record LogRow(int id, String name, String origin, UUID topicId) {}

    /** Runs the check, as many logs at once as there are processors. */
    public Report run() throws CouldNotCheckException {
        long start = System.nanoTime();
        List<LogResult> results = new ArrayList<>();
        Map<String, LogRow> rows = logs();
        try (ExecutorService threads =
                Executors.newFixedThreadPool(Runtime.getRuntime().availableProcessors())) {
            List<Future<LogResult>> checks = new ArrayList<>();
            for (LogRow row : rows.values()) {
                VerifierKey key = keys.get(row.origin());
                if (key == null) {
                    results.add(new LogAccount(row.name()).stopped("no key is pinned for “" + row.origin() + "”"));
                } else {
                    checks.add(threads.submit(() -> check(row, key)));
                }
            }
            for (Future<LogResult> check : checks) {
                results.add(check.get());
            }
        } catch (ExecutionException e) {
            throw new CouldNotCheckException("the check broke: " + e.getCause(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CouldNotCheckException("the check was interrupted", e);
        }
        for (String origin : keys.keySet()) {
            if (!rows.containsKey(origin)) {
                LogAccount account = new LogAccount(origin);
                account.wrong("a key is pinned for this log, and the database has no such log");
                results.add(account.close());
            }
        }
        return new Report("full", database.toString(), results, Duration.ofNanos(System.nanoTime() - start));
    }

    private Map<String, LogRow> logs() throws CouldNotCheckException {
        Map<String, LogRow> logs = new TreeMap<>();
        try (Connection connection = database.open();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT log_id, name, origin, topic_id FROM evidence.logs")) {
            while (row.next()) {
                logs.put(
                        row.getString("origin"),
                        new LogRow(
                                row.getInt("log_id"),
                                row.getString("name"),
                                row.getString("origin"),
                                row.getObject("topic_id", UUID.class)));
            }
        } catch (SQLException e) {
            throw new CouldNotCheckException("the database cannot be read: " + e.getMessage(), e);
        }
        return logs;
    }

    private LogResult check(LogRow row, VerifierKey key) {
        LogAccount account = new LogAccount(row.name());
        if (!row.origin().endsWith("/" + row.name())) {
            account.wrong("the log's origin is “%s”, which is another log's".formatted(row.origin()));
        }
        List<String> own = notes.stream()
                .filter(note -> Checkpoint.claimedOrigin(note).equals(row.origin()))
                .toList();
        try (Connection connection = database.open()) {
            new StoredLog(connection, row.id(), row.name(), keks, account, progress).check(row.topicId(), key, own);
            return account.close();
        } catch (SQLException e) {
            return account.stopped("the database cannot be read: " + e.getMessage());
        } catch (CouldNotCheckException e) {
            return account.stopped(String.valueOf(e.getMessage()));
        }
    }
}
