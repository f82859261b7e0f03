package dev.assent.ledger.statistics;

import dev.assent.ledger.log.LogId;

import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/** The counts in one database. */
final class DailyCounts {

    private static final String CELLS = """
            unnest(?::text[], ?::date[], ?::text[], ?::text[], ?::integer[], ?::text[], ?::bigint[])
                AS cell (site, day, language, surface, notice_version, outcome, n)""";
    // Counts only where everything before is counted: whatever is left over is counted later, see Recount.
    private static final String ADD = """
            WITH here AS (
                UPDATE statistics.counted SET size = ? WHERE log_id = ? AND size = ? RETURNING log_id)
            INSERT INTO statistics.daily AS known
                (log_id, site, day, language, surface, notice_version, outcome, n)
            SELECT here.log_id, cell.* FROM here CROSS JOIN\s""" + CELLS + """
             ON CONFLICT (site, day, log_id, language, surface, notice_version, outcome)
                DO UPDATE SET n = known.n + excluded.n""";
    private static final String RESTORE = """
            INSERT INTO statistics.daily AS known
                (log_id, site, day, language, surface, notice_version, outcome, n)
            SELECT ?::integer, cell.* FROM\s""" + CELLS + """
             ON CONFLICT (site, day, log_id, language, surface, notice_version, outcome)
                DO UPDATE SET n = known.n + excluded.n""";
    private static final String SUBTRACT = """
            UPDATE statistics.daily known SET n = greatest(known.n - cell.n, 0) FROM\s""" + CELLS + """
             WHERE known.log_id = ? AND known.site = cell.site AND known.day = cell.day
                AND known.language = cell.language AND known.surface = cell.surface
                AND known.notice_version = cell.notice_version AND known.outcome = cell.outcome""";
    private static final String TIDY = "DELETE FROM statistics.daily WHERE log_id = ? AND site = ANY (?) AND n = 0";
    private static final String LOCK = "SELECT size FROM statistics.counted WHERE log_id = ? FOR UPDATE";
    private static final String BEHIND = """
            SELECT counted.size < batch.size_after FROM statistics.counted
            CROSS JOIN LATERAL (
                SELECT size_after FROM evidence.batches b WHERE b.log_id = counted.log_id
                ORDER BY offset_to DESC LIMIT 1) AS batch
            WHERE counted.log_id = ?""";
    private static final String MONTH = """
            SELECT day, language, surface, notice_version, outcome, sum(n)::bigint FROM statistics.daily
            WHERE site = ? AND day >= ? AND day < ? AND log_id = ANY (?)
            GROUP BY day, language, surface, notice_version, outcome""";

    private DailyCounts() {}

    /** Whether the log has entries that are not counted. */
    static boolean isBehind(Connection connection, LogId log) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(BEHIND)) {
            select.setInt(1, log.number());
            try (ResultSet row = select.executeQuery()) {
                return row.next() && row.getBoolean(1);
            }
        }
    }

    /** How far the log is counted; nobody else moves that until the transaction ends. */
    static long lockCounted(Connection connection, LogId log) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(LOCK)) {
            select.setInt(1, log.number());
            try (ResultSet row = select.executeQuery()) {
                return row.next() ? row.getLong(1) : 0;
            }
        }
    }

    /** Adds what the entries from one size to another come to, if the log is counted up to there. */
    static void add(Connection connection, LogId log, long before, long after, Map<Cell, Long> tally)
            throws SQLException {
        if (before == after) {
            return;
        }
        try (PreparedStatement add = connection.prepareStatement(ADD)) {
            add.setLong(1, after);
            add.setInt(2, log.number());
            add.setLong(3, before);
            bind(connection, add, 4, tally);
            add.executeUpdate();
        }
    }

    /** Adds what was taken away before. */
    static void restore(Connection connection, LogId log, Map<Cell, Long> tally) throws SQLException {
        if (tally.isEmpty()) {
            return;
        }
        try (PreparedStatement restore = connection.prepareStatement(RESTORE)) {
            restore.setInt(1, log.number());
            bind(connection, restore, 2, tally);
            restore.executeUpdate();
        }
    }

    static void subtract(Connection connection, LogId log, Map<Cell, Long> tally) throws SQLException {
        if (tally.isEmpty()) {
            return;
        }
        try (PreparedStatement subtract = connection.prepareStatement(SUBTRACT)) {
            int next = bind(connection, subtract, 1, tally);
            subtract.setInt(next, log.number());
            subtract.executeUpdate();
        }
        try (PreparedStatement tidy = connection.prepareStatement(TIDY)) {
            tidy.setInt(1, log.number());
            tidy.setArray(
                    2,
                    connection.createArrayOf(
                            "text", tally.keySet().stream().map(Cell::site).toArray()));
            tidy.executeUpdate();
        }
    }

    /** The counts of a site in some logs of the database, from one day to another (exclusive). */
    static Map<Cell, Long> read(Connection connection, List<LogId> logs, String site, LocalDate from, LocalDate to)
            throws SQLException {
        Map<Cell, Long> counts = new HashMap<>();
        try (PreparedStatement select = connection.prepareStatement(MONTH)) {
            select.setString(1, site);
            select.setObject(2, from);
            select.setObject(3, to);
            select.setArray(4, array(connection, "integer", logs.stream().map(LogId::number)));
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    Cell cell = new Cell(
                            site,
                            row.getObject(1, LocalDate.class),
                            row.getString(2),
                            row.getString(3),
                            row.getInt(4),
                            Outcome.valueOf(row.getString(5).toUpperCase(Locale.ROOT)));
                    counts.merge(cell, row.getLong(6), Long::sum);
                }
            }
        }
        return counts;
    }

    private static int bind(Connection connection, PreparedStatement statement, int first, Map<Cell, Long> tally)
            throws SQLException {
        List<Map.Entry<Cell, Long>> cells = new ArrayList<>(tally.entrySet());
        int next = first;
        statement.setArray(next++, array(connection, "text", cells.stream().map(e -> e.getKey()
                .site())));
        statement.setArray(next++, array(connection, "date", cells.stream().map(e -> e.getKey()
                .day())));
        statement.setArray(next++, array(connection, "text", cells.stream().map(e -> e.getKey()
                .language())));
        statement.setArray(next++, array(connection, "text", cells.stream().map(e -> e.getKey()
                .surface())));
        statement.setArray(next++, array(connection, "integer", cells.stream().map(e -> e.getKey()
                .noticeVersion())));
        statement.setArray(next++, array(connection, "text", cells.stream().map(e -> e.getKey()
                .outcome()
                .text())));
        statement.setArray(next++, array(connection, "bigint", cells.stream().map(Map.Entry::getValue)));
        return next;
    }

    private static Array array(Connection connection, String type, Stream<?> values) throws SQLException {
        return connection.createArrayOf(type, values.toArray());
    }
}
