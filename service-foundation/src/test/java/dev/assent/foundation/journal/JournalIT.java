package dev.assent.foundation.journal;

import dev.assent.foundation.RealParts;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

@QuarkusTest
@TestProfile(RealParts.class)
class JournalIT {

    @Inject
    Journal journal;

    @Test
    void anEntrySaysWhoDidWhatToWhichObject() throws SQLException {
        journal.record("dpo-one", "request.opened", "one", "request", "42", Map.of("reason", "asked"));

        try (Connection app = app();
                Statement statement = app.createStatement();
                ResultSet row = statement.executeQuery(
                        "SELECT actor, action, site, object_type, details->>'reason' FROM journal WHERE object_id = '42'")) {
            assertThat(row.next()).isTrue();
            assertThat(row.getString(1)).isEqualTo("dpo-one");
            assertThat(row.getString(2)).isEqualTo("request.opened");
            assertThat(row.getString(3)).isEqualTo("one");
            assertThat(row.getString(4)).isEqualTo("request");
            assertThat(row.getString(5)).isEqualTo("asked");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"UPDATE journal SET actor = 'x'", "DELETE FROM journal", "TRUNCATE journal"})
    void nobodyChangesTheJournal(String change) throws SQLException {
        journal.record("dpo-one", "request.read", "one", "request", "43", Map.of());

        try (Connection app = app();
                Connection owner = migrator()) {
            assertThatThrownBy(() -> execute(app, change)).isInstanceOf(SQLException.class);
            assertThatThrownBy(() -> execute(owner, change)).hasMessageContaining("append-only");
        }
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static Connection app() throws SQLException {
        var database = RealParts.Parts.database();
        return DriverManager.getConnection(database.jdbcUrl(), database.app(), database.appPassword());
    }

    private static Connection migrator() throws SQLException {
        var database = RealParts.Parts.database();
        Connection owner =
                DriverManager.getConnection(database.jdbcUrl(), database.migrator(), database.migratorPassword());
        execute(owner, "SET ROLE " + database.owner());
        return owner;
    }
}
