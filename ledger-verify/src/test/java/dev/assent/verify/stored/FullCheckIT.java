package dev.assent.verify.stored;

import dev.assent.deploy.parts.PostgresPart;
import dev.assent.verify.report.CouldNotCheckException;
import dev.assent.verify.report.Outcome;
import dev.assent.verify.report.Progress;
import dev.assent.verify.report.Report;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import static org.assertj.core.api.Assertions.assertThat;

/** Over the ledger's real migrations and a real PostgreSQL; the rows are written by the page that describes them. */
class FullCheckIT {

    private static final Path MIGRATIONS = Path.of("../consent-ledger/src/main/resources/db/ledger");

    private static PostgresPart postgres;

    private Connection connection;
    private SampleLog log;

    @BeforeAll
    static void start() {
        postgres = PostgresPart.startTemporary();
    }

    @AfterAll
    static void stop() {
        postgres.close();
    }

    @BeforeEach
    void migrate() throws SQLException, IOException {
        postgres.createDatabase("ledger");
        connection = postgres.superuser("ledger");
        try (Statement statement = connection.createStatement();
                Stream<Path> migrations = Files.list(MIGRATIONS)) {
            for (Path migration : migrations.sorted().toList()) {
                statement.execute(Files.readString(migration));
            }
        }
        log = new SampleLog(connection);
    }

    @AfterEach
    void drop() throws SQLException {
        connection.close();
        try (Connection server = postgres.superuser("postgres");
                Statement statement = server.createStatement()) {
            statement.execute("DROP DATABASE ledger WITH (FORCE)");
        }
    }

    private Report check(String... notes) throws CouldNotCheckException {
        return new FullCheck(
                        new Database(postgres.jdbcUrl("ledger"), "ledger_app", "ledger_app"),
                        KeyEncryptionKeys.of(Map.of(
                                "ASSENT_LEDGER_KEK_KEYS_K1", Base64.getEncoder().encodeToString(SampleLog.KEK))),
                        List.of(log.signer().key()),
                        List.of(notes),
                        Progress.SILENT)
                .run();
    }

    private void assertWhole(Report report) {
        assertThat(report.outcome()).as(report.logs().toString()).isEqualTo(Outcome.WHOLE);
    }

    private void assertFirst(Report report, Long index, String problem) {
        assertThat(report.outcome()).as(report.logs().toString()).isEqualTo(Outcome.TAMPERED);
        assertThat(report.logs().getFirst().first())
                .as(report.logs().toString())
                .hasValueSatisfying(first -> {
                    assertThat(first.index()).isEqualTo(index);
                    assertThat(first.problem()).contains(problem);
                });
    }

    private void fill(int choices) throws SQLException {
        // One transaction: each of its own would wait for the disk.
        connection.setAutoCommit(false);
        for (int i = 0; i < choices; i++) {
            log.choose("subject-" + i, 1, 1);
        }
        connection.setAutoCommit(true);
    }

    @Test
    void whatIsWrittenByThePageIsWhole() throws Exception {
        fill(300);
        log.commit(2, 0);
        log.commit(1, 0);
        log.choose("subject-7", 2, 1);
        log.choose("subject-7", 2, 2);
        log.choose("subject-7", 1, 2);
        log.commit(0, 3);

        Report report = check(log.checkpoint());

        assertWhole(report);
        assertThat(report.totals())
                .containsEntry("entries", 303L)
                .containsEntry("events opened", 303L)
                .containsEntry("tiles", 1L)
                .containsEntry("batches", 3L)
                .containsEntry("duplicates", 3L)
                .containsEntry("dead letters", 3L)
                .containsEntry("checkpoints", 3L);
    }

    @Test
    void anErasureThatWasLoggedIsWhole() throws Exception {
        fill(5);
        log.choose("subject-3", 2, 1);
        long order = log.erase("subject-3");
        log.shred("subject-3", order);
        log.choose("subject-3", 1, 1);
        log.commit(0, 0);

        Report report = check();

        assertWhole(report);
        assertThat(report.totals())
                .containsEntry("erased events", 3L)
                .containsEntry("events opened", 5L)
                .containsEntry("tombstones", 1L);
    }

    @Test
    void aKeyThatIsGoneWithoutATombstoneIsNamed() throws Exception {
        fill(5);
        log.commit(0, 0);
        log.run("ALTER TABLE keys.data_keys_1_0 DISABLE TRIGGER USER");
        log.run("DELETE FROM keys.data_keys_1_0 WHERE key_no = 3");

        assertFirst(check(), 3L, "no tombstone");
    }

    @Test
    void aTombstoneThatNamesNoOrderIsNamed() throws Exception {
        fill(5);
        log.shred("subject-3", 4);
        log.commit(0, 0);

        assertFirst(check(), 3L, "orders no erasure");
    }

    @Test
    void aTombstoneWithoutShreddingIsNamed() throws Exception {
        fill(5);
        log.tombstone("subject-3", log.erase("subject-3"));
        log.commit(0, 0);

        assertFirst(check(), 3L, "still there");
    }

    @Test
    void anEntryUnderAKeyThatWasShreddedBeforeIsNamed() throws Exception {
        fill(5);
        long order = log.erase("subject-3");
        long late = log.choose("subject-3", 2, 1);
        log.shred("subject-3", order);
        log.commit(0, 0);

        assertFirst(check(), late, "shredded before");
    }

