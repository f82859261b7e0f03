package dev.assent.ledger.evidence;

import jakarta.enterprise.context.ApplicationScoped;
import org.jspecify.annotations.Nullable;

import javax.sql.DataSource;
import java.sql.Connection;
import java.sql.SQLException;

/** Connections to the ledger's database. */
@ApplicationScoped
public class EvidenceDatabase {

    private final DataSource dataSource;

    EvidenceDatabase(DataSource dataSource) {
        this.dataSource = dataSource;
    }

    /** Work over a connection. */
    @FunctionalInterface
    public interface Work<T extends @Nullable Object> {

        /** Does it. */
        T over(Connection connection) throws SQLException;
    }

    /** Work in which every statement stands for itself. */
    public <T extends @Nullable Object> T read(Work<T> work) {
        try (Connection connection = dataSource.getConnection()) {
            return work.over(connection);
        } catch (SQLException e) {
            throw new EvidenceUnavailableException("the database did not answer", e);
        }
    }

    /** Work in one transaction: all of it or nothing. */
    public <T extends @Nullable Object> T write(Work<T> work) {
        try (Connection connection = dataSource.getConnection()) {
            connection.setAutoCommit(false);
            try {
                T result = work.over(connection);
                connection.commit();
                return result;
            } catch (SQLException | RuntimeException | Error e) {
                connection.rollback();
                throw e;
            } finally {
                connection.setAutoCommit(true);
            }
        } catch (SQLException e) {
            throw new EvidenceUnavailableException("the database did not take it", e);
        }
    }
}
