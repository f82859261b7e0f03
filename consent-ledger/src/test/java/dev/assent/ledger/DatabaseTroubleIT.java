package dev.assent.ledger;

import dev.assent.deploy.parts.Database;
import dev.assent.deploy.parts.KafkaPart;
import dev.assent.deploy.parts.PostgresPart;
import dev.assent.events.Answer;
import dev.assent.events.ChoiceRecorded;
import dev.assent.ledger.platform.AnsweringLedger;
import dev.assent.ledger.platform.Intake;
import dev.assent.ledger.platform.LedgerParts;
import dev.assent.ledger.platform.Visitor;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
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
import java.util.List;
import java.util.Map;
import java.util.concurrent.Future;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** The packaged service over a database that stands still, and over one in which nothing works. */
class DatabaseTroubleIT {

    private static final int CHOICES = 4000;
    private static final int BUFFER = 64 << 10;
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    @TempDir
    static Path directory;

    private static KafkaPart kafka;
    private static PostgresPart postgres;
    private static Database database;
    private static AnsweringLedger ledger;

    @BeforeAll
    static void start() {
        kafka = KafkaPart.startTemporary(LedgerParts.LOGS);
        postgres = PostgresPart.startTemporary();
        database = postgres.createDatabase("ledger");
        ledger = AnsweringLedger.start(
                directory.resolve("ledger.log"),
                kafka,
                database,
                Map.of(
                        "assent.ledger.ingest.buffer", Integer.toString(BUFFER),
                        "assent.ledger.ingest.batch-size", "200",
                        "assent.ledger.ingest.alarm-after", "2s"));
    }

    @AfterAll
    static void stop() {
        ledger.close();
        postgres.close();
        kafka.close();
    }

    @Test
    void whatADatabaseCannotTakeStaysInKafkaAndIsTakenLater() throws Exception {
        try (Intake intake = new Intake(kafka.bootstrapServers(), Map.of());
                Connection superuser = postgres.superuser("ledger")) {
            choose(intake, 1);
            await().atMost(PATIENCE).until(() -> entries() >= 1);
            long before = entries();
            superuser.setAutoCommit(false);
            execute(superuser, "LOCK TABLE evidence.batches IN ACCESS EXCLUSIVE MODE");

            long bytes = choose(intake, CHOICES);
            await().atMost(PATIENCE).until(() -> metric("assent_ledger_held_back_total") > 0);
            double waiting = metric("assent_ledger_waiting_bytes");
            superuser.rollback();

            // A log is held back once it has its share, and a fetch that was under way may come on top.
            assertThat(waiting).isPositive().isLessThan(bytes / 2.0);
            await().atMost(PATIENCE)
                    .until(() -> entries() == before + CHOICES && metric("assent_ledger_waiting_bytes") == 0);
        }
    }

    @Test
    void aLogThatFailsAgainAndAgainIsAnAlarmUntilItWorks() throws Exception {
        try (Intake intake = new Intake(kafka.bootstrapServers(), Map.of());
                Connection superuser = postgres.superuser("ledger")) {
            choose(intake, 1);
            await().atMost(PATIENCE).until(() -> entries() >= 1);
            long before = entries();
            assertThat(ledger.management("/q/health/well")).doesNotContain("fails since");
            execute(superuser, "ALTER TABLE evidence.entries RENAME TO entries_away");

            choose(intake, 20);
            await().atMost(PATIENCE).untilAsserted(() -> {
                assertThat(ledger.management("/q/health/well")).contains("fails since");
                assertThat(metric("assent_ledger_failing")).isPositive();
            });
            execute(superuser, "ALTER TABLE evidence.entries_away RENAME TO entries");

            await().atMost(PATIENCE)
                    .until(() -> entries() == before + 20
                            && !ledger.management("/q/health/well").contains("fails since"));
        }
    }

    /** Answers how many bytes the events have. */
    private static long choose(Intake intake, int count) throws Exception {
        List<Future<RecordMetadata>> sent = new ArrayList<>();
        long bytes = 0;
        for (int i = 0; i < count; i++) {
            ChoiceRecorded choice = Visitor.on("smartsupp").chooses(1L, Answer.GRANTED);
            var record = Visitor.recordOf(choice);
            bytes += record.value().length;
            sent.add(intake.producer().send(record));
        }
        for (Future<RecordMetadata> one : sent) {
            one.get();
        }
        return bytes;
    }

    /** The sum over all logs. */
    private static double metric(String name) {
        return ledger.management("/q/metrics")
                .lines()
                .filter(line -> line.startsWith(name + "{"))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                .sum();
    }

    private static long entries() throws SQLException {
        try (Connection connection =
                        DriverManager.getConnection(database.jdbcUrl(), database.app(), database.appPassword());
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT count(*) FROM evidence.entries")) {
            row.next();
            return row.getLong(1);
        }
    }

    private static void execute(Connection connection, String statement) throws SQLException {
        try (Statement of = connection.createStatement()) {
            of.execute(statement);
        }
    }
}
