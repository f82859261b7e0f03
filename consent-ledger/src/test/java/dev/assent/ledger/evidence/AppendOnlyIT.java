package dev.assent.ledger.evidence;

import dev.assent.ledger.log.LogId;
import dev.assent.ledger.platform.LedgerParts;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/** The database itself refuses to change evidence, whatever table or partition a later migration adds. */
@QuarkusTest
@QuarkusTestResource(LedgerParts.class)
class AppendOnlyIT {

    private static final String REFUSED = "42501";
    private static final String EVIDENCE = """
            SELECT c.oid::regclass::text,
                   (SELECT quote_ident(attname) FROM pg_attribute
                    WHERE attrelid = c.oid AND attnum > 0 AND NOT attisdropped ORDER BY attnum DESC LIMIT 1)
            FROM pg_class c
            WHERE c.relkind IN ('r', 'p')
              AND (c.relnamespace = 'evidence'::regnamespace OR c.oid = 'public.journal'::regclass)
            ORDER BY 1""";
    private static final LogId LOG = new LogId(5, 1);

    @Inject
    EvidenceDatabases databases;

    private record Table(String name, String column) {}

    @BeforeEach
    void aLogAndAJournalEntry() throws SQLException {
        databases
                .of(LOG)
                .write(connection -> Logs.open(connection, LOG, "ledger.test/assent/5-1", "topic", UUID.randomUUID()));
        try (Connection service = LedgerParts.asService();
                Statement statement = service.createStatement()) {
            statement.execute("""
                    INSERT INTO journal (at, actor, action, object_type, object_id, details)
                    VALUES (now(), 'test', 'test', 'test', 'test', '{}')""");
        }
    }

    @Test
    void everyEvidenceTableAndPartitionRefusesEveryChangeToTheServiceAndToTheOwner() throws SQLException {
        List<Table> tables = tables();

        assertThat(tables)
                .extracting(Table::name)
                .contains(
                        "evidence.entries",
                        "evidence.tiles",
                        "evidence.batches",
                        "evidence.checkpoints",
                        "evidence.tombstones",
                        "evidence.dead_letters",
                        "evidence.gaps",
                        "evidence.logs",
                        "evidence.entries_5_1",
                        "evidence.tiles_5_1",
                        "journal");
        for (Table table : tables) {
            for (String change : List.of(
                    "UPDATE %s SET %2$s = %2$s".formatted(table.name(), table.column()),
                    "DELETE FROM " + table.name(),
                    "TRUNCATE " + table.name() + " CASCADE")) {
                try (Connection service = LedgerParts.asService();
                        Connection owner = LedgerParts.asOwner()) {
                    assertRefused(service, change);
                    assertRefused(owner, change);
                }
            }
        }
    }

    @Test
    void everyPartitionHasTriggersThatAlwaysFire() throws SQLException {
        for (Table table : tables()) {
            // One trigger guards nothing: it begins a log's statistics.
            assertThat(strings("SELECT tgenabled FROM pg_trigger WHERE NOT tgisinternal"
                            + " AND tgname <> 'begin_statistics' AND tgrelid = '" + table.name() + "'::regclass"))
                    .as(table.name())
                    .hasSizeGreaterThanOrEqualTo(2)
                    .containsOnly("A");
        }
    }

    @Test
    void aKeyIsDeletedOnlyAgainstItsTombstone() throws SQLException {
        try (Connection service = LedgerParts.asService();
                Connection owner = LedgerParts.asOwner()) {
            run(service, """
                    INSERT INTO keys.data_keys SELECT %d, coalesce(max(key_no), 0) + 1, 'site', gen_random_uuid()::text,
                    20264, 'k1', decode(repeat('00', 61), 'hex') FROM keys.data_keys WHERE log_id = %1$d""".formatted(LOG.number()));
            String shred = "SELECT keys.shred(%d, ARRAY(SELECT key_no FROM keys.data_keys WHERE log_id = %1$d))"
                    .formatted(LOG.number());

            assertRefused(service, "DELETE FROM keys.data_keys");
            assertRefused(service, "UPDATE keys.data_keys SET site = 'other'");
            assertRefused(service, shred);
            assertRefused(owner, "DELETE FROM keys.data_keys_5_1");
            assertRefused(owner, "UPDATE keys.data_keys_5_1 SET subject = 'other'");
            assertRefused(owner, "TRUNCATE keys.data_keys_5_1");

            run(
                    service,
                    "INSERT INTO evidence.tombstones SELECT log_id, key_no, key_no FROM keys.data_keys WHERE log_id = "
                            + LOG.number());
            run(service, shred);
            assertThat(strings("SELECT key_no FROM keys.data_keys WHERE log_id = " + LOG.number()))
                    .isEmpty();
        }
    }

    @Test
    void theOwnerCannotLogInAndTheServiceIsNotTheOwner() throws SQLException {
        assertThat(strings("SELECT rolcanlogin::text FROM pg_roles WHERE rolname = 'ledger_owner'"))
                .containsExactly("false");
        assertThat(strings("SELECT pg_has_role('ledger_app', 'ledger_owner', 'MEMBER')::text"))
                .containsExactly("false");
    }

    private static void assertRefused(Connection connection, String statement) {
        assertThatExceptionOfType(SQLException.class)
                .as(statement)
                .isThrownBy(() -> run(connection, statement))
                .extracting(SQLException::getSQLState)
                .isEqualTo(REFUSED);
    }

    private static void run(Connection connection, String statement) throws SQLException {
        try (Statement run = connection.createStatement()) {
            run.execute(statement);
        }
    }

    private static List<Table> tables() throws SQLException {
        List<Table> tables = new ArrayList<>();
        try (Connection service = LedgerParts.asOwner();
                Statement statement = service.createStatement();
                ResultSet row = statement.executeQuery(EVIDENCE)) {
            while (row.next()) {
                tables.add(new Table(row.getString(1), row.getString(2)));
            }
        }
        return tables;
    }

    private static List<String> strings(String query) throws SQLException {
        List<String> strings = new ArrayList<>();
        try (Connection service = LedgerParts.asService();
                Statement statement = service.createStatement();
                ResultSet row = statement.executeQuery(query)) {
            while (row.next()) {
                strings.add(row.getString(1));
            }
        }
        return strings;
    }
}
