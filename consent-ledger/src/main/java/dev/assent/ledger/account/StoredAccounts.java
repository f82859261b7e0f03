package dev.assent.ledger.account;

import dev.assent.ledger.evidence.EvidenceDatabase;
import dev.assent.ledger.evidence.EvidenceDatabases;
import dev.assent.ledger.log.LogId;
import jakarta.enterprise.context.ApplicationScoped;
import org.jspecify.annotations.Nullable;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The accounts that were read, in the default database, and what the logs have, each in its own. */
@ApplicationScoped
class StoredAccounts {

    private static final String INSERT = """
            INSERT INTO evidence.intake_accounts
                (run, log_id, kafka_offset, recorded_at, accepted, unknown_outcomes, ended, log_end)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING""";
    private static final String NEWEST = """
            SELECT DISTINCT ON (run, log_id) run, log_id, recorded_at, accepted, unknown_outcomes, ended, log_end
            FROM evidence.intake_accounts WHERE recorded_at > now() - interval '35 days'
            ORDER BY run, log_id, recorded_at DESC""";
    private static final String NEXT = "SELECT max(kafka_offset) + 1 FROM evidence.intake_accounts";
    private static final String COUNTED = """
            SELECT coalesce(sum(entries), 0), coalesce(sum(duplicates), 0) FROM evidence.runs
            WHERE log_id = ? AND run = ? AND offset_from >= ? AND offset_from < ?""";
    private static final String RUNS = """
            SELECT r.run, sum(r.entries), sum(r.duplicates), min(b.appended_at)
            FROM evidence.runs r JOIN evidence.batches b USING (log_id, offset_from)
            WHERE log_id = ? AND offset_from >= ? AND offset_from < ? GROUP BY r.run""";
    private static final String ACCOUNTED =
            "SELECT DISTINCT run FROM evidence.intake_accounts WHERE log_id = ? AND run = ANY (?)";
    private static final String TOTALS = """
            SELECT coalesce(sum(entries), 0), coalesce(sum(duplicates), 0), coalesce(sum(dead_letters), 0),
                   coalesce(sum(gaps), 0)
            FROM evidence.batches WHERE log_id = ? AND offset_from >= ? AND offset_from < ?""";

    private final EvidenceDatabases databases;

    StoredAccounts(EvidenceDatabases databases) {
        this.databases = databases;
    }

    /** What a log has of a run, up to an offset. */
    record Counted(long entries, long duplicates, long upTo) {

        static final Counted NOTHING = new Counted(0, 0, 0);

        long sum() {
            return entries + duplicates;
        }

        Counted and(Counted later) {
            return new Counted(entries + later.entries, duplicates + later.duplicates, later.upTo);
        }
    }

    /** What became of a log's offsets, up to one of them. */
    record Totals(long entries, long duplicates, long deadLetters, long gaps, long upTo) {

        static final Totals NOTHING = new Totals(0, 0, 0, 0, 0);

        /** Offsets that no batch explains, or that several do; 0 unless the log was tampered with. */
        long difference() {
            return upTo - entries - duplicates - deadLetters - gaps;
        }
    }

    private EvidenceDatabase defaultDatabase() {
        return databases.all().getFirst();
    }

    /** Keeps the lines of one account. */
    void keep(long kafkaOffset, List<RunAccount> lines) {
        defaultDatabase().write(connection -> {
            try (PreparedStatement insert = connection.prepareStatement(INSERT)) {
                for (RunAccount line : lines) {
                    insert.setString(1, line.run());
                    insert.setInt(2, line.log().number());
                    insert.setLong(3, kafkaOffset);
                    insert.setTimestamp(4, Timestamp.from(line.recordedAt()));
                    insert.setLong(5, line.accepted());
                    insert.setLong(6, line.unknown());
                    insert.setBoolean(7, line.ended());
                    insert.setLong(8, line.logEnd());
                    insert.addBatch();
                }
                insert.executeBatch();
            }
            return null;
        });
    }