    @Test
    void aChoiceThatClaimsToStandThoughANewerOneWasThereIsNamed() throws Exception {
        fill(2);
        log.choose("subject-0", 5, 1);
        long late = log.choose("subject-0", 4, 1);
        log.commit(0, 0);

        assertFirst(check(), late, "kind");
    }

    private static final String GRANTED = "\"purposes\":{\"newsletter\":\"granted\"}";
    private static final String WAITING = "\"purposes\":{\"newsletter\":\"pending\",\"events\":\"never-asked\"}";

    private static String imported(String originallyAt) {
        return GRANTED + ",\"imported\":{\"source\":\"old-tool\",\"recordedAt\":\"" + originallyAt + "\"}";
    }

    @Test
    void importsAndPendingChoicesTakeEffectAsThePageSays() throws Exception {
        log.choose("only-imported", imported("2025-03-01T00:00:00Z"), 1, 3);
        log.choose("only-imported", imported("2025-01-01T00:00:00Z"), 2, 3);
        log.choose("only-imported", imported("2025-04-01T00:00:00Z"), 1, 3);
        log.choose("only-imported", WAITING, 2, 2);
        log.choose("only-imported", GRANTED, 1, 1);
        log.choose("only-imported", imported("2026-04-01T00:00:00Z"), 2, 3);
        log.choose("waits", WAITING, 1, 2);
        log.choose("waits", WAITING, 1, 2);
        log.choose("waits", GRANTED, 1, 1);
        log.choose("waits", WAITING, 2, 2);
        log.choose("of-0.1.0", 1, 1);
        log.choose("of-0.1.0", WAITING, 2, 2);
        log.link("waits", true, 6);
        log.link("waits", false, 7);
        log.commit(0, 0);

        assertWhole(check());
    }

    @Test
    void anImportedChoiceThatClaimsToStandOverOneMadeHereIsNamed() throws Exception {
        log.choose("a", GRANTED, 1, 1);
        long claim = log.choose("a", imported("2026-04-01T00:00:00Z"), 1, 3);
        log.commit(0, 0);

        assertFirst(check(), claim, "kind");
    }

    @Test
    void aPendingChoiceThatClaimsToStandOverAnAnswerIsNamed() throws Exception {
        log.choose("a", GRANTED, 1, 1);
        long claim = log.choose("a", WAITING, 1, 2);
        log.commit(0, 0);

        assertFirst(check(), claim, "kind");
    }

    @Test
    void anAnswerThatIsSetAsideWithoutAReasonIsNamed() throws Exception {
        log.choose("a", WAITING, 1, 2);
        long claim = log.choose("a", GRANTED, 2, 1);
        log.commit(0, 0);

        assertFirst(check(), claim, "kind");
    }

    @Test
    void aStandingThatIsNotTheEventsIsNamed() throws Exception {
        long claim = log.choose("a", imported("2026-04-01T00:00:00Z"), 1, 1);
        log.commit(0, 0);

        assertFirst(check(), claim, "standing");
    }

    @Test
    void aLinkThatClaimsToHaveEndedIsNamed() throws Exception {
        long claim = log.link("a", true, 7);
        log.commit(0, 0);

        assertFirst(check(), claim, "kind");
    }

    @Test
    void whatTheServedCheckpointHoldsMustBeThere() throws Exception {
        fill(5);
        log.commit(0, 0);
        log.choose("subject-9", 1, 1);
        String ahead = log.checkpoint();
        log.run("ALTER TABLE evidence.entries_1_0 DISABLE TRIGGER USER");
        log.run("DELETE FROM evidence.entries_1_0 WHERE idx = 5");
        log.run("ALTER TABLE keys.data_keys_1_0 DISABLE TRIGGER USER");
        log.run("DELETE FROM keys.data_keys_1_0 WHERE key_no = 5");

        assertFirst(check(ahead), 5L, "is missing");
    }

    @Test
    void entriesBehindTheLastBatchAreNamed() throws Exception {
        fill(5);
        log.commit(0, 0);
        log.choose("subject-9", 1, 1);

        assertFirst(check(), 5L, "behind the last batch");
    }

    @Test
    void aMissingBatchIsNamed() throws Exception {
        fill(5);
        log.commit(0, 0);
        log.choose("subject-9", 1, 1);
        log.commit(0, 0);
        log.run("ALTER TABLE evidence.batches DISABLE TRIGGER USER");
        log.run("DELETE FROM evidence.batches WHERE size_before = 0");

        assertFirst(check(), 0L, "starts at offset 5");
    }

    @Test
    void aTileThatIsGoneIsNamed() throws Exception {
        fill(256);
        log.commit(0, 0);
        log.run("ALTER TABLE evidence.tiles_1_0 DISABLE TRIGGER USER");
        log.run("DELETE FROM evidence.tiles_1_0");

        assertFirst(check(), 0L, "is missing");
    }

    @Test
    void withoutTheRightKeyEncryptionKeyNothingCanBeSaid() throws Exception {
        fill(1);
        log.commit(0, 0);
        log.run("ALTER TABLE keys.data_keys_1_0 DISABLE TRIGGER USER");
        log.run("UPDATE keys.data_keys SET kek_id = 'k2'");

        Report report = check();

        assertThat(report.outcome()).isEqualTo(Outcome.COULD_NOT_CHECK);
        assertThat(report.logs().getFirst().couldNotCheck()).contains("k2");
    }
}
