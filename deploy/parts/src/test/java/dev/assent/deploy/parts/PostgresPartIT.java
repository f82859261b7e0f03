package dev.assent.deploy.parts;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class PostgresPartIT {
    private static PostgresPart postgres;

    @BeforeAll
    static void start(@TempDir Path directory) {
        postgres = PostgresPart.start(directory, 0);
    }

    @AfterAll
    static void close() {
        postgres.close();
    }

    @Test
    void itKeepsWhatItSaysItHasKept() throws SQLException {
        try (Connection connection = postgres.superuser("postgres")) {
            assertThat(List.of(
                            value(connection, "SHOW fsync"),
                            value(connection, "SHOW synchronous_commit"),
                            value(connection, "SHOW full_page_writes")))
                    .containsOnly("on");
        }
    }

    @Test
    void aDatabaseHasAnOwnerWhoCannotLogInAMigratorAndAnApp() throws SQLException {
        // Given
        Database database = postgres.createDatabase("orders", "it's secret", "app's");

        // When
        try (Connection migrator = connect(database, database.migrator(), "it's secret")) {
            migrator.createStatement().execute("SET ROLE orders_owner");
            migrator.createStatement().execute("CREATE TABLE things (id int)");
            migrator.createStatement().execute("GRANT SELECT ON things TO orders_app");
        }

        // Then
        try (Connection app = connect(database, database.app(), "app's")) {
            assertThat(value(app, "SELECT count(*) FROM things")).isEqualTo("0");
            assertThatThrownBy(() -> app.createStatement().execute("DROP TABLE things"))
                    .hasMessageContaining("must be owner");
            assertThatThrownBy(() -> app.createStatement().execute("CREATE TABLE more (id int)"))
                    .hasMessageContaining("permission denied");
        }
        assertThatThrownBy(() -> connect(database, database.owner(), "")).isInstanceOf(SQLException.class);
        assertThatThrownBy(() -> connect(database, database.app(), "wrong")).hasMessageContaining("password");
        assertThat(postgres.createDatabase("orders", "it's secret", "app's")).isEqualTo(database);
    }

    @Test
    void whatWasCommittedIsThereAfterAKill() throws SQLException {
        // Given
        Database database = postgres.createDatabase("kept");
        List<Integer> committed = new ArrayList<>();
        try (Connection connection = postgres.superuser("kept")) {
            connection.createStatement().execute("CREATE TABLE kept (id int)");
            for (int i = 0; i < 500; i++) {
                connection.createStatement().execute("INSERT INTO kept VALUES (" + i + ")");
                committed.add(i);
            }

            // When
            postgres.kill();
        } catch (SQLException e) {
            assertThat(postgres.running()).isFalse();
        }
        postgres.start();

        // Then
        try (Connection connection = postgres.superuser(database.name())) {
            assertThat(value(connection, "SELECT count(*) FROM kept")).isEqualTo(Integer.toString(committed.size()));
        }
    }

    @Test
    void stoppingDoesNotWaitForClients() throws SQLException {
        try (Connection connection = postgres.superuser("postgres")) {
            postgres.stop();

            assertThat(postgres.running()).isFalse();
            assertThat(connection.isValid(1)).isFalse();
        } finally {
            postgres.start();
        }
    }

    @Test
    void aTakenPortIsNamed(@TempDir Path directory) {
        assertThatThrownBy(() -> PostgresPart.start(directory, postgres.port()))
                .isInstanceOf(PortTakenException.class)
                .hasMessageContaining("PostgreSQL");
    }

    private static Connection connect(Database database, String user, String password) throws SQLException {
        return DriverManager.getConnection(database.jdbcUrl(), user, password);
    }

    private static String value(Connection connection, String query) throws SQLException {
        try (var statement = connection.createStatement();
                var row = statement.executeQuery(query)) {
            row.next();
            return row.getString(1);
        }
    }
}
