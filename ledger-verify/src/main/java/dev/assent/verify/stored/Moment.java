package dev.assent.verify.stored;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/** One moment of a database, seen through as many connections as there are readers. */
final class Moment implements AutoCloseable {

    private final Database database;
    private final Connection first;
    private final String snapshot;
    private final Deque<Connection> idle = new ArrayDeque<>();
    private final List<Connection> all = new ArrayList<>();

    Moment(Database database) throws SQLException {
        this.database = database;
        first = database.open();
        all.add(first);
        try (Statement statement = first.createStatement();
                ResultSet row = statement.executeQuery("SELECT pg_export_snapshot()")) {
            row.next();
            snapshot = row.getString(1);
        } catch (SQLException e) {
            first.close();
            throw e;
        }
    }

    /** A connection that somebody gave back, or one more. */
    Connection take() throws SQLException {
        synchronized (idle) {
            Connection connection = idle.poll();
            if (connection != null) {
                return connection;
            }
        }
        Connection connection = database.open();
        synchronized (idle) {
            all.add(connection);
        }
        try (Statement statement = connection.createStatement()) {
            statement.execute("SET TRANSACTION SNAPSHOT '" + snapshot + "'");
            // Along the indexes, whatever the planner knows of tables that may just have been filled.
            statement.execute("SET enable_hashjoin = off");
            statement.execute("SET enable_mergejoin = off");
            statement.execute("SET enable_seqscan = off");
        }
        return connection;
    }

    /** Gives a connection back that nothing runs on. */
    void give(Connection connection) {
        synchronized (idle) {
            idle.push(connection);
        }
    }

    @Override
    public void close() {
        for (Connection connection : all) {
            try {
                connection.close();
            } catch (SQLException e) {
                // It was only read from, and its server may be gone.
            }
        }
    }
}
