package dev.assent.system.papers;

import dev.assent.deploy.parts.PostgresPart;
import org.junit.jupiter.api.Test;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** What the papers tell an operator to type does what they say. */
class SnippetsIT {

    @Test
    void theDatabaseOfTheOperatorsPageHasAnOwnerWhoCannotLogIn() throws SQLException {
        List<String> statements = Paper.at("docs/operations.md").blocks("sql").stream()
                .flatMap(block -> List.of(block.split(";")).stream())
                .map(String::strip)
                .filter(statement -> !statement.isEmpty())
                .toList();
        try (PostgresPart postgres = PostgresPart.startTemporary()) {
            try (Connection superuser = postgres.superuser("postgres");
                    Statement statement = superuser.createStatement()) {
                for (String sql : statements) {
                    statement.execute(sql);
                }
            }
            String ledger = "jdbc:postgresql://127.0.0.1:" + postgres.port() + "/ledger";

            try (Connection migrator = DriverManager.getConnection(ledger, "ledger_migrator", "choose one");
                    Statement statement = migrator.createStatement()) {
                statement.execute("SET ROLE ledger_owner");
                statement.execute("CREATE SCHEMA evidence CREATE TABLE entries (idx bigint)");
            }

            assertThatThrownBy(() -> DriverManager.getConnection(ledger, "ledger_owner", "choose one")
                            .close())
                    .hasMessageContaining("ledger_owner");
            try (Connection app = DriverManager.getConnection(ledger, "ledger_app", "choose another");
                    Statement statement = app.createStatement()) {
                assertThat(app.isValid(1)).isTrue();
                assertThatThrownBy(() -> statement.execute("SELECT * FROM evidence.entries"))
                        .hasMessageContaining("permission denied");
                assertThatThrownBy(() -> statement.execute("SET ROLE ledger_owner"))
                        .hasMessageContaining("permission denied");
            }
        }
    }
}
