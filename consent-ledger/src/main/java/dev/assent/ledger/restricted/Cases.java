package dev.assent.ledger.restricted;

import dev.assent.ledger.log.LogId;
import dev.assent.ledger.seal.CaseKey;
import org.jspecify.annotations.Nullable;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The rows of schema {@code restricted}. */
public final class Cases {

    private static final String COLUMNS =
            "SELECT c.log_id, c.erasure, c.site, c.keep_until, c.kek_id, c.wrapped, c.request_id FROM restricted.cases c ";
    private static final String OF_SITE = COLUMNS + """
            WHERE c.site = ? AND (c.log_id, c.erasure) > (?, ?) ORDER BY c.log_id, c.erasure LIMIT ?""";
    private static final String ONE = COLUMNS + "WHERE c.log_id = ? AND c.erasure = ?";
    private static final String DUE = COLUMNS + "WHERE c.keep_until <= clock_timestamp() ORDER BY c.keep_until LIMIT ?";
    private static final String UNDER = COLUMNS + "WHERE c.kek_id = ? LIMIT ?";
    private static final String PROOFS =
            "SELECT idx, sealed FROM restricted.proofs WHERE log_id = ? AND erasure = ? ORDER BY idx";
    private static final String INSERT = """
            INSERT INTO restricted.cases (log_id, erasure, site, request_id, keep_until, kek_id, wrapped)
            VALUES (?, ?, ?, ?, ?, ?, ?)""";
    private static final String INSERT_KEPT =
            "INSERT INTO evidence.kept (log_id, erasure, proofs, keep_until) VALUES (?, ?, ?, ?)";
    private static final String INSERT_PROOF =
            "INSERT INTO restricted.proofs (log_id, erasure, idx, sealed) VALUES (?, ?, ?, ?)";

    private Cases() {}

    /** A case without its proofs. */
    public record Row(CaseKey key, @Nullable String requestId) {}

    /** Where a page of a site's cases begins: after this case. */
    public record After(int log, long erasure) {

        /** Before the first. */
        public static final After NOTHING = new After(0, -1);
    }

    /** Keeps a case. Used by the log's one writer only, in the transaction that shreds. */
    public static void insert(Connection connection, Case kept) throws SQLException {
        CaseKey key = kept.key();
        try (PreparedStatement insert = connection.prepareStatement(INSERT_KEPT)) {
            insert.setInt(1, key.log().number());
            insert.setLong(2, key.erasure());
            insert.setInt(3, kept.proofs().size());
            insert.setObject(4, key.keepUntil().atOffset(ZoneOffset.UTC));
            insert.executeUpdate();
        }
        try (PreparedStatement insert = connection.prepareStatement(INSERT)) {
            insert.setInt(1, key.log().number());
            insert.setLong(2, key.erasure());
            insert.setString(3, key.site());
            insert.setString(4, kept.requestId());
            insert.setObject(5, key.keepUntil().atOffset(ZoneOffset.UTC));
            insert.setString(6, key.kekId());
            insert.setBytes(7, key.wrapped());
            insert.executeUpdate();
        }
        try (PreparedStatement insert = connection.prepareStatement(INSERT_PROOF)) {
            for (Case.Proof proof : kept.proofs()) {
                insert.setInt(1, key.log().number());
                insert.setLong(2, key.erasure());
                insert.setLong(3, proof.index());
                insert.setBytes(4, proof.sealed());
                insert.addBatch();
            }
            insert.executeBatch();
        }
    }

    /** A site's cases in this database, in the order of logs. */
    public static List<Row> ofSite(Connection connection, String site, After after, int most) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(OF_SITE)) {
            select.setString(1, site);
            select.setInt(2, after.log());
            select.setLong(3, after.erasure());
            select.setInt(4, most);
            return rows(select);
        }
    }

    /** A case, if it is still kept. */
    public static Optional<Row> find(Connection connection, LogId log, long erasure) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(ONE)) {
            select.setInt(1, log.number());
            select.setLong(2, erasure);
            return rows(select).stream().findFirst();
        }
    }

    /** The cases whose time is over, by the database's clock. */
    public static List<Row> due(Connection connection, int most) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(DUE)) {
            select.setInt(1, most);
            return rows(select);
        }
    }

    /** What a case keeps. */
    public static List<Case.Proof> proofs(Connection connection, LogId log, long erasure) throws SQLException {
        List<Case.Proof> proofs = new ArrayList<>();
        try (PreparedStatement select = connection.prepareStatement(PROOFS)) {
            select.setInt(1, log.number());
            select.setLong(2, erasure);
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    proofs.add(new Case.Proof(row.getLong(1), row.getBytes(2)));
                }
            }
        }
        return proofs;
    }

    static List<Row> under(Connection connection, String kekId, int most) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(UNDER)) {
            select.setString(1, kekId);
            select.setInt(2, most);
            return rows(select);
        }
    }

    private static List<Row> rows(PreparedStatement select) throws SQLException {
        List<Row> cases = new ArrayList<>();
        try (ResultSet row = select.executeQuery()) {
            while (row.next()) {
                Instant keepUntil = row.getObject(4, OffsetDateTime.class).toInstant();
                cases.add(new Row(
                        new CaseKey(
                                LogId.ofNumber(row.getInt(1)),
                                row.getLong(2),
                                row.getString(3),
                                keepUntil,
                                row.getString(5),
                                row.getBytes(6)),
                        row.getString(7)));
            }
        }
        return cases;
    }
}