    /** The newest line of each run and log, as long as the topic would have kept it. */
    List<RunAccount> newest() {
        return defaultDatabase().read(connection -> {
            List<RunAccount> accounts = new ArrayList<>();
            try (PreparedStatement select = connection.prepareStatement(NEWEST);
                    ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    accounts.add(new RunAccount(
                            row.getString(1),
                            LogId.ofNumber(row.getInt(2)),
                            row.getTimestamp(3).toInstant(),
                            row.getLong(4),
                            row.getLong(5),
                            row.getBoolean(6),
                            row.getLong(7)));
                }
            }
            return accounts;
        });
    }

    /** The offset after that of the last account that is kept; 0 for none. */
    long nextOffset() {
        return defaultDatabase().read(connection -> {
            try (PreparedStatement select = connection.prepareStatement(NEXT);
                    ResultSet row = select.executeQuery()) {
                row.next();
                return row.getLong(1);
            }
        });
    }

    /** Counts on from what was counted before, up to an offset at which a batch has ended. */
    Counted counted(LogId log, String run, Counted before, long upTo) {
        return databases.of(log).read(connection -> {
            long[] sums = sums(connection, COUNTED, 2, log, run, before.upTo(), upTo);
            return new Counted(before.entries() + sums[0], before.duplicates() + sums[1], upTo);
        });
    }

    /**
     * What a log has of a run that was seen there.
     *
     * @param since when the log had it first
     */
    record Seen(String run, Counted counted, Instant since) {}

    /** The runs of a log's batches from one offset to before another. */
    List<Seen> runs(LogId log, long from, long upTo) {
        return databases.of(log).read(connection -> {
            List<Seen> runs = new ArrayList<>();
            try (PreparedStatement select = connection.prepareStatement(RUNS)) {
                select.setInt(1, log.number());
                select.setLong(2, from);
                select.setLong(3, upTo);
                try (ResultSet row = select.executeQuery()) {
                    while (row.next()) {
                        runs.add(new Seen(
                                row.getString(1),
                                new Counted(row.getLong(2), row.getLong(3), upTo),
                                row.getTimestamp(4).toInstant()));
                    }
                }
            }
            return runs;
        });
    }

    /** Those of some runs that have ever accounted for a log. */
    Set<String> accounted(LogId log, Collection<String> runs) {
        return defaultDatabase().read(connection -> {
            Set<String> accounted = new HashSet<>();
            try (PreparedStatement select = connection.prepareStatement(ACCOUNTED)) {
                select.setInt(1, log.number());
                select.setArray(2, connection.createArrayOf("text", runs.toArray()));
                try (ResultSet row = select.executeQuery()) {
                    while (row.next()) {
                        accounted.add(row.getString(1));
                    }
                }
            }
            return accounted;
        });
    }

    /** The same of all that a log's batches say. */
    Totals totals(LogId log, Totals before, long upTo) {
        return databases.of(log).read(connection -> {
            long[] sums = sums(connection, TOTALS, 4, log, null, before.upTo(), upTo);
            return new Totals(
                    before.entries() + sums[0],
                    before.duplicates() + sums[1],
                    before.deadLetters() + sums[2],
                    before.gaps() + sums[3],
                    upTo);
        });
    }

    private static long[] sums(
            Connection connection, String query, int columns, LogId log, @Nullable String run, long from, long to)
            throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(query)) {
            int place = 1;
            select.setInt(place++, log.number());
            if (run != null) {
                select.setString(place++, run);
            }
            select.setLong(place++, from);
            select.setLong(place, to);
            try (ResultSet row = select.executeQuery()) {
                row.next();
                long[] sums = new long[columns];
                for (int i = 0; i < columns; i++) {
                    sums[i] = row.getLong(i + 1);
                }
                return sums;
            }
        }
    }
}
