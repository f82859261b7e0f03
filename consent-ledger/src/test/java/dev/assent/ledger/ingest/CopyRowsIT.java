package dev.assent.ledger.ingest;

import dev.assent.ledger.platform.LedgerParts;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

@QuarkusTest
@QuarkusTestResource(LedgerParts.class)
class CopyRowsIT {

    private static final Duration LIMIT = Duration.ofSeconds(20);
    /** More than the sockets' buffers take: the client still writes when the server goes. */
    private static final int MANY = 20_000;

    private static final int FEW = 10;

    @ParameterizedTest
    @ValueSource(ints = {FEW, MANY})
    void whoseServerGoesInTheMiddleCanRollBackAtOnce(int count) throws SQLException {
        try (Connection connection = LedgerParts.asSuperuser()) {
            prepare(connection, "PERFORM pg_terminate_backend(pg_backend_pid());");

            assertThatExceptionOfType(SQLException.class)
                    .isThrownBy(() -> rows(count).send(connection));

            assertTimeoutPreemptively(
                    LIMIT, () -> assertThatExceptionOfType(SQLException.class).isThrownBy(connection::rollback));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {FEW, MANY})
    void whoseRowsAreRefusedCanRollBackAndGoOn(int count) throws SQLException {
        try (Connection connection = LedgerParts.asSuperuser()) {
            prepare(connection, "RAISE EXCEPTION 'not this one';");

            assertThatExceptionOfType(SQLException.class)
                    .isThrownBy(() -> rows(count).send(connection))
                    .withMessageContaining("not this one");

            assertTimeoutPreemptively(LIMIT, () -> connection.rollback());
            assertThat(one(connection)).isEqualTo(1);
        }
    }

    @Test
    void sendsAll() throws SQLException {
        try (Connection connection = LedgerParts.asSuperuser()) {
            prepare(connection, "");

            rows(MANY).send(connection);

            try (Statement statement = connection.createStatement();
                    ResultSet row = statement.executeQuery("SELECT count(*) FROM copied")) {
                row.next();
                assertThat(row.getInt(1)).isEqualTo(MANY);
            }
        }
    }

    private static CopyRows rows(int count) {
        CopyRows rows = new CopyRows("copied (n, bytes)", 2);
        for (int n = 0; n < count; n++) {
            rows.row().integer(n).bytes(new byte[1000]);
        }
        return rows;
    }

    /** A table, of this connection alone, that does something at its sixth row; a transaction is open afterwards. */
    private static void prepare(Connection connection, String atSixth) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("CREATE TEMP TABLE copied (n integer, bytes bytea)");
            statement.execute("""
                    CREATE FUNCTION pg_temp.at_sixth() RETURNS trigger LANGUAGE plpgsql AS
                    $$ BEGIN IF NEW.n = 5 THEN %s END IF; RETURN NEW; END $$""".formatted(atSixth.isEmpty() ? "NULL;" : atSixth));
            statement.execute(
                    "CREATE TRIGGER at_sixth BEFORE INSERT ON copied FOR EACH ROW EXECUTE FUNCTION pg_temp.at_sixth()");
        }
        connection.setAutoCommit(false);
    }

    private static int one(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT 1")) {
            row.next();
            return row.getInt(1);
        }
    }
}
