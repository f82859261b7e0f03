package dev.assent.ledger.evidence;

import dev.assent.ledger.log.LogId;
import dev.assent.ledger.seal.DataKey;
import dev.assent.ledger.seal.Sealer;
import dev.assent.ledger.seal.WrappedKeys;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** The rows of {@code keys.data_keys} by the key-encryption key that wraps them. */
@ApplicationScoped
public class DataKeys implements WrappedKeys {

    private static final String NEXT = "SELECT kek_id FROM keys.data_keys WHERE kek_id > ? ORDER BY kek_id LIMIT 1";
    private static final String COUNT = "SELECT count(*) FROM keys.data_keys WHERE kek_id = ?";
    private static final String SELECT = """
            SELECT log_id, key_no, site, subject, quarter, kek_id, wrapped FROM keys.data_keys
            WHERE kek_id = ? LIMIT ?""";
    private static final String REWRAP = "SELECT keys.rewrap_all(?, ?, ?, ?)";

    private final Sealer sealer;

    /** The keys, opened and wrapped by the sealer. */
    @Inject
    public DataKeys(Sealer sealer) {
        this.sealer = sealer;
    }

    @Override
    public String what() {
        return "data keys";
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
        for (DataKey key : select(connection, kekId, 1)) {
            Arrays.fill(sealer.unwrap(key), (byte) 0);
        }
    }

    @Override
    public int rewrap(Connection connection, String fromKekId, int most) throws SQLException {
        List<DataKey> keys = select(connection, fromKekId, most);
        if (keys.isEmpty()) {
            return 0;
        }
        List<DataKey> anew = keys.stream().map(sealer::rewrap).toList();
        try (PreparedStatement rewrap = connection.prepareStatement(REWRAP)) {
            rewrap.setArray(
                    1,
                    connection.createArrayOf(
                            "integer",
                            anew.stream().map(key -> key.log().number()).toArray()));
            rewrap.setArray(
                    2,
                    connection.createArrayOf(
                            "bigint", anew.stream().map(DataKey::number).toArray()));
            rewrap.setString(3, sealer.current());
            rewrap.setArray(
                    4,
                    connection.createArrayOf(
                            "bytea", anew.stream().map(DataKey::wrapped).toArray(byte[][]::new)));
            rewrap.execute();
        }
        return keys.size();
    }

    private static List<DataKey> select(Connection connection, String kekId, int most) throws SQLException {
        List<DataKey> keys = new ArrayList<>();
        try (PreparedStatement select = connection.prepareStatement(SELECT)) {
            select.setString(1, kekId);
            select.setInt(2, most);
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    keys.add(new DataKey(
                            LogId.ofNumber(row.getInt(1)),
                            row.getLong(2),
                            row.getString(3),
                            row.getString(4),
                            row.getInt(5),
                            row.getString(6),
                            row.getBytes(7)));
                }
            }
        }
        return keys;
    }
}
