package dev.assent.benchmarks.ledger;

import dev.assent.deploy.parts.PartFailedException;
import org.postgresql.PGConnection;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What the ledger stored in one transaction, ready to be copied into other tables.
 *
 * @param batch its row in {@code evidence.batches}, as text for an INSERT
 * @param entries how many entries it holds
 * @param rows by table, its rows in binary COPY format
 */
@SuppressWarnings("ArrayRecordComponent")
record StoredRows(String batch, long entries, Map<String, byte[]> rows) {

    private static final String BATCHES = """
            SELECT log_id, size_before, size_after, entries, quote_literal(b::text) FROM evidence.batches b
            WHERE appended_at > ?::timestamptz AND entries > 0 ORDER BY appended_at""";

    /** The transactions since a moment of the database's clock, in their order. */
    static List<StoredRows> since(Connection connection, String moment) throws SQLException {
        List<StoredRows> batches = new ArrayList<>();
        try (PreparedStatement statement = connection.prepareStatement(BATCHES)) {
            statement.setString(1, moment);
            ResultSet row = statement.executeQuery();
            while (row.next()) {
                int log = row.getInt(1);
                long from = row.getLong(2);
                long to = row.getLong(3);
                Map<String, byte[]> rows = new LinkedHashMap<>();
                put(rows, connection, "keys.data_keys", within(log, "key_no", from, to));
                put(rows, connection, "evidence.entries", within(log, "idx", from, to));
                put(
                        rows,
                        connection,
                        "evidence.tiles",
                        within(log, "((n + 1) << (8 * (level + 1)))", from + 1, to + 1));
                batches.add(new StoredRows(row.getString(5), row.getLong(4), rows));
            }
        }
        return batches;
    }

    /** Copies it into the tables of the same names, in the connection's transaction. */
    void copyInto(Connection connection, String suffix) throws SQLException {
        if (suffix.isEmpty()) {
            try (Statement statement = connection.createStatement()) {
                statement.execute("INSERT INTO evidence.batches SELECT (%s::evidence.batches).*".formatted(batch));
            }
        }
        for (Map.Entry<String, byte[]> table : rows.entrySet()) {
            var copy = connection
                    .unwrap(PGConnection.class)
                    .getCopyAPI()
                    .copyIn("COPY " + table.getKey() + suffix + " FROM STDIN (FORMAT binary)");
            byte[] bytes = table.getValue();
            for (int at = 0; at < bytes.length; at += 1 << 16) {
                copy.writeToCopy(bytes, at, Math.min(1 << 16, bytes.length - at));
            }
            copy.endCopy();
        }
    }

    private static String within(int log, String column, long from, long to) {
        return "log_id = %d AND %s >= %d AND %s < %d".formatted(log, column, from, column, to);
    }

    private static void put(Map<String, byte[]> rows, Connection connection, String table, String condition)
            throws SQLException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            connection
                    .unwrap(PGConnection.class)
                    .getCopyAPI()
                    .copyOut(
                            "COPY (SELECT * FROM %s WHERE %s) TO STDOUT (FORMAT binary)".formatted(table, condition),
                            bytes);
        } catch (IOException e) {
            throw new PartFailedException("The ledger's rows are not read", e);
        }
        rows.put(table, bytes.toByteArray());
    }
}
