package dev.assent.ledger;

import dev.assent.deploy.parts.Database;
import dev.assent.deploy.parts.KafkaPart;
import dev.assent.deploy.parts.PostgresPart;
import dev.assent.events.Answer;
import dev.assent.events.ChoiceRecorded;
import dev.assent.ledger.platform.Intake;
import dev.assent.ledger.platform.LedgerParts;
import dev.assent.ledger.platform.LedgerProcess;
import dev.assent.ledger.platform.StoredChain;
import dev.assent.ledger.platform.Visitor;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
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

/** Two packaged services share the partitions while choices come in. */
class TwoLedgersIT {

    private static final Duration PATIENCE = Duration.ofMinutes(4);
    private static final String OPENED = "log open: ";
    /** So many wait at most where nobody writes: enough for each log, and no load of its own. */
    private static final int MOST_WAITING = 2000;

    private static final int LOT = 100;

    @TempDir
    Path directory;

    private final List<String> acknowledged = Collections.synchronizedList(new ArrayList<>());
    private final List<LedgerProcess> ledgers = new ArrayList<>();
    private KafkaPart kafka;
    private PostgresPart postgres;
    private Database database;
    private Thread visitors;
    private volatile boolean open;

    @BeforeEach
    void visitorsComeAndOneLedgerOwnsEveryLog() {
        kafka = KafkaPart.startTemporary(LedgerParts.LOGS);
        postgres = PostgresPart.startTemporary();
        database = postgres.createDatabase("ledger");
        open = true;
        visitors = Thread.ofPlatform().start(this::choose);
        LedgerProcess first = start("first");
        await().atMost(PATIENCE).until(() -> first.says(OPENED) >= LedgerParts.LOGS && entries() > 100);
    }

    @AfterEach
    void stop() throws InterruptedException {
        open = false;
        visitors.join();
        for (LedgerProcess ledger : ledgers) {
            ledger.kill();
        }
        kafka.close();
        postgres.close();
    }

    @Test
    void partitionsGoToAnotherLedgerAndBackAndEachRecordIsOneEntry() throws Exception {
        LedgerProcess first = ledgers.getFirst();
        LedgerProcess second = start("second");
        await().atMost(PATIENCE).until(() -> second.says(OPENED) >= LedgerParts.LOGS / 2);
        awaitMoreEntries();

        first.kill();

        // What the first one had comes to the second, which keeps its own.
        await().atMost(PATIENCE).until(() -> second.says(OPENED) >= LedgerParts.LOGS);
        LedgerProcess third = start("first");
        await().atMost(PATIENCE).until(() -> third.says(OPENED) >= LedgerParts.LOGS + LedgerParts.LOGS / 2);
        awaitEveryChoice();
        assertOneChain();
    }

    @Test
    void aLedgerThatSleptThroughARebalanceWritesNothing() throws Exception {
        LedgerProcess sleeper = ledgers.getFirst();
        LedgerProcess second = start("second");
        await().atMost(PATIENCE).until(() -> second.says(OPENED) >= LedgerParts.LOGS / 2);
        String log = inTheMiddleOfATransaction(sleeper::freeze);
        long batches = batchesOf(log);
        await().atMost(PATIENCE).until(() -> second.says(OPENED) >= LedgerParts.LOGS);
        // The database ends what the sleeper was about, for which its successor waits.
        await().atMost(PATIENCE).until(() -> batchesOf(log) > batches);
        int failed = sleeper.says("log dropped, will be opened again: log=" + log);

        sleeper.thaw();

        // It would finish what it was about, and finds that the other has gone on from the same place.
        await().atMost(PATIENCE).until(() -> sleeper.says("log dropped, will be opened again: log=" + log) > failed);
        awaitEveryChoice();
        assertOneChain();
    }

