package dev.assent.ledger;

import dev.assent.deploy.parts.Database;
import dev.assent.deploy.parts.KafkaPart;
import dev.assent.deploy.parts.PostgresPart;
import dev.assent.events.Answer;
import dev.assent.events.ChoiceRecorded;
import dev.assent.ledger.platform.AnsweringLedger;
import dev.assent.ledger.platform.Directories;
import dev.assent.ledger.platform.Intake;
import dev.assent.ledger.platform.LedgerParts;
import dev.assent.ledger.platform.StoredChain;
import dev.assent.ledger.platform.Visitor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * The database fails and its standby, which follows without being waited for, takes its place under the running service. What
 * the standby had not yet got is on Kafka.
 */
class StandbyIT {

    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final Visitor VISITOR = Visitor.on("smartsupp");
    private static final String LOG = "1-" + VISITOR.partition();

    @TempDir
    Path directory;

    private final List<UUID> acknowledged = new ArrayList<>();
    private long sequence;

    @Test
    void aPromotedStandbyThatLacksTheLastBatchesBecomesTheSameLog() throws Exception {
        try (KafkaPart kafka = KafkaPart.startTemporary(LedgerParts.LOGS);
                PostgresPart primary = PostgresPart.start(directory.resolve("primary"), 0);
                Intake intake = new Intake(kafka.bootstrapServers(), Map.of())) {
            Database database = primary.createDatabase("ledger");
            copyOf(primary);
            try (PostgresPart standby = PostgresPart.start(directory.resolve("standby"), 0);
                    AnsweringLedger ledger = AnsweringLedger.start(
                            directory.resolve("ledger.log"), kafka, eitherOf(database, primary, standby), Map.of())) {
                choose(intake, 30);
                await().atMost(PATIENCE).until(() -> ledger.size(LOG) == 30 && entries(standby) == 30);
                stopFollowing(standby);
                choose(intake, 20);
                await().atMost(PATIENCE).until(() -> ledger.size(LOG) == 50);
                byte[] tile = ledger.bytes("/v1/logs/" + LOG + "/tile/0/000.p/50");
                assertThat(entries(standby)).isEqualTo(30);

                primary.kill();
                choose(intake, 5);
                try (Connection superuser = standby.superuser("ledger")) {
                    run(superuser, "SELECT pg_promote()");
                }

                await().atMost(PATIENCE).until(() -> ledger.size(LOG) == 55);
                assertThat(ledger.bytes("/v1/logs/" + LOG + "/tile/0/000.p/50"))
                        .as("the same tree")
                        .isEqualTo(tile);
                assertThat(ids(standby)).isEqualTo(acknowledged);
                try (Connection superuser = standby.superuser("ledger")) {
                    assertThat(StoredChain.faults(superuser)).isEmpty();
                }
                assertThat(ledger.management("/q/health/well")).doesNotContain("frozen: ");
            }
        }
    }

    /** Makes the standby's files while the primary rests, and tells it whom to follow. */
    private void copyOf(PostgresPart primary) throws Exception {
        primary.stop();
        Directories.copy(directory.resolve("primary"), directory.resolve("standby"));
        Files.createFile(directory.resolve("standby/data/standby.signal"));
        Files.writeString(
                directory.resolve("standby/data/postgresql.auto.conf"),
                "primary_conninfo = 'host=127.0.0.1 port=%d user=postgres password=%s'%n"
                        .formatted(primary.port(), primary.superuserPassword()));
        primary.start();
    }

    private static Database eitherOf(Database database, PostgresPart primary, PostgresPart standby) {
        return new Database(
                database.name(),
                "jdbc:postgresql://127.0.0.1:%d,127.0.0.1:%d/ledger?targetServerType=primary&hostRecheckSeconds=1"
                        .formatted(primary.port(), standby.port()),
                database.migratorPassword(),
                database.appPassword());
    }

    private static void stopFollowing(PostgresPart standby) throws SQLException {
        try (Connection superuser = standby.superuser("ledger")) {
            run(superuser, "ALTER SYSTEM SET primary_conninfo = ''");
            run(superuser, "SELECT pg_reload_conf()");
            await().atMost(PATIENCE).until(() -> number(superuser, "SELECT count(*) FROM pg_stat_wal_receiver") == 0);
        }
    }

    private void choose(Intake intake, int choices) {
        for (int i = 0; i < choices; i++) {
            ChoiceRecorded choice = VISITOR.chooses(++sequence, Answer.GRANTED);
            intake.send(choice);
            acknowledged.add(UUID.fromString(choice.eventId()));
        }
    }

    private static long entries(PostgresPart postgres) throws SQLException {
        try (Connection superuser = postgres.superuser("ledger")) {
            return number(superuser, "SELECT count(*) FROM evidence.entries");
        }
    }

    private static List<UUID> ids(PostgresPart postgres) throws SQLException {
        List<UUID> ids = new ArrayList<>();
        try (Connection superuser = postgres.superuser("ledger");
                Statement statement = superuser.createStatement();
                ResultSet row = statement.executeQuery("SELECT event_id FROM evidence.entries ORDER BY idx")) {
            while (row.next()) {
                ids.add(row.getObject(1, UUID.class));
            }
        }
        return ids;
    }

    private static long number(Connection connection, String query) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(query)) {
            row.next();
            return row.getLong(1);
        }
    }

    private static void run(Connection connection, String statement) throws SQLException {
        try (Statement of = connection.createStatement()) {
            of.execute(statement);
        }
    }
}
