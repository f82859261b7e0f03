package dev.assent.deploy.parts;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;

/**
 * A PostgreSQL server that keeps what it says it has kept: {@code fsync} and {@code synchronous_commit} are on. It asks
 * for passwords, and listens on 127.0.0.1 only.
 */
public final class PostgresPart implements Part {
    private static final Duration START_LIMIT = Duration.ofMinutes(3);
    private static final Duration STOP_LIMIT = Duration.ofSeconds(30);
    private static final String SUPERUSER = "postgres";

    private final Path directory;
    private final int port;
    private final boolean temporary;
    private final PostgresPrograms programs;
    private @Nullable ChildProcess process;

    private PostgresPart(Path directory, int port, boolean temporary) {
        this.directory = directory.toAbsolutePath();
        this.port = port;
        this.temporary = temporary;
        this.programs = PostgresPrograms.find();
    }

    /**
     * Starts a server.
     *
     * @param directory its data, log file and superuser's password; made at the first start and kept
     * @param port the port on 127.0.0.1, or 0 for a free one
     */
    public static PostgresPart start(Path directory, int port) {
        return started(new PostgresPart(directory, Ports.orFree(port), false));
    }

    /** Starts a server on a free port, whose data goes at {@link #close()}. */
    public static PostgresPart startTemporary() {
        return started(new PostgresPart(Installed.temporaryDirectory("postgresql"), Ports.free(), true));
    }

    private static PostgresPart started(PostgresPart part) {
        part.start();
        return part;
    }

    @Override
    public String name() {
        return "PostgreSQL";
    }

    @Override
    public int port() {
        return port;
    }

    @Override
    public synchronized void start() {
        if (running()) {
            return;
        }
        Ports.claim(name(), port);
        Path data = directory.resolve("data");
        if (!Files.exists(data.resolve("PG_VERSION"))) {
            initialise(data);
        }
        ChildProcess server = ChildProcess.start(
                name(),
                programs.command(
                        "postgres",
                        List.of(
                                "-D", data.toString(),
                                "-p", Integer.toString(port),
                                "-c", "listen_addresses=127.0.0.1",
                                "-c", "unix_socket_directories=",
                                "-c", "fsync=on",
                                "-c", "synchronous_commit=on",
                                "-c", "full_page_writes=on",
                                "-c", "max_connections=200",
                                "-c", "timezone=UTC",
                                "-c", "log_timezone=UTC")),
                programs.environment(),
                log(),
                // PostgreSQL's fast shutdown; SIGTERM would wait for its clients.
                "INT");
        process = server;
        server.await(START_LIMIT, this::accepts);
    }

    /**
     * Makes a database with its roles, or, where it exists, sets the roles' passwords.
     *
     * @param name lower-case letters, digits and underscores
     * @param migratorPassword for NAME_migrator
     * @param appPassword for NAME_app
     */
    public Database createDatabase(String name, String migratorPassword, String appPassword) {
        if (!name.matches("[a-z][a-z0-9_]*")) {
            throw new IllegalArgumentException("Not a database's name: " + name);
        }
        Database database = new Database(name, jdbcUrl(name), migratorPassword, appPassword);
        try (Connection connection = superuser(SUPERUSER)) {
            role(connection, database.owner(), null);
            role(connection, database.migrator(), migratorPassword);
            role(connection, database.app(), appPassword);
            run(connection, "GRANT " + database.owner() + " TO " + database.migrator());
            if (!exists(connection, "SELECT 1 FROM pg_database WHERE datname = ?", name)) {
                run(connection, "CREATE DATABASE " + name + " OWNER " + database.owner());
                run(connection, "REVOKE ALL ON DATABASE " + name + " FROM PUBLIC");
                run(
                        connection,
                        "GRANT CONNECT, TEMPORARY ON DATABASE " + name + " TO " + database.migrator() + ", "
                                + database.app());
            }
            return database;
        } catch (SQLException e) {
            throw new PartFailedException("PostgreSQL does not make the database " + name, e);
        }
    }

