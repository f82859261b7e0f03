package dev.assent.ledger;

import dev.assent.deploy.parts.Database;
import dev.assent.deploy.parts.KafkaPart;
import dev.assent.deploy.parts.PostgresPart;
import dev.assent.events.Answer;
import dev.assent.events.ChoiceRecorded;
import dev.assent.ledger.platform.Intake;
import dev.assent.ledger.platform.LedgerParts;
import dev.assent.ledger.platform.LedgerProcess;
import dev.assent.ledger.platform.Visitor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** The packaged service, killed in the middle of its work. */
class KillIT {

    private static final int CHOICES = 6000;

    @TempDir
    Path directory;

    @Test
    void afterEveryKillEachAcknowledgedChoiceHasExactlyOneEntry() throws Exception {
        try (KafkaPart kafka = KafkaPart.startTemporary(LedgerParts.LOGS);
                PostgresPart postgres = PostgresPart.startTemporary()) {
            Database database = postgres.createDatabase("ledger");
            List<String> acknowledged = Collections.synchronizedList(new ArrayList<>());
            LedgerProcess ledger = start(kafka, database);
            Thread visitors = Thread.ofPlatform().start(() -> choose(kafka, acknowledged));

            for (int goal : List.of(300, 2000)) {
                LedgerProcess running = ledger;
                await().atMost(Duration.ofMinutes(4)).until(() -> {
                    assertThat(running.isAlive())
                            .as("the ledger runs, see its log")
                            .isTrue();
                    return count(database, "SELECT count(*) FROM evidence.entries") >= goal;
                });
                ledger.kill();
                ledger = start(kafka, database);
            }
            visitors.join();
            await().atMost(Duration.ofMinutes(4))
                    .until(() -> count(database, "SELECT count(*) FROM evidence.entries") >= CHOICES);
            ledger.kill();

            assertThat(acknowledged).hasSize(CHOICES);
            assertThat(entries(database)).containsExactlyInAnyOrderElementsOf(acknowledged);
            assertThat(count(database, "SELECT sum(entries) FROM evidence.batches"))
                    .isEqualTo(CHOICES);
            assertThat(count(database, "SELECT sum(duplicates + dead_letters + gaps) FROM evidence.batches"))
                    .isZero();
        }
    }

    private static void choose(KafkaPart kafka, List<String> acknowledged) {
        try (Intake intake = new Intake(kafka.bootstrapServers(), Map.of())) {
            for (int i = 0; i < CHOICES; i++) {
                ChoiceRecorded choice = Visitor.on("smartsupp").chooses(1L, Answer.GRANTED);
                intake.send(choice);
                acknowledged.add(choice.eventId());
            }
        }
    }

    private LedgerProcess start(KafkaPart kafka, Database database) {
        return LedgerProcess.start(kafka, database, "killed", directory.resolve("ledger.log"), Map.of());
    }

    private static List<String> entries(Database database) throws SQLException {
        List<String> entries = new ArrayList<>();
        try (Connection connection = connect(database);
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT event_id::text FROM evidence.entries")) {
            while (row.next()) {
                entries.add(row.getString(1));
            }
        }
        return entries;
    }

    private static long count(Database database, String query) throws SQLException {
        try (Connection connection = connect(database);
                Statement statement = connection.createStatement()) {
            try (ResultSet table = statement.executeQuery("SELECT to_regclass('evidence.tombstones') IS NOT NULL")) {
                table.next();
                if (!table.getBoolean(1)) {
                    return 0;
                }
            } catch (SQLException e) {
                // The role has no right to the schema before the migrations have run.
                return 0;
            }
            try (ResultSet row = statement.executeQuery(query)) {
                row.next();
                return row.getLong(1);
            }
        }
    }

    private static Connection connect(Database database) throws SQLException {
        return DriverManager.getConnection(database.jdbcUrl(), database.app(), database.appPassword());
    }
}
