package dev.assent.verify.stored;

import dev.assent.verify.report.LogAccount;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What the log says of its erasures, held against what is there. The tree binds the statements and nothing else does: so an
 * erasure that was undone together with its tombstone shows, as does a key whose loss is put on somebody else's erasure, and a
 * case that was taken away together with its evidence.
 */
final class StatedErasures {

    private static final long ERASE = 3;
    private static final String KINDS = "SELECT idx, kind FROM evidence.entries WHERE log_id = ? AND idx = ANY (?)";
    private static final String SHREDDED =
            "SELECT idx, key_no FROM evidence.tombstones WHERE log_id = ? AND idx = ANY (?)";
    private static final String KEPT =
            "SELECT erasure, proofs FROM evidence.kept WHERE log_id = ? AND erasure = ANY (?)";
    private static final String UNSTATED = """
            SELECT min(t.idx), count(DISTINCT t.idx) FROM evidence.tombstones t
            JOIN evidence.entries e ON e.log_id = t.log_id AND e.idx = t.idx AND e.kind = 3
            WHERE t.log_id = ? AND t.idx <> ALL (?)
            """;

    private final Connection connection;
    private final int logId;
    private final LogAccount account;

    private StatedErasures(Connection connection, int logId, LogAccount account) {
        this.connection = connection;
        this.logId = logId;
        this.account = account;
    }

    /**
     * Checks them.
     *
     * @param expiries what the opened entries under nobody's subject say
     */
    static void check(Connection connection, int logId, Expiries expiries, LogAccount account) throws SQLException {
        new StatedErasures(connection, logId, account).check(expiries);
    }

    private void check(Expiries expiries) throws SQLException {
        List<Expiries.Statement> statements = expiries.statements();
        Set<Long> stated = new HashSet<>();
        statements.forEach(statement -> stated.add(statement.erasure()));
        Set<Long> asked = new HashSet<>(stated);
        asked.addAll(expiries.endedErasures().values());
        Map<Long, Set<Long>> kinds = pairs(KINDS, stated);
        Map<Long, Set<Long>> shredded = pairs(SHREDDED, stated);
        Map<Long, Set<Long>> kept = pairs(KEPT, asked);
        for (Expiries.Statement statement : statements) {
            if (!kinds.getOrDefault(statement.erasure(), Set.of()).contains(ERASE)) {
                account.wrong(
                        statement.index(),
                        "says what entry %d shredded, which orders no erasure".formatted(statement.erasure()));
            }
            compareKeys(statement, shredded.getOrDefault(statement.erasure(), Set.of()));
            compareProofs(statement, kept.getOrDefault(statement.erasure(), Set.of(0L)));
        }
        expiries.endedErasures().forEach((index, erasure) -> {
            if (!kept.containsKey(erasure)) {
                account.wrong(
                        erasure,
                        "entry %d says that the time of what it keeps is over, and nothing says that it kept anything"
                                .formatted(index));
            }
        });
        account.count("stated erasures", stated.size());
        remarkOnOthers(stated);
    }

    private void compareKeys(Expiries.Statement statement, Set<Long> shredded) {
        for (long key : statement.keys()) {
            if (!shredded.contains(key)) {
                account.wrong(
                        key,
                        "entry %d says that erasure %d shredded its data key, and no tombstone does"
                                .formatted(statement.index(), statement.erasure()));
            }
        }
        for (long key : shredded) {
            if (!statement.keys().contains(key)) {
                account.wrong(
                        key,
                        "its tombstone names erasure %d, which shredded other keys, as entry %d says"
                                .formatted(statement.erasure(), statement.index()));
            }
        }
    }

    private void compareProofs(Expiries.Statement statement, Set<Long> kept) {
        if (!kept.contains(statement.proofs())) {
            account.wrong(
                    statement.erasure(),
                    "it kept %d proofs, as entry %d says, and its evidence says %d"
                            .formatted(
                                    statement.proofs(),
                                    statement.index(),
                                    kept.iterator().next()));
        }
    }

    /** Those of earlier versions, and for a moment the newest. */
    private void remarkOnOthers(Set<Long> stated) throws SQLException {
        try (PreparedStatement unstated = connection.prepareStatement(UNSTATED)) {
            bind(unstated, stated);
            try (ResultSet row = unstated.executeQuery()) {
                row.next();
                if (row.getLong(2) > 0) {
                    account.remark("what %,d erasures shredded stands nowhere in the log; the first is entry %d"
                            .formatted(row.getLong(2), row.getLong(1)));
                }
            }
        }
    }

    private Map<Long, Set<Long>> pairs(String query, Collection<Long> entries) throws SQLException {
        Map<Long, Set<Long>> pairs = new HashMap<>();
        try (PreparedStatement select = connection.prepareStatement(query)) {
            bind(select, entries);
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    pairs.computeIfAbsent(row.getLong(1), _ -> new HashSet<>()).add(row.getLong(2));
                }
            }
        }
        return pairs;
    }

    private void bind(PreparedStatement statement, Collection<Long> entries) throws SQLException {
        statement.setInt(1, logId);
        statement.setArray(2, connection.createArrayOf("bigint", entries.toArray()));
    }
}
