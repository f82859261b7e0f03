package dev.assent.verify.stored;

import dev.assent.verify.report.LogAccount;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;

/**
 * What producer runs told their callers, held against what the log has of them: 202s ≤ entries and duplicates ≤ 202s and
 * unknown outcomes. A run that never ended in an orderly way is bounded from below only.
 */
final class Accounts {

    private static final String NEWEST = """
            SELECT DISTINCT ON (run) run, accepted, unknown_outcomes, ended, log_end FROM evidence.intake_accounts
            WHERE log_id = ? ORDER BY run, recorded_at DESC
            """;
    private static final String COUNTED =
            "SELECT run, sum(entries + duplicates) FROM evidence.runs WHERE log_id = ? GROUP BY run";

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
        Map<String, Long> counted = counted(own, logId);
        try (PreparedStatement statement = accounts.prepareStatement(NEWEST)) {
            statement.setInt(1, logId);
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    if (row.getLong("log_end") <= reached) {
                        check(row, counted.getOrDefault(row.getString("run"), 0L), account);
                    }
                }
            }
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

    private static Map<String, Long> counted(Connection connection, int logId) throws SQLException {
        Map<String, Long> counted = new HashMap<>();
        try (PreparedStatement statement = connection.prepareStatement(COUNTED)) {
            statement.setInt(1, logId);
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    counted.put(row.getString(1), row.getLong(2));
                }
            }
        }
        return counted;
    }
}
