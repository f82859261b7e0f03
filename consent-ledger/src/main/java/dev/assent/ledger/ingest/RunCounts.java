package dev.assent.ledger.ingest;

import dev.assent.ledger.evidence.Entry;
import dev.assent.ledger.log.LogId;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;

/** How many entries and duplicates of each producer run a batch has: one side of the loss account. */
final class RunCounts {

    private static final String INSERT = """
            INSERT INTO evidence.runs (log_id, run, offset_from, entries, duplicates)
            SELECT ?, run, ?, entries, duplicates FROM unnest(?, ?, ?) AS counted (run, entries, duplicates)""";

    private static final int ENTRIES = 0;
    private static final int DUPLICATES = 1;

    private RunCounts() {}

    /** Writes them; in the transaction of the batch, after its row. */
    static void insert(Connection connection, LogId log, Batch batch, List<Reading> readings) throws SQLException {
        Map<String, long[]> counts = of(readings, batch.entries());
        if (counts.isEmpty()) {
            return;
        }
        try (PreparedStatement insert = connection.prepareStatement(INSERT)) {
            insert.setInt(1, log.number());
            insert.setLong(2, batch.before().offset());
            insert.setArray(3, connection.createArrayOf("text", counts.keySet().toArray()));
            insert.setArray(4, connection.createArrayOf("bigint", column(counts, ENTRIES)));
            insert.setArray(5, connection.createArrayOf("bigint", column(counts, DUPLICATES)));
            insert.executeUpdate();
        }
    }

    /** By run: entries, duplicates. The first record of an event is its entry, the others are duplicates. */
    private static Map<String, long[]> of(List<Reading> readings, List<Entry> entries) {
        Set<UUID> open = new HashSet<>();
        entries.forEach(entry -> open.add(entry.eventId()));
        Map<String, long[]> counts = new TreeMap<>();
        for (Reading reading : readings) {
            if (reading instanceof Reading.Taken(var _, var event)) {
                boolean entry = open.remove(UUID.fromString(event.eventId()));
                counts.computeIfAbsent(event.producer().run(), _ -> new long[2])[entry ? ENTRIES : DUPLICATES]++;
            }
        }
        return counts;
    }

    private static Object[] column(Map<String, long[]> counts, int which) {
        return counts.values().stream().map(count -> count[which]).toArray();
    }
}
