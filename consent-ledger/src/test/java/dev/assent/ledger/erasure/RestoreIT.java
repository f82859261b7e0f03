package dev.assent.ledger.erasure;

import dev.assent.deploy.parts.Database;
import dev.assent.deploy.parts.KafkaPart;
import dev.assent.deploy.parts.PostgresPart;
import dev.assent.events.Answer;
import dev.assent.events.ChoiceRecorded;
import dev.assent.events.SitePublished;
import dev.assent.events.SubjectRequestIssued.Decision;
import dev.assent.events.SubjectRequestIssued.Right;
import dev.assent.ledger.platform.Intake;
import dev.assent.ledger.platform.LedgerParts;
import dev.assent.ledger.platform.Visitor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Period;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** The packaged service over a database that is set back to a copy from before an erasure. */
class RestoreIT {

    private static final Duration PATIENCE = Duration.ofMinutes(4);
    private static final int SINCE = 3000;
    private static final int NOT_THERE = 0;

    @TempDir
    Path directory;

    private final HttpClient http = HttpClient.newHttpClient();
    private int port;

    @Test
    void aDatabaseOfTheDayBeforeAnswersNothingBeforeItHasErasedAgain() throws Exception {
        try (KafkaPart kafka = KafkaPart.startTemporary(LedgerParts.LOGS);
                PostgresPart postgres = PostgresPart.startTemporary();
                Intake intake = new Intake(kafka.bootstrapServers(), Map.of("linger.ms", 5))) {
            Database database = postgres.createDatabase("ledger");
            intake.publish(
                    "smartsupp",
                    "https://www.smartsupp.test",
                    null,
                    new SitePublished.Evidence(Period.ofYears(3), "claims"));
            Visitor visitor = Visitor.on("smartsupp");
            ChoiceRecorded choice = visitor.chooses(1L, Answer.GRANTED);
            intake.send(choice);
            Process ledger = start(kafka, database);
            await().atMost(PATIENCE).until(() -> status(choice) == 200);
            ledger.destroyForcibly().waitFor();
            copy(postgres, "ledger", "yesterday");

            ledger = start(kafka, database);
            intake.ask(Right.ERASURE, Decision.ERASE_ALL, "case-1", visitor.subject());
            await().atMost(PATIENCE).until(() -> status(choice) == 410);
            choose(intake);
            ledger.destroyForcibly().waitFor();
            copy(postgres, "yesterday", "ledger");
            assertThat(count(
                            postgres,
                            "SELECT count(*) FROM keys.data_keys WHERE subject = '"
                                    + visitor.subject().value() + "'"))
                    .isOne();

            ledger = start(kafka, database);
            List<Integer> seen = new ArrayList<>();
            await().atMost(PATIENCE).pollInterval(Duration.ofMillis(5)).until(() -> {
                int status = status(choice);
                seen.add(status);
                return status != NOT_THERE && status != 503;
            });

            assertThat(seen.getLast()).as("%s", seen).isEqualTo(410);
            assertThat(count(
                            postgres,
                            "SELECT count(*) FROM keys.data_keys WHERE subject = '"
                                    + visitor.subject().value() + "'"))
                    .isZero();
            // The request is taken again as well, and is the same order.
            await().atMost(PATIENCE).until(() -> count(postgres, "SELECT count(*) FROM erasure.requests") == 1);
            await().atMost(PATIENCE).until(() -> count(postgres, "SELECT sum(duplicates) FROM evidence.batches") >= 1);
            assertThat(count(postgres, "SELECT count(*) FROM evidence.entries WHERE kind = 3"))
                    .isOne();
            ledger.destroyForcibly().waitFor();
        }
    }

    /** So many that the log needs a while to come back to the erasure and to its end. */
    private static void choose(Intake intake) {
        for (int i = 0; i < SINCE; i++) {
            var _ = intake.producer()
                    .send(Visitor.recordOf(Visitor.on("smartsupp").chooses(1L, Answer.GRANTED)));
        }
        intake.producer().flush();
    }

    /** PostgreSQL's own copy of a database, byte for byte, in place of another. */
    private static void copy(PostgresPart postgres, String from, String to) throws SQLException {
        try (Connection server = postgres.superuser("postgres");
                Statement statement = server.createStatement()) {
            statement.execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname IN ('" + from
                    + "', '" + to + "')");
            statement.execute("DROP DATABASE IF EXISTS " + to + " WITH (FORCE)");
            statement.execute("CREATE DATABASE " + to + " TEMPLATE " + from + " OWNER ledger_owner");
            statement.execute("GRANT CONNECT, TEMPORARY ON DATABASE " + to + " TO ledger_migrator, ledger_app");
        }
    }

    private int status(ChoiceRecorded choice) {
        URI receipt = URI.create("http://127.0.0.1:" + port + Visitor.receiptOf(choice));
        try {
            return http.send(HttpRequest.newBuilder(receipt).build(), BodyHandlers.discarding())
                    .statusCode();
        } catch (IOException e) {
            return NOT_THERE;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private Process start(KafkaPart kafka, Database database) throws IOException {
        try (ServerSocket free = new ServerSocket(0)) {
            port = free.getLocalPort();
        }
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        Map<String, String> settings = new TreeMap<>(LedgerParts.settings(kafka, database));
        settings.put("quarkus.http.port", Integer.toString(port));
        settings.put("quarkus.management.port", "0");
        settings.put("assent.ledger.ingest.instance-id", "restored");
        settings.forEach((key, value) -> command.add("-D" + key + "=" + value));
        command.add("-jar");
        command.add(Path.of("target", "quarkus-app", "quarkus-run.jar").toString());
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(
                        directory.resolve("ledger.log").toFile()))
                .start();
    }

    private static long count(PostgresPart postgres, String query) throws SQLException {
        try (Connection connection = postgres.superuser("ledger");
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(query)) {
            row.next();
            return row.getLong(1);
        }
    }
}
