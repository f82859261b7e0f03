package dev.assent.verify.stored;

import dev.assent.verify.report.CouldNotCheckException;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The ledger's database, read and never written.
 *
 * @param url JDBC address
 * @param username a role that may read the schemas {@code evidence} and {@code keys}
 * @param password its password
 */
public record Database(String url, String username, String password) {

    private static final String PREFIX = "ASSENT_VERIFY_JDBC_";
    private static final Pattern FURTHER = Pattern.compile(PREFIX + "([A-Z0-9]+)_URL");

    /**
     * From {@code ASSENT_VERIFY_JDBC_URL}, {@code _USERNAME} and {@code _PASSWORD}, and for each further database of the
     * ledger {@code ASSENT_VERIFY_JDBC_{NAME}_URL}, with a {@code _USERNAME} and {@code _PASSWORD} of its own where they
     * differ.
     */
    public static List<Database> of(Map<String, String> environment) throws CouldNotCheckException {
        Database first = new Database(
                variable(environment, "URL"), variable(environment, "USERNAME"), variable(environment, "PASSWORD"));
        List<Database> all = new ArrayList<>(List.of(first));
        for (Map.Entry<String, String> variable : new TreeMap<>(environment).entrySet()) {
            Matcher named = FURTHER.matcher(variable.getKey());
            if (named.matches()) {
                String name = PREFIX + named.group(1);
                all.add(new Database(
                        variable.getValue(),
                        environment.getOrDefault(name + "_USERNAME", first.username()),
                        environment.getOrDefault(name + "_PASSWORD", first.password())));
            }
        }
        return all;
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
