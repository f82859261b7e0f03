package dev.assent.system.platform;

import dev.assent.deploy.local.Service;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The ledger's database, seen and bent by its superuser: the one person whom neither trigger nor key stops. */
public final class LedgerRows implements AutoCloseable {

    private final Connection connection;

    public LedgerRows(PlatformUnderTest platform) throws SQLException {
        connection = platform.platform().superuser(Service.CONSENT_LEDGER);
    }

    /** An entry's place. */
    public record Place(String log, int logId, long index) {

        /** The partition of a table that holds this log. */
        public String partitionOf(String table) {
            return table + "_" + log.replace('-', '_');
        }
    }

    /** Rows that are not as they were, until {@link #close()} puts them back. */
    public final class Tampering implements AutoCloseable {

        private final String table;
        private final String where;

        private Tampering(String table, String where) {
            this.table = table;
            this.where = where;
        }

        @Override
        public void close() throws SQLException {
            behindTheTriggers(
                    table,
                    "DELETE FROM " + table + " WHERE " + where,
                    "INSERT INTO " + table + " SELECT * FROM saved",
                    "DROP TABLE saved");
        }
    }

    /**
     * Changes rows behind the back of their triggers, which stand again afterwards, and of every foreign key.
     *
     * @param table with its schema; the partition itself where the table has some
     * @param where the rows to put back later: those that are there now, and those that will be there
     * @param change the statement that changes them
     */
    public Tampering tamper(String table, String where, String change) throws SQLException {
        behindTheTriggers(table, "CREATE TEMP TABLE saved AS SELECT * FROM " + table + " WHERE " + where, change);
        return new Tampering(table, where);
    }

    private void behindTheTriggers(String table, String... statements) throws SQLException {
        connection.setAutoCommit(false);
        try (Statement statement = connection.createStatement()) {
            statement.execute("SET LOCAL session_replication_role = replica");
            statement.execute("ALTER TABLE " + table + " DISABLE TRIGGER USER");
            for (String sql : statements) {
                statement.execute(sql);
            }
            for (String trigger : triggers(table)) {
                statement.execute("ALTER TABLE " + table + " ENABLE ALWAYS TRIGGER " + trigger);
            }
            connection.commit();
        } finally {
            connection.rollback();
            connection.setAutoCommit(true);
        }
    }

    private Collection<String> triggers(String table) throws SQLException {
        List<String> names = new ArrayList<>();
        try (PreparedStatement statement = connection.prepareStatement(
                "SELECT tgname FROM pg_trigger WHERE tgrelid = ?::regclass AND NOT tgisinternal")) {
            statement.setString(1, table);
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    names.add(rows.getString(1));
                }
            }
        }
        return names;
    }

    /** How many entries there are in all logs. */
    public long entries() throws SQLException {
        return number("SELECT count(*) FROM evidence.entries");
    }

    /** How many entries each of these events has; an event without one is not in the map. */
    public Map<String, Integer> entriesOf(Collection<String> eventIds) throws SQLException {
        Map<String, Integer> counts = new HashMap<>();
        try (PreparedStatement statement = connection.prepareStatement(
                "SELECT event_id::text, count(*) FROM evidence.entries WHERE event_id = ANY (?::uuid[]) GROUP BY 1")) {
            statement.setArray(1, connection.createArrayOf("text", eventIds.toArray()));
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    counts.put(rows.getString(1), rows.getInt(2));
                }
            }
        }
        return counts;
    }

    /** Where an event's entry is. */
    public Place placeOf(String eventId) throws SQLException {
        return place("SELECT l.name, e.log_id, e.idx FROM evidence.entries e JOIN evidence.logs l USING (log_id)"
                + " WHERE e.event_id = '" + eventId + "'");
    }

    /** In the longest log, the highest entry below an index that is the first under its data key. */
    public Place keyHolderBelow(long index) throws SQLException {
        return place("""
                SELECT l.name, e.log_id, e.idx FROM evidence.entries e JOIN evidence.logs l USING (log_id)
                WHERE e.idx < %d AND e.key_no = e.idx AND e.kind = 1 AND e.log_id =
                    (SELECT log_id FROM evidence.entries GROUP BY log_id ORDER BY count(*) DESC, log_id LIMIT 1)
                ORDER BY e.idx DESC LIMIT 1
                """.formatted(index));
    }

    private Place place(String query) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(query)) {
            if (!row.next()) {
                throw new SQLException("there is no such entry");
            }
            return new Place(row.getString(1), row.getInt(2), row.getLong(3));
        }
    }

    /** The one number that a query answers. */
    public long number(String query) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(query)) {
            row.next();
            return row.getLong(1);
        }
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
