package dev.assent.ledger.platform;

import java.security.MessageDigest;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/** Whether what a database holds is one chain of batches over one tree, with nothing of the ledger's own code. */
public final class StoredChain {

    private static final String BATCHES = """
            SELECT log_id, offset_from, offset_to, size_before, size_after, encode(root, 'hex')
            FROM evidence.batches ORDER BY log_id, offset_from""";
    private static final String ENTRIES = "SELECT log_id, idx, commitment FROM evidence.entries ORDER BY log_id, idx";
    private static final String CHECKPOINTS = "SELECT log_id, size, encode(root, 'hex') FROM evidence.checkpoints";

    private StoredChain() {}

    /** What is wrong, one line each: gaps, repeats and forks. */
    public static List<String> faults(Connection connection) throws SQLException {
        List<String> faults = new ArrayList<>();
        Map<String, String> roots = roots(connection, faults);
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(BATCHES)) {
            int log = -1;
            long offset = 0;
            long size = 0;
            while (row.next()) {
                if (row.getInt(1) != log) {
                    log = row.getInt(1);
                    offset = 0;
                    size = 0;
                }
                if (row.getLong(2) != offset || row.getLong(4) != size) {
                    faults.add("log %d: a batch begins at offset %d and size %d, after %d and %d"
                            .formatted(log, row.getLong(2), row.getLong(4), offset, size));
                }
                offset = row.getLong(3);
                size = row.getLong(5);
                requireRoot(roots, log, size, row.getString(6), faults);
            }
        }
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(CHECKPOINTS)) {
            while (row.next()) {
                requireRoot(roots, row.getInt(1), row.getLong(2), row.getString(3), faults);
            }
        }
        return faults;
    }

    private static void requireRoot(Map<String, String> roots, int log, long size, String root, List<String> faults) {
        String expected = size == 0 ? hex(hash()) : roots.get(log + "/" + size);
        if (!root.equals(expected)) {
            faults.add("log %d: the root at size %d is not that of its entries".formatted(log, size));
        }
    }

    /** The root at every size of every log, from the commitments. */
    private static Map<String, String> roots(Connection connection, List<String> faults) throws SQLException {
        Map<String, String> roots = new HashMap<>();
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(ENTRIES)) {
            int log = -1;
            List<byte[]> subtrees = new ArrayList<>();
            long size = 0;
            while (row.next()) {
                if (row.getInt(1) != log) {
                    log = row.getInt(1);
                    size = 0;
                    subtrees.clear();
                }
                if (row.getLong(2) != size) {
                    faults.add("log %d: entry %d stands at place %d".formatted(log, row.getLong(2), size));
                }
                subtrees.add(hash(new byte[] {0}, row.getBytes(3)));
                size++;
                // As many merges as the new size has trailing zero bits: what is left are the complete subtrees.
                for (long bits = size; (bits & 1) == 0; bits >>= 1) {
                    byte[] right = subtrees.removeLast();
                    subtrees.add(hash(new byte[] {1}, subtrees.removeLast(), right));
                }
                byte[] root = subtrees.getLast();
                for (int i = subtrees.size() - 2; i >= 0; i--) {
                    root = hash(new byte[] {1}, subtrees.get(i), root);
                }
                roots.put(log + "/" + size, hex(root));
            }
        }
        return roots;
    }

    private static byte[] hash(byte[]... parts) {
        try {
            MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
            Arrays.stream(parts).forEach(sha256::update);
            return sha256.digest();
        } catch (java.security.NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(bytes);
    }
}
