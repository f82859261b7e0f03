package dev.assent.verify.stored;

import dev.assent.deploy.parts.PostgresPart;
import dev.assent.verify.merkle.Hash;
import dev.assent.verify.note.VerifierKey;
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
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
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
        return check(Since.BEGINNING, notes);
    }

    private Report check(Since since, String... notes) throws CouldNotCheckException {
        return check(since, List.of(log.signer().key()), notes);
    }

    private Report check(Since since, List<VerifierKey> keys, String... notes) throws CouldNotCheckException {
        return new FullCheck(
                        List.of(new Database(postgres.jdbcUrl("ledger"), "ledger_app", "ledger_app")),
                        KeyEncryptionKeys.of(Map.of(
                                "ASSENT_LEDGER_KEK_KEYS_K1", Base64.getEncoder().encodeToString(SampleLog.KEK))),
                        keys,
                        List.of(notes),
                        since,
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
            log.choose("subject-" + log.size(), 1, 1);
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

    /** Everything that is there holds together, and the log once signed more. */
    @Test
    void aFrozenLogLacksWhatItSigned() throws Exception {
        fill(5);
        log.commit(0, 0);
        assertWhole(check());
        try (PreparedStatement freeze = connection.prepareStatement(
                "INSERT INTO evidence.frozen_logs (log_id, reason, size, root, note) VALUES (65536, 'restored', 5, ?, ?)")) {
            freeze.setBytes(1, new byte[32]);
            freeze.setString(2, log.signer().checkpoint(7, Hash.emptyRoot()));
            freeze.executeUpdate();
        }

        assertFirst(check(), 5L, "is missing: 7 entries were signed");
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

    private static final String HELD =
            "\"validUntil\":\"2020-01-01T00:00:00Z\",\"purposes\":{\"statistics\":\"granted\"}";
    private static final Instant PERIOD_ENDS = Instant.parse("2023-01-01T00:00:00Z");

    @Test
    void whatAnErasureKeepsIsWholeAndSoIsItsEnd() throws Exception {
        long granted = log.choose("a", HELD, 1, 1);
        long denied = log.choose(
                "a", "\"validUntil\":\"2027-01-01T00:00:00Z\",\"purposes\":{\"statistics\":\"denied\"}", 1, 1);
        long order = log.eraseKeeping("a", PERIOD_ENDS, granted, denied);
        log.commit(0, 0);
        Report kept = check();
        assertWhole(kept);
        assertThat(kept.totals()).containsEntry("kept proofs", 3L);

        long end = log.expire("\"erasure\":" + order);
        log.run("SELECT restricted.expire(65536, %d, %d)".formatted(order, end));
        log.commit(0, 0);

        Report expired = check();
        assertWhole(expired);
        assertThat(expired.totals()).containsEntry("expired cases", 1L).doesNotContainKey("kept proofs");
    }

    @Test
    void keptProofsThatAreGoneBeforeTheirTimeAreNamed() throws Exception {
        long order = log.eraseKeeping("a", PERIOD_ENDS, log.choose("a", HELD, 1, 1));
        log.commit(0, 0);
        log.run("ALTER TABLE restricted.cases DISABLE TRIGGER USER");
        log.run("ALTER TABLE restricted.proofs DISABLE TRIGGER USER");
        log.run("DELETE FROM restricted.proofs");
        log.run("DELETE FROM restricted.cases");

        assertFirst(check(), order, "is gone");
    }

    @Test
    void keptProofsWhoseDateIsNotTheirOrdersAreNamed() throws Exception {
        long order = log.eraseKeeping("a", PERIOD_ENDS.plusSeconds(1), log.choose("a", HELD, 1, 1));
        log.commit(0, 0);

        assertFirst(check(), order, "its order says until 2023-01-01");
    }

    @Test
    void anEndThatTheLogDoesNotOrderIsNamed() throws Exception {
        long order = log.eraseKeeping("a", PERIOD_ENDS, log.choose("a", HELD, 1, 1));
        long end = log.expire("\"erasure\":4711");
        log.run("SELECT restricted.expire(65536, %d, %d)".formatted(order, end));
        log.commit(0, 0);

        assertFirst(check(), order, "does not say so");
    }

    @Test
    void whatTheLogSaysOfItsErasuresIsWhole() throws Exception {
        long granted = log.choose("a", HELD, 1, 1);
        long kept = log.eraseKeeping("a", PERIOD_ENDS, granted);
        log.choose("b", 1, 1);
        long plain = log.erase("b");
        log.shred("b", plain);
        log.commit(0, 0);
        assertThat(check().logs().getFirst().remarks())
                .singleElement()
                .asString()
                .contains("2 erasures");

        log.state(kept, 2, granted);
        log.state(plain, 0, 2);
        log.commit(0, 0);

        Report report = check();
        assertWhole(report);
        assertThat(report.totals()).containsEntry("stated erasures", 2L);
        assertThat(report.logs().getFirst().remarks()).isEmpty();
    }

    @Test
    void anErasureThatWasUndoneWithItsTombstoneIsNamed() throws Exception {
        fill(5);
        log.run("CREATE TABLE backup AS SELECT * FROM keys.data_keys");
        long order = log.erase("subject-3");
        log.shred("subject-3", order);
        log.state(order, 0, 3);
        log.commit(0, 0);
        assertWhole(check());
        undo(3);

        assertFirst(check(), 3L, "erasure %d shredded its data key, and no tombstone does".formatted(order));
    }

    /** Its order can be opened again, and says what should have become of it. */
    @Test
    void anErasureThatWasUndoneIsNamedByItsOwnOrder() throws Exception {
        fill(5);
        log.run("CREATE TABLE backup AS SELECT * FROM keys.data_keys");
        long order = log.erase("subject-3");
        log.shred("subject-3", order);
        log.commit(0, 0);
        assertWhole(check());
        undo(3);

        assertFirst(check(), order, "can still be opened");
    }

    @Test
    void aKeyWhoseLossIsPutOnAnotherPersonsErasureIsNamed() throws Exception {
        fill(5);
        long order = log.erase("subject-3");
        log.shred("subject-3", order);
        log.state(order, 0, 3);
        log.commit(0, 0);
        assertWhole(check());
        log.shred("subject-4", order);

        assertFirst(check(), 4L, "shredded other keys");
    }

    @Test
    void aCaseThatIsGoneWithItsEvidenceIsNamed() throws Exception {
        long granted = log.choose("a", HELD, 1, 1);
        long order = log.eraseKeeping("a", PERIOD_ENDS, granted);
        log.state(order, 2, granted);
        log.commit(0, 0);
        assertWhole(check());
        takeAwayTheCase();

        assertFirst(check(), order, "it kept 2 proofs");
    }

    @Test
    void aCaseWhoseEndIsLoggedMustHaveBeenThere() throws Exception {
        long order = log.eraseKeeping("a", PERIOD_ENDS, log.choose("a", HELD, 1, 1));
        log.run("SELECT restricted.expire(65536, %d, %d)".formatted(order, log.expire("\"erasure\":" + order)));
        log.commit(0, 0);
        assertWhole(check());
        takeAwayTheCase();

        assertFirst(check(), order, "nothing says that it kept anything");
    }

    @Test
    void aStatementAboutNoErasureIsNamed() throws Exception {
        fill(5);
        long said = log.state(2, 0);
        log.commit(0, 0);

        assertFirst(check(), said, "orders no erasure");
    }

    /** A key that a backup still has is put back, and nothing says any more that it was gone. */
    private void undo(long key) throws SQLException {
        bend("evidence.tombstones", "DELETE FROM evidence.tombstones WHERE key_no = " + key);
        log.run("INSERT INTO keys.data_keys SELECT * FROM backup WHERE key_no = " + key);
    }

    private void takeAwayTheCase() throws SQLException {
        bend("restricted.proofs", "DELETE FROM restricted.proofs");
        bend("restricted.cases", "DELETE FROM restricted.cases");
        bend("evidence.expiries", "DELETE FROM evidence.expiries");
        bend("evidence.kept", "DELETE FROM evidence.kept");
    }

    @Test
    void aKeyThatAnExpiryDoesNotNameIsNamed() throws Exception {
        fill(5);
        log.shred("subject-3", log.expire("\"keys\":[3]"));
        log.shred("subject-4", log.expire("\"keys\":[3]"));
        log.commit(0, 0);

        assertFirst(check(), 4L, "ends other keys");
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

    /** More than one range, so that several threads meet. */
    @Test
    void aLongLogIsWholeAndItsFirstBadEntryIsTheOneThatIsNamed() throws Exception {
        connection.setAutoCommit(false);
        LargeLog large = new LargeLog(connection, 1);
        large.write(40_000);
        connection.commit();
        connection.setAutoCommit(true);

        Report whole = check(
                Since.BEGINNING, List.of(large.signer().key(), log.signer().key()));
        assertWhole(whole);
        assertThat(whole.totals()).containsEntry("events opened", 40_000L).containsEntry("tiles", 156L);

        bend(
                "evidence.entries_1_1",
                "UPDATE evidence.entries_1_1 SET sealed = set_byte(sealed, 20, get_byte(sealed, 20) # 1)"
                        + " WHERE idx IN (9000, 20000, 35000)");

        Report report = check(
                Since.BEGINNING, List.of(large.signer().key(), log.signer().key()));
        assertThat(report.outcome()).isEqualTo(Outcome.TAMPERED);
        assertThat(report.logs().stream()
                        .filter(one -> one.log().equals("1-1"))
                        .findFirst()
                        .orElseThrow()
                        .findings())
                .extracting(finding -> finding.index())
                .containsExactly(9_000L, 20_000L, 35_000L);
    }

    @Test
    void sinceACheckpointOnlyWhatCameAfterIsRead() throws Exception {
        fill(600);
        log.commit(1, 0);
        String kept = log.checkpoint();
        fill(300);
        log.commit(0, 1);

        Report report = check(Since.of(List.of(kept), 0), kept);

        assertWhole(report);
        assertThat(report.totals())
                .containsEntry("entries taken from the tiles", 512L)
                .containsEntry("entries", 388L)
                // The first one reaches into what is read.
                .containsEntry("batches", 2L)
                .containsEntry("checkpoints", 3L);
    }

    @Test
    void sinceACheckpointTheRotationsBeforeItAreReadTooUpToTheTree() throws Exception {
        fill(10);
        long rotation = log.rotate();
        fill(600);
        log.commit(0, 0);
        String kept = log.checkpoint();
        fill(300);
        log.commit(0, 0);

        Report report = check(Since.of(List.of(kept), 0), kept);

        assertWhole(report);
        assertThat(report.totals())
                .containsEntry("key rotations", 1L)
                .containsEntry("entries taken from the tiles", 512L)
                .containsEntry("entries", 399L + 256);
        bend(
                "evidence.entries_1_0",
                "UPDATE evidence.entries_1_0 SET commitment = set_byte(commitment, 0, get_byte(commitment, 0) # 1)"
                        + " WHERE idx = " + rotation);
        assertFirst(check(Since.of(List.of(kept), 0), kept), rotation, "its commitment is not that of its event");
    }

    @Test
    void sinceACheckpointALaterChangeIsNamed() throws Exception {
        fill(600);
        log.commit(0, 0);
        String kept = log.checkpoint();
        fill(300);
        log.commit(0, 0);
        bend(
                "evidence.entries_1_0",
                "UPDATE evidence.entries_1_0 SET sealed = set_byte(sealed, 20, get_byte(sealed, 20) # 1) WHERE idx = 700");

        assertFirst(check(Since.of(List.of(kept), 0), kept), 700L, "cannot be opened");
    }

    @Test
    void sinceACheckpointAnEarlierChangeThatWasCarriedThroughIsSeen() throws Exception {
        fill(600);
        log.commit(0, 0);
        String kept = log.checkpoint();
        fill(10);
        log.commit(0, 0);
        bend(
                "evidence.tiles_1_0",
                "UPDATE evidence.tiles_1_0 SET root = set_byte(root, 0, get_byte(root, 0) # 1) WHERE n = 1");

        Report report = check(Since.of(List.of(kept), 0), kept);

        assertThat(report.outcome()).isEqualTo(Outcome.TAMPERED);
    }

    @Test
    void sinceASizeWhatASubjectChoseBeforeStillCounts() throws Exception {
        fill(600);
        log.choose("subject-7", 9, 1);
        log.commit(0, 0);
        log.choose("subject-7", 5, 2);
        long claim = log.choose("subject-7", 4, 1);
        log.commit(0, 0);

        assertFirst(check(Since.of(List.of(), 601)), claim, "kind");
    }

    @Test
    void swappedEntriesAreNamedByTheFirst() throws Exception {
        fill(9);
        log.commit(0, 0);
        bend("evidence.entries_1_0", """
                ALTER TABLE evidence.entries DROP CONSTRAINT entries_pkey CASCADE;
                UPDATE evidence.entries_1_0 SET idx = CASE idx WHEN 3 THEN 6 WHEN 6 THEN 3 END,
                       key_no = least(key_no, CASE idx WHEN 3 THEN 6 WHEN 6 THEN 3 END) WHERE idx IN (3, 6)
                """);

        assertFirst(check(), 3L, "");
    }

    @Test
    void anEventThatIsThereTwiceIsNamed() throws Exception {
        fill(3);
        bend(
                "evidence.entries_1_0",
                "ALTER TABLE evidence.entries DROP CONSTRAINT entries_log_id_event_id_key CASCADE");
        long again = log.repeat(1);
        log.commit(0, 0);

        assertFirst(check(), again, "is entry 1 already");
    }

    @Test
    void aLogThatWasCutShortIsNamedByACheckpointThatSomebodyKept() throws Exception {
        fill(5);
        log.commit(0, 0);
        fill(5);
        log.commit(0, 0);
        String kept = log.checkpoint();
        bend("evidence.entries_1_0", "DELETE FROM evidence.entries_1_0 WHERE idx >= 5");
        bend("keys.data_keys_1_0", "DELETE FROM keys.data_keys_1_0 WHERE key_no >= 5");
        bend("evidence.batches", "DELETE FROM evidence.batches WHERE size_after > 5");
        bend("evidence.checkpoints", "DELETE FROM evidence.checkpoints WHERE size > 5");

        assertWhole(check());
        assertFirst(check(kept), 5L, "is missing");
    }

    @Test
    void aForgedTreeThatWasSignedAnewIsSeenByACheckpointThatSomebodyKept() throws Exception {
        fill(300);
        log.commit(0, 0);
        String kept = log.checkpoint();
        SampleLog forged = log.forge(connection, 299);
        forged.choose("somebody-else", 1, 1);
        forged.commit(0, 0);

        assertWhole(check());
        Report report = check(kept);
        assertThat(report.outcome()).isEqualTo(Outcome.TAMPERED);
        assertThat(report.logs().getFirst().findings().toString()).contains("over 300 entries has another root");
    }

    @Test
    void whatAProducerWasToldMustBeThere() throws Exception {
        fill(5);
        log.commit(1, 0);
        log.run("INSERT INTO evidence.runs (log_id, run, offset_from, entries, duplicates)"
                + " VALUES (65536, 'a', 0, 4, 1), (65536, 'b', 0, 1, 0)");
        account("a", 4, 1, true);
        account("b", 1, 0, false);
        assertWhole(check());

        account("b", 2, 0, false);

        assertFirst(check(), null, "1 choices are missing: producer run b");
    }

    @Test
    void whatNoProducerSentIsNamed() throws Exception {
        fill(5);
        log.commit(0, 0);
        log.run("INSERT INTO evidence.runs (log_id, run, offset_from, entries, duplicates)"
                + " VALUES (65536, 'a', 0, 5, 0)");
        account("a", 3, 1, true);

        assertFirst(check(), null, "sent at most 4 records");
    }

    @Test
    void whatNobodyAccountsForIsRemarkedOn() throws Exception {
        fill(5);
        log.commit(0, 0);
        log.run("INSERT INTO evidence.runs (log_id, run, offset_from, entries, duplicates)"
                + " VALUES (65536, 'a', 0, 2, 0), (65536, 'b', 0, 3, 0)");
        account("a", 2, 0, true);
        assertThat(check().logs().getFirst().remarks()).as("it has an hour").isEmpty();
        bend("evidence.batches", "UPDATE evidence.batches SET appended_at = appended_at - interval '2 hours'");

        Report report = check();

        assertWhole(report);
        assertThat(report.logs().getFirst().remarks())
                .containsExactly(
                        "3 entries and duplicates of 1 producer runs are accounted for by nobody, for example of b");
        bend("evidence.intake_accounts", "DELETE FROM evidence.intake_accounts");
        assertThat(check().logs().getFirst().remarks())
                .singleElement()
                .asString()
                .startsWith("5 entries and duplicates of 2 producer runs");
    }

    @Test
    void anAccountThatSpeaksOfMoreThanHasComeIsRemarkedOn() throws Exception {
        fill(4);
        log.commit(0, 0);
        account("a", 9, 0, true);

        Report report = check();

        assertWhole(report);
        assertThat(report.logs().getFirst().remarks())
                .containsExactly("1 producers' accounts speak of more than has come so far, and were not checked");
    }

    @Test
    void runsThatDoNotAddUpToTheirBatchAreNamed() throws Exception {
        fill(5);
        log.commit(0, 0);
        log.run("INSERT INTO evidence.runs (log_id, run, offset_from, entries, duplicates)"
                + " VALUES (65536, 'a', 0, 4, 0)");

        assertFirst(check(), 0L, "than its producer runs");
    }

    private void account(String run, long accepted, long unknown, boolean ended) throws SQLException {
        log.run("INSERT INTO evidence.intake_accounts"
                + " (run, log_id, kafka_offset, recorded_at, accepted, unknown_outcomes, ended, log_end) SELECT '" + run
                + "', 65536, count(*), clock_timestamp(), " + accepted + ", " + unknown + ", " + ended
                + ", 5 FROM evidence.intake_accounts");
    }

    /** As a superuser does, with the triggers off. */
    private void bend(String table, String sql) throws SQLException {
        log.run("ALTER TABLE " + table + " DISABLE TRIGGER USER");
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
