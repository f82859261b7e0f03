package dev.assent.ledger.evidence;

import org.jspecify.annotations.Nullable;

import javax.sql.DataSource;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

/** One of the ledger's databases. Each log lives wholly in one of them, see {@link EvidenceDatabases}. */
public final class EvidenceDatabase {

    /** A server that says nothing for so long in the middle of a transaction is taken for gone. */
    private static final int SILENCE_OF_SERVER = 60_000;
    /**
     * For the server a writer is gone that was frozen or cut off: its successor would wait for its batch row. Not a limit
     * on idle transactions: one that has begun to COPY is not idle.
     */
    private static final String LIMIT_OF_WRITER = "SET LOCAL transaction_timeout = '30s'";

    private final String name;
    private final DataSource dataSource;
    private final Migration migration;
    private volatile @Nullable Work<?> demand;

    /**
     * A database.
     *
     * @param name what the settings call it
     * @param dataSource its connections
     * @param migration brings its tables up to date; done before the first work, again after it failed
     */
    EvidenceDatabase(String name, DataSource dataSource, Migration migration) {
        this.name = name;
        this.dataSource = dataSource;
        this.migration = migration;
    }

    /** Work over a connection. */
    @FunctionalInterface
    public interface Work<T extends @Nullable Object> {

        /** Does it. */
        T over(Connection connection) throws SQLException;
    }

    /** What the settings call it; {@code default} where nothing is set. */
    public String name() {
        return name;
    }

    /**
     * Has something looked at before the database is used again, once it is there; where that fails, nothing is read or
     * written.
     *
     * @param first throws {@link EvidenceUnavailableException} if the database must not be used; it is asked again each time
     */
    public void demand(Work<?> first) {
        demand = first;
    }

    private void ensure() {
        migration.ensure();
        if (demand != null) {
            meet();
        }
    }

    private synchronized void meet() {
        Work<?> first = demand;
        if (first == null) {
            return;
        }
        try (Connection connection = dataSource.getConnection()) {
            first.over(connection);
            demand = null;
        } catch (SQLException e) {
            throw new EvidenceUnavailableException("database " + name + " did not answer", e);
        }
    }

    /** Work in which every statement stands for itself. */
    public <T extends @Nullable Object> T read(Work<T> work) {
        ensure();
        try (Connection connection = dataSource.getConnection()) {
            return work.over(connection);
        } catch (SQLException e) {
            throw new EvidenceUnavailableException("database " + name + " did not answer", e);
        }
    }

    /** Work in one transaction: all of it or nothing. */
    public <T extends @Nullable Object> T write(Work<T> work) {
        ensure();
        try (Connection connection = dataSource.getConnection()) {
            connection.setAutoCommit(false);
            connection.setNetworkTimeout(Runnable::run, SILENCE_OF_SERVER);
            try {
                limit(connection);
                T result = work.over(connection);
                connection.commit();
                return result;
            } catch (SQLException | RuntimeException | Error e) {
                rollBack(connection, e);
                throw e;
            } finally {
                if (!connection.isClosed()) {
                    connection.setNetworkTimeout(Runnable::run, 0);
                    connection.setAutoCommit(true);
                }
            }
        } catch (SQLException e) {
            throw new EvidenceUnavailableException("database " + name + " did not take it", e);
        }
    }

    private static void limit(Connection connection) throws SQLException {
        try (Statement set = connection.createStatement()) {
            set.execute(LIMIT_OF_WRITER);
        }
    }

    private static void rollBack(Connection connection, Throwable cause) {
        try {
            connection.rollback();
        } catch (SQLException e) {
            // A connection that is gone: what it began is rolled back by the server.
            cause.addSuppressed(e);
        }
    }
}