    /** Holds up every log between its batch row and its commit, does something, and lets them go on; a log of the first. */
    private String inTheMiddleOfATransaction(Runnable meanwhile) throws SQLException {
        try (Connection superuser = postgres.superuser("ledger");
                Statement statement = superuser.createStatement()) {
            superuser.setAutoCommit(false);
            // Data keys come after the batch row, and every choice here is of a new visitor.
            for (int partition = 0; partition < LedgerParts.LOGS; partition++) {
                statement.execute("LOCK TABLE keys.data_keys_1_%d IN EXCLUSIVE MODE".formatted(partition));
            }
            await().atMost(PATIENCE).until(() -> waiting() == LedgerParts.LOGS);
            String log = logsOf(ledgers.getFirst());
            meanwhile.run();
            superuser.rollback();
            return log;
        }
    }

    private String logsOf(LedgerProcess first) {
        LedgerProcess second = ledgers.getLast();
        for (int partition = 0; partition < LedgerParts.LOGS; partition++) {
            String log = "1-" + partition + " ";
            if (second.says(OPENED + "log=" + log) == 0 && first.says(OPENED + "log=" + log) > 0) {
                return log.strip();
            }
        }
        throw new IllegalStateException("the first ledger has kept no log");
    }

    private long batchesOf(String log) throws SQLException {
        return count("SELECT count(*) FROM evidence.batches JOIN evidence.logs USING (log_id) WHERE name = '%s'"
                .formatted(log));
    }

    private long waiting() throws SQLException {
        return count("""
                SELECT count(DISTINCT relation) FROM pg_locks
                WHERE NOT granted AND relation::regclass::text LIKE 'keys.data_keys_1_%'""");
    }

    private LedgerProcess start(String instance) {
        LedgerProcess ledger =
                LedgerProcess.start(kafka, database, instance, directory.resolve(instance + ".log"), Map.of());
        ledgers.add(ledger);
        return ledger;
    }

    private void choose() {
        try (Intake intake = new Intake(kafka.bootstrapServers(), Map.of())) {
            while (open) {
                for (int i = 0; i < LOT; i++) {
                    ChoiceRecorded choice = Visitor.on("smartsupp").chooses(1L, Answer.GRANTED);
                    intake.send(choice);
                    acknowledged.add(choice.eventId());
                }
                await().atMost(PATIENCE).until(() -> !open || acknowledged.size() - entries() < MOST_WAITING);
            }
        }
    }

    private void awaitMoreEntries() throws SQLException {
        long before = entries();
        await().atMost(PATIENCE).until(() -> entries() > before + 200);
    }

    private void awaitEveryChoice() throws InterruptedException {
        open = false;
        visitors.join();
        await().atMost(PATIENCE).until(() -> entries() >= acknowledged.size());
    }

    private void assertOneChain() throws SQLException {
        try (Connection superuser = postgres.superuser("ledger")) {
            assertThat(StoredChain.faults(superuser)).isEmpty();
        }
        assertThat(strings("SELECT event_id::text FROM evidence.entries ORDER BY event_id::text"))
                .isEqualTo(acknowledged.stream().sorted().toList());
        assertThat(count("SELECT sum(duplicates + dead_letters + gaps) FROM evidence.batches"))
                .isZero();
    }

    private long entries() throws SQLException {
        return count("SELECT to_regclass('evidence.tombstones') IS NOT NULL") == 0
                ? 0
                : count("SELECT count(*) FROM evidence.entries");
    }

    private long count(String query) throws SQLException {
        String first = strings("SELECT (%s)::text".formatted(query)).getFirst();
        return switch (first) {
            case "true" -> 1;
            case "false" -> 0;
            default -> Long.parseLong(first);
        };
    }

    private List<String> strings(String query) throws SQLException {
        List<String> strings = new ArrayList<>();
        try (Connection superuser = DriverManager.getConnection(
                        postgres.jdbcUrl("ledger"), "postgres", postgres.superuserPassword());
                Statement statement = superuser.createStatement();
                ResultSet row = statement.executeQuery(query)) {
            while (row.next()) {
                strings.add(row.getString(1));
            }
        }
        return strings;
    }
}
