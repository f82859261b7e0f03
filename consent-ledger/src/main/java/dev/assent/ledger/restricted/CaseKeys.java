package dev.assent.ledger.restricted;

import dev.assent.ledger.seal.CaseKey;
import dev.assent.ledger.seal.CaseSealer;
import dev.assent.ledger.seal.WrappedKeys;
import jakarta.enterprise.context.ApplicationScoped;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** The keys of cases by the key-encryption key that wraps them. */
@ApplicationScoped
class CaseKeys implements WrappedKeys {

    private static final String NEXT = "SELECT kek_id FROM restricted.cases WHERE kek_id > ? ORDER BY kek_id LIMIT 1";
    private static final String COUNT = "SELECT count(*) FROM restricted.cases WHERE kek_id = ?";
    private static final String REWRAP = "SELECT restricted.rewrap(?, ?, ?, ?)";

    private final CaseSealer sealer;

    CaseKeys(CaseSealer sealer) {
        this.sealer = sealer;
    }

    @Override
    public String what() {
        return "keys of kept proofs";
    }

    @Override
    public Optional<String> nextId(Connection connection, String after) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(NEXT)) {
            select.setString(1, after);
            try (ResultSet row = select.executeQuery()) {
                return row.next() ? Optional.of(row.getString(1)) : Optional.empty();
            }
        }
    }

    @Override
    public long count(Connection connection, String kekId) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(COUNT)) {
            select.setString(1, kekId);
            try (ResultSet row = select.executeQuery()) {
                row.next();
                return row.getLong(1);
            }
        }
    }

    @Override
    public void tryOne(Connection connection, String kekId) throws SQLException {
        for (Cases.Row row : Cases.under(connection, kekId, 1)) {
            Arrays.fill(sealer.unwrap(row.key()), (byte) 0);
        }
    }

    @Override
    public int rewrap(Connection connection, String fromKekId, int most) throws SQLException {
        List<Cases.Row> rows = Cases.under(connection, fromKekId, most);
        for (Cases.Row row : rows) {
            CaseKey anew = sealer.rewrap(row.key());
            try (PreparedStatement rewrap = connection.prepareStatement(REWRAP)) {
                rewrap.setInt(1, anew.log().number());
                rewrap.setLong(2, anew.erasure());
                rewrap.setString(3, anew.kekId());
                rewrap.setBytes(4, anew.wrapped());
                rewrap.execute();
            }
        }
        return rows.size();
    }
}