    /** Makes a database whose roles have their own names as passwords: for tests. */
    public Database createDatabase(String name) {
        return createDatabase(name, name + "_migrator", name + "_app");
    }

    /** Where a database is, without user and password. */
    public String jdbcUrl(String database) {
        return "jdbc:postgresql://127.0.0.1:" + port + "/" + database;
    }

    /** A connection as superuser, who is above all rights and triggers; the caller closes it. */
    public Connection superuser(String database) throws SQLException {
        return DriverManager.getConnection(jdbcUrl(database), SUPERUSER, superuserPassword());
    }

    /** The superuser's password, for role {@code postgres}. */
    public String superuserPassword() {
        try {
            return Files.readString(passwordFile()).strip();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public synchronized void stop() {
        if (process == null || !process.alive()) {
            return;
        }
        // SIGINT, which Java cannot send: disconnects the clients, where SIGTERM waits for them.
        ChildProcess interrupt = ChildProcess.start(
                name(), List.of("kill", "-INT", Long.toString(process.pid())), programs.environment(), log());
        interrupt.exits(STOP_LIMIT);
        if (!process.exits(STOP_LIMIT)) {
            process.kill();
        }
    }

    @Override
    public synchronized void kill() {
        if (process != null) {
            process.kill();
        }
    }

    @Override
    public synchronized boolean running() {
        return process != null && process.alive();
    }

    @Override
    public void close() {
        if (temporary) {
            kill();
            Installed.remove(directory);
        } else {
            stop();
        }
    }

    private void initialise(Path data) {
        try {
            // Left behind where an earlier start was cut off.
            Installed.remove(data);
            Files.createDirectories(data);
            Files.setPosixFilePermissions(data, PosixFilePermissions.fromString("rwx------"));
            if (!Files.exists(passwordFile())) {
                Secrets.write(passwordFile(), Secrets.random());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        ChildProcess initdb = ChildProcess.start(
                "PostgreSQL's initdb",
                programs.command(
                        "initdb",
                        List.of(
                                "-D",
                                data.toString(),
                                "-U",
                                SUPERUSER,
                                "-A",
                                "scram-sha-256",
                                "--pwfile=" + passwordFile(),
                                "-E",
                                "UTF8",
                                "--locale=C",
                                "--locale-provider=builtin",
                                "--builtin-locale=C.UTF-8")),
                programs.environment(),
                log());
        initdb.await(START_LIMIT, () -> initdb.exits(Duration.ofMillis(50)) && initdb.succeeded());
    }

    private boolean accepts() {
        if (!Ports.answers(port)) {
            return false;
        }
        try (Connection connection = superuser(SUPERUSER)) {
            return connection.isValid(1);
        } catch (SQLException e) {
            return false;
        }
    }

    private static void role(Connection connection, String role, @Nullable String password) throws SQLException {
        if (!exists(connection, "SELECT 1 FROM pg_roles WHERE rolname = ?", role)) {
            run(connection, "CREATE ROLE " + role + " NOLOGIN");
        }
        if (password != null) {
            run(connection, "ALTER ROLE " + role + " LOGIN PASSWORD " + quoted(connection, password));
        }
    }

    private static String quoted(Connection connection, String text) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("SELECT quote_literal(?)")) {
            statement.setString(1, text);
            try (ResultSet row = statement.executeQuery()) {
                row.next();
                return row.getString(1);
            }
        }
    }

    private static boolean exists(Connection connection, String query, String value) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(query)) {
            statement.setString(1, value);
            try (ResultSet row = statement.executeQuery()) {
                return row.next();
            }
        }
    }

    private static void run(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private Path passwordFile() {
        return directory.resolve("superuser.password");
    }

    private Path log() {
        return directory.resolve("postgresql.log");
    }
}
