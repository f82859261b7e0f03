package dev.assent.verify.stored;

import dev.assent.verify.merkle.Hash;
import dev.assent.verify.report.LogAccount;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/** Walks {@code evidence.batches}: each goes on where the last one ended, and its counts add up. */
final class Batches implements AutoCloseable {

    private static final String QUERY = """
            SELECT offset_from, offset_to, size_before, size_after, root, topic_id, leader_epoch,
                   entries, duplicates, dead_letters, gaps, appended_at
            FROM evidence.batches WHERE log_id = ? AND offset_from >= ? ORDER BY offset_from
            """;
    private static final String BEFORE = """
            SELECT offset_from, offset_to, size_after FROM evidence.batches
            WHERE log_id = ? AND size_after <= ? ORDER BY offset_from DESC LIMIT 1
            """;
    private static final Set<String> REASONS = Set.of("control-records");

    /** How far two database servers' clocks may be apart before it is worth a word. */
    private static final Duration CLOCKS_APART = Duration.ofMinutes(1);

    private final LogAccount account;
    private final UUID topicId;
    private final List<AutoCloseable> open = new ArrayList<>();
    private final ResultSet rows;
    private final Explained gapRows;
    private final Explained deadLetterRows;
    private final Runs runs;
    private boolean more;
    private long offset;
    private long size;
    private int leaderEpoch = -1;
    private Instant appended = Instant.EPOCH;

    /** A batch's end. */
    record End(long size, Hash root) {}

    /** Offsets that have a row of their own, in order. */
    private final class Explained {
        private final ResultSet row;
        private final String what;
        private boolean more;

        private Explained(ResultSet row, String what) throws SQLException {
            this.row = row;
            this.what = what;
            more = row.next();
        }

        /** How many offsets of a batch are explained. */
        private long within(long from, long to) throws SQLException {
            long sum = 0;
            for (; more && row.getLong(1) < to; more = row.next()) {
                if (row.getLong(1) < from || row.getLong(2) > to) {
                    account.wrong("there are %s outside of the batches".formatted(what));
                } else {
                    sum += row.getLong(2) - row.getLong(1);
                }
                if (what.equals("gaps") && !REASONS.contains(row.getString(3))) {
                    account.remark("the gap at offset %d has a reason that this verifier does not know"
                            .formatted(row.getLong(1)));
                }
            }
            return sum;
        }
    }

    /** What the rows of producer runs say of a batch. They are there since 0.2.0: from the first on, for each batch. */
    private final class Runs {
        private final ResultSet row;
        private boolean more;
        private boolean any;

        private Runs(ResultSet row) throws SQLException {
            this.row = row;
            more = row.next();
        }

        private void check(long offsetFrom, long entries, long duplicates) throws SQLException {
            while (more && row.getLong(1) < offsetFrom) {
                account.wrong(
                        "a producer run is counted at offset %d, where no batch begins".formatted(row.getLong(1)));
                more = row.next();
            }
            boolean here = more && row.getLong(1) == offsetFrom;
            any |= here;
            if (any) {
                must(
                        (here ? row.getLong(2) : 0) == entries && (here ? row.getLong(3) : 0) == duplicates,
                        "has other entries and duplicates than its producer runs");
            }
            if (here) {
                more = row.next();
            }
        }
    }

    /**
     * The batches that reach beyond a size.
     *
     * @param from entries before it are not looked at; 0 for all
     */
    Batches(Connection connection, int logId, UUID topicId, int fetch, long from, LogAccount account)
            throws SQLException {
        this.topicId = topicId;
        this.account = account;
        long first = from == 0 ? 0 : startAt(connection, logId, from);
        rows = query(connection, QUERY, fetch, logId, first);
        more = rows.next();
        gapRows = new Explained(
                query(
                        connection,
                        "SELECT offset_from, offset_to, reason FROM evidence.gaps"
                                + " WHERE log_id = ? AND offset_from >= ? ORDER BY offset_from",
                        fetch,
                        logId,
                        first),
                "gaps");
        deadLetterRows = new Explained(
                query(
                        connection,
                        "SELECT kafka_offset, kafka_offset + 1 FROM evidence.dead_letters"
                                + " WHERE log_id = ? AND kafka_offset >= ? ORDER BY kafka_offset",
                        fetch,
                        logId,
                        first),
                "dead letters");
        runs = new Runs(query(
                connection,
                "SELECT offset_from, sum(entries)::bigint, sum(duplicates)::bigint FROM evidence.runs"
                        + " WHERE log_id = ? AND offset_from >= ? GROUP BY offset_from ORDER BY offset_from",
                fetch,
                logId,
                first));
    }

