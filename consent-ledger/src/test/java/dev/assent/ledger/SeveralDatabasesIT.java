package dev.assent.ledger;

import dev.assent.deploy.parts.Database;
import dev.assent.deploy.parts.KafkaPart;
import dev.assent.deploy.parts.Ports;
import dev.assent.deploy.parts.PostgresPart;
import dev.assent.events.Answer;
import dev.assent.events.ChoiceRecorded;
import dev.assent.events.Subject;
import dev.assent.ledger.platform.Intake;
import dev.assent.ledger.platform.LedgerParts;
import dev.assent.ledger.platform.LedgerProcess;
import dev.assent.ledger.platform.StoredChain;
import dev.assent.ledger.platform.Visitor;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;

/** The packaged service: logs 1-0 and 1-1 live in one PostgreSQL, 1-2 and 1-3 in another. */
class SeveralDatabasesIT {

    private static final Duration PATIENCE = Duration.ofMinutes(4);

    @TempDir
    static Path directory;

    private static KafkaPart kafka;
    private static PostgresPart west;
    private static PostgresPart east;
    private static LedgerProcess ledger;
    private static int port;
    private static Intake intake;

    @BeforeAll
    static void open() {
        kafka = KafkaPart.startTemporary(LedgerParts.LOGS);
        west = PostgresPart.startTemporary();
        east = PostgresPart.startTemporary();
        port = Ports.free();
        Database further = east.createDatabase("ledger");
        Map<String, String> settings = Map.of(
                "quarkus.http.port", Integer.toString(port),
                "assent.ledger.databases.east.jdbc-url", further.jdbcUrl(),
                "assent.ledger.databases.east.password", further.appPassword(),
                "assent.ledger.databases.east.migrator-password", further.migratorPassword(),
                "assent.ledger.databases.east.logs", "1-2..3");
        ledger = LedgerProcess.start(
                kafka, west.createDatabase("ledger"), "only", directory.resolve("ledger.log"), settings);
        intake = new Intake(kafka.bootstrapServers(), Map.of());
        intake.publish("smartsupp", "https://www.smartsupp.test");
        await().atMost(PATIENCE).until(() -> ledger.says("log open: ") >= LedgerParts.LOGS);
    }

    @AfterAll
    static void close() throws InterruptedException {
        ledger.kill();
        intake.close();
        kafka.close();
        west.close();
        east.close();
    }

    @Test
    void eachLogIsInItsDatabaseAndEveryReceiptIsFound() throws SQLException {
        List<ChoiceRecorded> choices = choose(400);

        choices.forEach(SeveralDatabasesIT::awaitReceipt);

        assertOneChainInEach();
        try (Connection inWest = west.superuser("ledger");
                Connection inEast = east.superuser("ledger")) {
            assertThat(logs(inWest)).containsExactly("1-0", "1-1");
            assertThat(logs(inEast)).containsExactly("1-2", "1-3");
            assertThat(Stream.concat(events(inWest).stream(), events(inEast).stream()))
                    .doesNotHaveDuplicates()
                    .containsAll(choices.stream().map(ChoiceRecorded::eventId).toList());
        }
        given().port(port)
                .get("/v1/logs")
                .then()
                .statusCode(200)
                .body("logs.log", contains("1-0", "1-1", "1-2", "1-3"));
    }

    @Test
    void whileOneDatabaseIsLostTheOthersLogsGoOnAndAfterwardsNothingIsMissing() throws SQLException {
        List<ChoiceRecorded> before = choose(40);
        before.forEach(SeveralDatabasesIT::awaitReceipt);

        east.kill();
        before.stream().filter(choice -> partition(choice) >= 2).forEach(lost -> given().port(port)
                .get(Visitor.receiptOf(lost))
                .then()
                .statusCode(503)
                .header("Retry-After", "5")
                .body("type", equalTo("urn:assent:problem:database-unavailable")));
        Visitor inWest = Stream.generate(() -> Visitor.on("smartsupp"))
                .filter(visitor -> visitor.partition() < 2)
                .findFirst()
                .orElseThrow();
        List<ChoiceRecorded> meanwhile = choose(400);
        ChoiceRecorded granted = inWest.chooses(1L, Answer.GRANTED);
        intake.send(granted);
        awaitReceipt(granted);
        given().port(port)
                .header("Assent-Subject", inWest.secret())
                .get("/v1/sites/smartsupp/consent")
                .then()
                .statusCode(200)
                .body("state", equalTo("recorded"));
        given().port(port)
                .get("/v1/logs")
                .then()
                .statusCode(200)
                .body("logs.log", contains("1-0", "1-1", "1-2", "1-3"))
                .body("logs.unavailable", contains(null, null, true, true));

        meanwhile.stream().filter(choice -> partition(choice) < 2).forEach(SeveralDatabasesIT::awaitReceipt);
        east.start();
        meanwhile.forEach(SeveralDatabasesIT::awaitReceipt);
        assertOneChainInEach();
    }

    private static void assertOneChainInEach() throws SQLException {
        for (PostgresPart server : List.of(west, east)) {
            try (Connection superuser = server.superuser("ledger")) {
                assertThat(StoredChain.faults(superuser)).isEmpty();
            }
        }
    }

    private static List<ChoiceRecorded> choose(int count) {
        List<ChoiceRecorded> choices = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            ChoiceRecorded choice = Visitor.on("smartsupp").chooses(1L, Answer.GRANTED);
            intake.send(choice);
            choices.add(choice);
        }
        return choices;
    }

    private static int partition(ChoiceRecorded choice) {
        return new Subject(choice.site(), choice.subject()).partition(LedgerParts.LOGS);
    }

    private static void awaitReceipt(ChoiceRecorded choice) {
        await().atMost(PATIENCE)
                .pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofMillis(100))
                .until(() -> given().port(port).get(Visitor.receiptOf(choice)).statusCode() == 200);
    }

    private static List<String> logs(Connection connection) throws SQLException {
        return strings(connection, "SELECT name FROM evidence.logs ORDER BY log_id");
    }

    private static List<String> events(Connection connection) throws SQLException {
        return strings(connection, "SELECT event_id::text FROM evidence.entries");
    }

    private static List<String> strings(Connection connection, String query) throws SQLException {
        List<String> strings = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(query)) {
            while (row.next()) {
                strings.add(row.getString(1));
            }
        }
        return strings;
    }
}
