package dev.assent.verify.stored;

import dev.assent.verify.report.CouldNotCheckException;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Map;
import java.util.Properties;

/**
 * The ledger's database, read and never written.
 *
 * @param url JDBC address
 * @param username a role that may read the schemas {@code evidence} and {@code keys}
 * @param password its password
 */
public record Database(String url, String username, String password) {

    private static final String PREFIX = "ASSENT_VERIFY_JDBC_";

    /** From {@code ASSENT_VERIFY_JDBC_URL}, {@code _USERNAME} and {@code _PASSWORD}. */
    public static Database of(Map<String, String> environment) throws CouldNotCheckException {
        return new Database(
                variable(environment, "URL"), variable(environment, "USERNAME"), variable(environment, "PASSWORD"));
    }

    private static String variable(Map<String, String> environment, String name) throws CouldNotCheckException {
        String value = environment.get(PREFIX + name);
        if (value == null) {
            throw new CouldNotCheckException(PREFIX + name + " is not set");
        }
        return value;
    }

    /** A connection that sees one moment of the database and can change nothing. */
    Connection open() throws SQLException {
        Properties properties = new Properties();
        properties.setProperty("user", username);
        properties.setProperty("password", password);
        properties.setProperty("ApplicationName", "ledger-verify");
        Connection connection = DriverManager.getConnection(url, properties);
        connection.setReadOnly(true);
        connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
        connection.setAutoCommit(false);
        return connection;
    }

    /** Without the password. */
    @Override
    public String toString() {
        return url;
    }
}