    /** Takes the last batch that ends at or before a size for granted; answers the next one's offset. */
    private long startAt(Connection connection, int logId, long from) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(BEFORE)) {
            statement.setInt(1, logId);
            statement.setLong(2, from);
            try (ResultSet row = statement.executeQuery()) {
                if (row.next()) {
                    offset = row.getLong("offset_to");
                    size = row.getLong("size_after");
                }
                return offset;
            }
        }
    }

    private ResultSet query(Connection connection, String sql, int fetch, int logId, long first) throws SQLException {
        PreparedStatement statement = connection.prepareStatement(sql);
        open.add(statement);
        statement.setFetchSize(fetch);
        statement.setInt(1, logId);
        statement.setLong(2, first);
        ResultSet result = statement.executeQuery();
        open.add(result);
        return result;
    }

    /** Checks the batches that end at or before a size, each against the one before, and answers their ends. */
    List<End> upTo(long limit) throws SQLException {
        List<End> ends = new ArrayList<>();
        for (; more && rows.getLong("size_after") <= limit; more = rows.next()) {
            check();
            ends.add(new End(size, Hash.of(rows.getBytes("root"))));
        }
        return ends;
    }

    /** The size that the next batch reaches; -1 after the last. */
    long nextSize() throws SQLException {
        return more ? rows.getLong("size_after") : -1;
    }

    /** The offset at which the last batch that was answered ends. */
    long offset() {
        return offset;
    }

    /** The size at which it ends. */
    long size() {
        return size;
    }

    private void check() throws SQLException {
        long from = rows.getLong("offset_from");
        long to = rows.getLong("offset_to");
        long before = rows.getLong("size_before");
        long after = rows.getLong("size_after");
        long entries = rows.getLong("entries");
        long duplicates = rows.getLong("duplicates");
        long deadLetters = rows.getLong("dead_letters");
        long gaps = rows.getLong("gaps");
        must(from == offset, "starts at offset %d, and the one before ended at %d".formatted(from, offset));
        must(before == size, "starts at size %d, and the one before ended at %d".formatted(before, size));
        must(after == before + entries, "does not grow by its entries");
        must(to - from == entries + duplicates + deadLetters + gaps, "does not add up to its offsets");
        must(gapRows.within(from, to) == gaps, "has gaps that no row explains");
        must(deadLetterRows.within(from, to) == deadLetters, "has dead letters that no row explains");
        must(topicId.equals(rows.getObject("topic_id", UUID.class)), "comes from another topic than its log");
        runs.check(from, entries, duplicates);
        remark();
        offset = to;
        size = after;
        account.count("batches", 1);
        account.count("duplicates", duplicates);
        account.count("dead letters", deadLetters);
        account.count("gaps", gaps);
    }

    /** What nothing binds, and what an honest operator's rows show all the same. */
    private void remark() throws SQLException {
        Integer epoch = rows.getObject("leader_epoch", Integer.class);
        if (epoch != null && epoch < leaderEpoch) {
            account.remark("the batch at offset %d has a lower leader epoch than one before".formatted(offset));
        }
        leaderEpoch = epoch == null ? leaderEpoch : Math.max(leaderEpoch, epoch);
        Instant at = rows.getObject("appended_at", OffsetDateTime.class).toInstant();
        if (at.plus(CLOCKS_APART).isBefore(appended)) {
            account.remark("the batch at offset %d says that it is older than one before".formatted(offset));
        }
        appended = at.isAfter(appended) ? at : appended;
    }

    /** Looks for rows that no batch covers. */
    void checkRest() throws SQLException {
        gapRows.within(Long.MAX_VALUE, Long.MAX_VALUE);
        deadLetterRows.within(Long.MAX_VALUE, Long.MAX_VALUE);
        runs.check(Long.MAX_VALUE, 0, 0);
    }

    private void must(boolean holds, String otherwise) {
        if (!holds) {
            // Named by the first entry that it could hold.
            account.wrong(size, "its batch " + otherwise);
        }
    }

    @Override
    public void close() throws SQLException {
        for (AutoCloseable one : open.reversed()) {
            try {
                one.close();
            } catch (SQLException e) {
                throw e;
            } catch (Exception e) {
                throw new SQLException(e);
            }
        }
    }
}
