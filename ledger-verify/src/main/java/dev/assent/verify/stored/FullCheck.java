package dev.assent.verify.stored;

import dev.assent.verify.note.Checkpoint;
import dev.assent.verify.note.InvalidNoteException;
import dev.assent.verify.note.LogKeys;
import dev.assent.verify.note.VerifierKey;
import dev.assent.verify.report.CouldNotCheckException;
import dev.assent.verify.report.LogAccount;
import dev.assent.verify.report.LogResult;
import dev.assent.verify.report.Progress;
import dev.assent.verify.report.Report;
import org.jspecify.annotations.Nullable;

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
import java.util.stream.Collectors;

/**
 * Checks every row of the ledger's database, as docs/ledger-storage.md describes it: hashes, commitments from the opened
 * events, tiles, batches, checkpoints, and an erasure for each key that is gone.
 */
public final class FullCheck {

    private final List<Database> databases;
    private final KeyEncryptionKeys keks;
    private final Map<String, VerifierKey> keys = new TreeMap<>();
    private final List<String> notes;
    private final Since since;
    private final Progress progress;

    /**
     * A check that is yet to run.
     *
     * @param databases where the rows are; each log wholly in one of them
     * @param keks opens the data keys
     * @param keys the pinned keys, one per log
     * @param notes signed checkpoints that the database must hold up to
     * @param since from where on to read
     * @param progress is told how far it is
     */
    public FullCheck(
            List<Database> databases,
            KeyEncryptionKeys keks,
            List<VerifierKey> keys,
            List<String> notes,
            Since since,
            Progress progress) {
        this.databases = List.copyOf(databases);
        this.keks = keks;
        keys.forEach(key -> this.keys.put(key.name(), key));
        this.notes = List.copyOf(notes);
        this.since = since;
        this.progress = progress;
    }

    /**
     * A log as a database names it.
     *
     * @param size the number of its entries there
     * @param frozenBy of a log that is frozen, the note that its tree does not extend: the log's own signature
     */
    private record LogRow(
            int id,
            String name,
            String origin,
            UUID topicId,
            long size,
            @Nullable String frozenBy,
            Moment moment) {}

    /** Runs the check: of as many logs, and as many ranges of entries, at once as there are processors. */
    public Report run() throws CouldNotCheckException {
        List<Moment> moments = new ArrayList<>();
        try {
            for (Database database : databases) {
                moments.add(new Moment(database));
            }
            return run(moments);
        } catch (SQLException e) {
            throw new CouldNotCheckException("the database cannot be read: " + e.getMessage(), e);
        } finally {
            moments.forEach(Moment::close);
        }
    }

    private Report run(List<Moment> moments) throws SQLException, CouldNotCheckException {
        long start = System.nanoTime();
        List<LogResult> results = new ArrayList<>();
        Map<String, LogRow> rows = new TreeMap<>();
        for (Moment moment : moments) {
            for (LogRow row : logs(moment)) {
                // A log that was moved leaves a copy behind, which grows no more.
                rows.merge(row.origin(), row, (one, other) -> one.size() >= other.size() ? one : other);
            }
        }
        int processors = Runtime.getRuntime().availableProcessors();
        try (ExecutorService logs = Executors.newFixedThreadPool(processors);
                ExecutorService readers = Executors.newFixedThreadPool(processors)) {
            List<Future<LogResult>> checks = new ArrayList<>();
            for (LogRow row : rows.values()) {
                VerifierKey key = keys.get(row.origin());
                if (key == null) {
                    results.add(new LogAccount(row.name()).stopped("no key is pinned for “" + row.origin() + "”"));
                } else {
                    checks.add(logs.submit(() -> check(moments.getFirst(), readers, row, key)));
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
        return new Report("full", target(), results, Duration.ofNanos(System.nanoTime() - start));
    }

    private String target() {
        return databases.stream().map(Database::toString).collect(Collectors.joining(", "));
    }

    private static List<LogRow> logs(Moment moment) throws SQLException {
        List<LogRow> logs = new ArrayList<>();
        Connection connection = moment.take();
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("""
                        SELECT log_id, name, origin, topic_id,
                               (SELECT coalesce(max(idx) + 1, 0) FROM evidence.entries e WHERE e.log_id = l.log_id),
                               f.note
                        FROM evidence.logs l LEFT JOIN evidence.frozen_logs f USING (log_id)""")) {
            while (row.next()) {
                logs.add(new LogRow(
                        row.getInt(1),
                        row.getString(2),
                        row.getString(3),
                        row.getObject(4, UUID.class),
                        row.getLong(5),
                        row.getString(6),
                        moment));
            }
        }
        moment.give(connection);
        return logs;
    }

    private LogResult check(Moment accounts, ExecutorService readers, LogRow row, VerifierKey key) {
        LogAccount account = new LogAccount(row.name());
        if (!row.origin().endsWith("/" + row.name())) {
            account.wrong("the log's origin is “%s”, which is another log's".formatted(row.origin()));
        }
        List<String> own = notes.stream()
                .filter(note -> Checkpoint.claimedOrigin(note).equals(row.origin()))
                .toList();
        try {
            LogKeys chain =
                    LogKeys.of(key, StoredRotations.read(row.moment(), row.id(), row.name(), row.origin(), keks));
            if (!chain.rotations().isEmpty()) {
                account.count("key rotations", chain.rotations().size());
            }
            List<Checkpoint> brought = SignedSizes.open(own, chain);
            List<Checkpoint> known = new ArrayList<>(brought);
            if (row.frozenBy() != null) {
                known.addAll(SignedSizes.open(List.of(row.frozenBy()), chain));
            }
            new StoredLog(row.moment(), accounts, readers, row.id(), row.name(), keks, account, progress)
                    .check(row.topicId(), chain, known, since.of(row.origin(), brought));
            return account.close();
        } catch (InvalidNoteException e) {
            account.wrong("its keys must not be believed: " + e.getMessage());
            return account.close();
        } catch (SQLException e) {
            return account.stopped("the database cannot be read: " + e.getMessage());
        } catch (CouldNotCheckException e) {
            return account.stopped(String.valueOf(e.getMessage()));
        }
    }
}
