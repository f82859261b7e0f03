package dev.assent.benchmarks.ledger;

import dev.assent.deploy.parts.PartFailedException;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;

/** Lets events wait for the ledger, lets it go, and looks on; then the same rows by plain COPY. */
final class Ingestion {

    private static final Duration LIMIT = Duration.ofMinutes(10);
    private static final Duration LOOK_EVERY = Duration.ofMillis(10);
    private static final String APPENDED = """
            SELECT sum((SELECT coalesce(max(size_after), 0) FROM evidence.batches WHERE log_id = l.log_id))
            FROM evidence.logs l WHERE generation = 1""";

    private final LedgerStage stage;
    private final Workload workload;

    Ingestion(LedgerStage stage, Workload workload) {
        this.stage = stage;
        this.workload = workload;
    }

    /**
     * What one round found.
     *
     * @param events how many events
     * @param seconds from when the ledger was let go to the commit of the last
     * @param ledgerCpu processor seconds of the ledger
     * @param transactions how many transactions it made of them
     * @param since the database's time before it
     */
    record Run(long events, double seconds, double ledgerCpu, long transactions, String since) {

        double perSecond() {
            return events / seconds;
        }
    }

    /** The ledger takes events that wait. */
    Run ledger(int events) throws SQLException {
        try (Connection looking = stage.postgres().superuser(LedgerStage.LEDGER)) {
            long before = appended(looking);
            String since;
            double cpu;
            long start;
            stage.freeze();
            try {
                workload.send(events);
                quiet(looking);
                since = text(looking, "SELECT clock_timestamp()::text");
                cpu = stage.ledger().processorTime().toMillis() / 1e3;
                start = System.nanoTime();
            } finally {
                stage.thaw();
            }
            await(looking, before + events, start);
            double seconds = (System.nanoTime() - start) / 1e9;
            return new Run(
                    events,
                    seconds,
                    stage.ledger().processorTime().toMillis() / 1e3 - cpu,
                    Long.parseLong(text(
                            looking,
                            "SELECT count(*) FROM evidence.batches WHERE appended_at > '%s'".formatted(since))),
                    since);
        }
    }

    private void await(Connection looking, long goal, long start) throws SQLException {
        long appended = appended(looking);
        while (appended < goal) {
            stage.check();
            if (System.nanoTime() - start > LIMIT.toNanos()) {
                throw new PartFailedException(
                        "After %s the ledger still lacks %d events".formatted(LIMIT, goal - appended));
            }
            pause();
            appended = appended(looking);
        }
    }

    /** What the ledger stored in a run, to be copied. */
    List<StoredRows> rowsOf(Run run) throws SQLException {
        try (Connection reading = stage.postgres().superuser(LedgerStage.LEDGER)) {
            return StoredRows.since(reading, run.since());
        }
    }

    /** The same rows by COPY into the same tables with the same indexes, transaction by transaction; seconds. */
    double sameCopy(List<StoredRows> batches) throws SQLException {
        return copy(batches, "");
    }

    /** The same rows into tables without any index, constraint or trigger; seconds. */
    double bareCopy(List<StoredRows> batches) throws SQLException {
        try (Connection superuser = stage.postgres().superuser(LedgerStage.COPY);
                Statement statement = superuser.createStatement()) {
            for (String table : List.of("keys.data_keys", "evidence.entries", "evidence.tiles")) {
                statement.execute("DROP TABLE IF EXISTS %s_bare".formatted(table));
                statement.execute("CREATE TABLE %s_bare (LIKE %1$s INCLUDING STORAGE)".formatted(table));
            }
        }
        return copy(batches, "_bare");
    }

    private double copy(List<StoredRows> batches, String suffix) throws SQLException {
        try (Connection connection = stage.postgres().superuser(LedgerStage.COPY)) {
            quiet(connection);
            connection.setAutoCommit(false);
            long start = System.nanoTime();
            for (StoredRows batch : batches) {
                batch.copyInto(connection, suffix);
                connection.commit();
            }
            return (System.nanoTime() - start) / 1e9;
        }
    }

    /** Bytes on disk of all that the ledger stores, tables and indexes. */
    long bytesOnDisk() throws SQLException {
        try (Connection superuser = stage.postgres().superuser(LedgerStage.LEDGER)) {
            return Long.parseLong(text(superuser, """
                    SELECT sum(pg_total_relation_size(oid)) FROM pg_class
                    WHERE relkind = 'r' AND relnamespace IN ('evidence'::regnamespace, 'keys'::regnamespace)"""));
        }
    }

    long entries() throws SQLException {
        try (Connection superuser = stage.postgres().superuser(LedgerStage.LEDGER)) {
            return appended(superuser);
        }
    }

    /** No round pays for the dirty pages of the one before. */
    private static void quiet(Connection superuser) throws SQLException {
        try (Statement statement = superuser.createStatement()) {
            statement.execute("CHECKPOINT");
        }
    }

    private static long appended(Connection connection) throws SQLException {
        return Long.parseLong(text(connection, APPENDED));
    }

    private static String text(Connection connection, String query) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(query)) {
            row.next();
            return row.getString(1);
        }
    }

    private static void pause() {
        try {
            Thread.sleep(LOOK_EVERY);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new PartFailedException("Interrupted", e);
        }
    }
}
