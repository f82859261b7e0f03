package dev.assent.verify.stored;

import dev.assent.verify.merkle.Hash;
import dev.assent.verify.report.LogAccount;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.UUID;

/** Walks {@code evidence.batches}: each goes on where the last one ended, and its counts add up. */
final class Batches implements AutoCloseable {

    private static final String QUERY = """
            SELECT b.offset_from, b.offset_to, b.size_before, b.size_after, b.root, b.topic_id,
                   b.entries, b.duplicates, b.dead_letters, b.gaps,
                   (SELECT coalesce(sum(g.offset_to - g.offset_from), 0) FROM evidence.gaps g
                    WHERE g.log_id = b.log_id AND g.offset_from >= b.offset_from AND g.offset_to <= b.offset_to)
                       AS gap_rows,
                   (SELECT count(*) FROM evidence.dead_letters d WHERE d.log_id = b.log_id
                    AND d.kafka_offset >= b.offset_from AND d.kafka_offset < b.offset_to) AS dead_letter_rows
            FROM evidence.batches b WHERE b.log_id = ? ORDER BY b.offset_from
            """;
    private static final String ROWS = """
            SELECT (SELECT coalesce(sum(offset_to - offset_from), 0) FROM evidence.gaps WHERE log_id = ?),
                   (SELECT count(*) FROM evidence.dead_letters WHERE log_id = ?)
            """;

    private final Connection connection;
    private final int logId;
    private final UUID topicId;
    private final LogAccount account;
    private final PreparedStatement statement;
    private final ResultSet rows;
    private long offset;
    private long size;
    private long gaps;
    private long deadLetters;
    private byte[] root = Hash.emptyRoot().bytes();

    Batches(Connection connection, int logId, UUID topicId, int fetch, LogAccount account) throws SQLException {
        this.connection = connection;
        this.logId = logId;
        this.topicId = topicId;
        this.account = account;
        statement = connection.prepareStatement(QUERY);
        statement.setFetchSize(fetch);
        statement.setInt(1, logId);
        rows = statement.executeQuery();
    }

    /** Goes to the next batch and checks it against the one before; false after the last. */
    boolean next() throws SQLException {
        if (!rows.next()) {
            return false;
        }
        long from = rows.getLong("offset_from");
        long to = rows.getLong("offset_to");
        long before = rows.getLong("size_before");
        long after = rows.getLong("size_after");
        must(from == offset, "starts at offset %d, and the one before ended at %d".formatted(from, offset));
        must(before == size, "starts at size %d, and the one before ended at %d".formatted(before, size));
        must(after == before + rows.getLong("entries"), "does not grow by its entries");
        must(
                to - from
                        == rows.getLong("entries")
                                + rows.getLong("duplicates")
                                + rows.getLong("dead_letters")
                                + rows.getLong("gaps"),
                "does not add up to its offsets");
        must(rows.getLong("gap_rows") == rows.getLong("gaps"), "has gaps that no row explains");
        must(rows.getLong("dead_letter_rows") == rows.getLong("dead_letters"), "has dead letters that no row explains");
        must(topicId.equals(rows.getObject("topic_id", UUID.class)), "comes from another topic than its log");
        offset = to;
        size = after;
        root = rows.getBytes("root");
        gaps += rows.getLong("gaps");
        deadLetters += rows.getLong("dead_letters");
        account.count("batches", 1);
        account.count("duplicates", rows.getLong("duplicates"));
        account.count("dead letters", rows.getLong("dead_letters"));
        return true;
    }

    /** The tree's size after the present batch. */
    long size() {
        return size;
    }

    /** Holds the tree's root against the present batch's. */
    void checkRoot(Hash computed) {
        if (!Arrays.equals(root, computed.bytes())) {
            account.wrongFrom(Math.max(size - 1, 0), "its batch has another root than the entries up to it");
        }
    }

    /** Looks for rows that no batch covers. */
    void checkRest() throws SQLException {
        try (PreparedStatement all = connection.prepareStatement(ROWS)) {
            all.setInt(1, logId);
            all.setInt(2, logId);
            try (ResultSet row = all.executeQuery()) {
                row.next();
                if (row.getLong(1) != gaps) {
                    account.wrong("there are gaps outside of the batches");
                }
                if (row.getLong(2) != deadLetters) {
                    account.wrong("there are dead letters outside of the batches");
                }
            }
        }
    }

    private void must(boolean holds, String otherwise) {
        if (!holds) {
            // Named by the first entry that it could hold.
            account.wrong(size, "its batch " + otherwise);
        }
    }

    @Override
    public void close() throws SQLException {
        rows.close();
        statement.close();
    }
}
