package dev.assent.verify.stored;

import dev.assent.verify.report.LogAccount;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;

/**
 * What producer runs told their callers, held against what the log has of them: 202s ≤ entries and duplicates ≤ 202s and
 * unknown outcomes. A run that never ended in an orderly way is bounded from below only; one that has said nothing in its first
 * hour, or whose accounts were taken away, not at all.
 */
final class Accounts {

    private static final String NEWEST = """
            SELECT DISTINCT ON (run) run, accepted, unknown_outcomes, ended, log_end FROM evidence.intake_accounts
            WHERE log_id = ? ORDER BY run, recorded_at DESC
            """;
    private static final String COUNTED = """
            SELECT r.run, sum(r.entries + r.duplicates), min(b.appended_at) < now() - interval '1 hour'
            FROM evidence.runs r JOIN evidence.batches b USING (log_id, offset_from) WHERE log_id = ? GROUP BY r.run
            """;

    /**
     * What a log has of a run.
     *
     * @param has entries and duplicates
     * @param due whether the run has had the time to account for them
     */
    private record Counted(long has, boolean due) {}

    private Accounts() {}

    /**
     * Checks the accounts of a log.
     *
     * @param accounts a connection to where accounts are kept: the ledger's default database
     * @param own a connection to where the log is
     * @param reached the offset up to which the log has come
     */
    static void check(Connection accounts, Connection own, int logId, long reached, LogAccount account)
            throws SQLException {
        Map<String, Counted> unaccounted = counted(own, logId);
        long ahead = 0;
        try (PreparedStatement statement = accounts.prepareStatement(NEWEST)) {
            statement.setInt(1, logId);
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    Counted of = unaccounted.remove(row.getString("run"));
                    if (row.getLong("log_end") <= reached) {
                        check(row, of == null ? 0 : of.has(), account);
                    } else {
                        ahead++;
                    }
                }
            }
        }
        unaccounted.values().removeIf(of -> !of.due());
        if (!unaccounted.isEmpty()) {
            account.remark(
                    "%,d entries and duplicates of %,d producer runs are accounted for by nobody, for example of %s"
                            .formatted(
                                    unaccounted.values().stream()
                                            .mapToLong(Counted::has)
                                            .sum(),
                                    unaccounted.size(),
                                    Collections.min(unaccounted.keySet())));
        }
        if (ahead > 0) {
            account.remark("%,d producers' accounts speak of more than has come so far, and were not checked"
                    .formatted(ahead));
        }
    }

    private static void check(ResultSet row, long has, LogAccount account) throws SQLException {
        String run = row.getString("run");
        long accepted = row.getLong("accepted");
        long unknown = row.getLong("unknown_outcomes");
        account.count("accounts", 1);
        if (has < accepted) {
            account.wrong("%,d choices are missing: producer run %s was told that %,d are recorded, the log has %,d"
                    .formatted(accepted - has, run, accepted, has));
        }
        if (row.getBoolean("ended") && has > accepted + unknown) {
            account.wrong("producer run %s sent at most %,d records, and the log has %,d of it"
                    .formatted(run, accepted + unknown, has));
        }
    }

    private static Map<String, Counted> counted(Connection connection, int logId) throws SQLException {
        Map<String, Counted> counted = new HashMap<>();
        try (PreparedStatement statement = connection.prepareStatement(COUNTED)) {
            statement.setInt(1, logId);
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    counted.put(row.getString(1), new Counted(row.getLong(2), row.getBoolean(3)));
                }
            }
        }
        return counted;
    }
}
