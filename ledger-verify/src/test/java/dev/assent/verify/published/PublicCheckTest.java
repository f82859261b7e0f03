package dev.assent.verify.published;

import dev.assent.verify.merkle.Hash;
import dev.assent.verify.merkle.NaiveTree;
import dev.assent.verify.note.TestSigner;
import dev.assent.verify.report.CouldNotCheckException;
import dev.assent.verify.report.Finding;
import dev.assent.verify.report.Outcome;
import dev.assent.verify.report.Progress;
import dev.assent.verify.report.Report;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.List;
import java.util.stream.Stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class PublicCheckTest {

    /** More than two full tiles and a partial one, so that there is a level above. */
    private static final int SIZE = 700;

    private final FakeLedger ledger = new FakeLedger();

    @AfterEach
    void stop() {
        ledger.close();
    }

    private Report check(List<String> earlier, TestSigner... signers) throws CouldNotCheckException {
        return new PublicCheck(
                        ledger.address(),
                        Stream.of(signers).map(TestSigner::key).toList(),
                        earlier,
                        0,
                        Progress.SILENT)
                .run();
    }

    private static NaiveTree tree(int size) {
        return new NaiveTree(FakeLedger.entries(size).stream().map(Hash::leaf).toList());
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 255, 256, 257, 512, 700})
    void aWholeLogIsWhole(int size) throws CouldNotCheckException {
        TestSigner signer = ledger.log("1-0", size);

        Report report = check(List.of(), signer);

        assertThat(report.outcome()).isEqualTo(Outcome.WHOLE);
        assertThat(report.totals().getOrDefault("entries", 0L)).isEqualTo(size);
        assertThat(report.logs().getFirst().root()).isEqualTo(tree(size).root().toString());
    }

    /** It serves what it has, and that is less than what it once signed. */
    @Test
    void aFrozenLogIsNotWhole() throws CouldNotCheckException {
        TestSigner signer = ledger.log("1-0", SIZE);
        ledger.page("", "{\"logs\":[{\"log\":\"1-0\",\"frozen\":\"900 entries were signed, 700 are stored\"}]}");

        Report report = check(List.of(), signer);

        assertThat(report.outcome()).isEqualTo(Outcome.TAMPERED);
        assertThat(firstBad(report).problem()).contains("frozen: 900 entries were signed");
    }

    @Test
    void severalLogsAreCountedTogether() throws CouldNotCheckException {
        Report report = check(List.of(), ledger.log("1-0", SIZE), ledger.log("1-1", 3));

        assertThat(report.outcome()).isEqualTo(Outcome.WHOLE);
        assertThat(report.totals()).containsEntry("entries", SIZE + 3L).containsEntry("checkpoints", 2L);
    }

    @Test
    void aChangedEntryIsNamed() throws CouldNotCheckException {
        TestSigner signer = ledger.log("1-0", SIZE);
        ledger.bend("/1-0/tile/entries/001", 34 * 44 + 10);

        assertThat(firstBad(check(List.of(), signer)).index()).isEqualTo(256 + 44);
    }

    @Test
    void aChangedTileIsNamedByItsEntry() throws CouldNotCheckException {
        TestSigner signer = ledger.log("1-0", SIZE);
        ledger.bend("/1-0/tile/0/002.p/188", 32 * 100);

        assertThat(firstBad(check(List.of(), signer)).index()).isEqualTo(612);
    }

    @Test
    void aChangedUpperTileIsNamedByItsFirstEntry() throws CouldNotCheckException {
        TestSigner signer = ledger.log("1-0", SIZE);
        ledger.bend("/1-0/tile/1/000.p/2", 32);

        assertThat(firstBad(check(List.of(), signer)).index()).isEqualTo(256);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/tile/entries/000", "/tile/0/001", "/tile/1/000.p/2", "/checkpoint"})
    void aMissingPageIsTampering(String path) throws CouldNotCheckException {
        TestSigner signer = ledger.log("1-0", SIZE);
        ledger.remove("/1-0" + path);

        assertThat(check(List.of(), signer).outcome()).isEqualTo(Outcome.TAMPERED);
    }

    @Test
    void aPartialTileMayBeServedAsTheFullOneThatItBecame() throws CouldNotCheckException {
        TestSigner signer = ledger.log("1-0", 1024);
        ledger.page("/1-0/checkpoint", signer.checkpoint(SIZE, tree(SIZE).root()));
        ledger.page(
                "/1-0/proof/inclusion?index=%d&size=%d".formatted(SIZE - 1, SIZE),
                FakeLedger.proof(tree(SIZE).inclusion(SIZE - 1, SIZE)));
        ledger.page("/1-0/tile/1/000.p/2", ledger.page("/1-0/tile/1/000.p/4"));

        assertThat(check(List.of(), signer).outcome()).isEqualTo(Outcome.WHOLE);
    }

    @Test
    void anotherKeysCheckpointIsNotBelieved() throws CouldNotCheckException {
        ledger.log("1-0", SIZE);

        assertThat(check(List.of(), new TestSigner("log.example.test/assent/1-0"))
                        .outcome())
                .isEqualTo(Outcome.TAMPERED);
    }

    @Test
    void aSignedRootThatTheEntriesDoNotMakeIsTampering() throws CouldNotCheckException {
        TestSigner signer = ledger.log("1-0", SIZE);
        ledger.page("/1-0/checkpoint", signer.checkpoint(SIZE, tree(SIZE - 1).root()));

        assertThat(firstBad(check(List.of(), signer)).problem()).contains("root");
    }

    @Test
    void aFalseInclusionProofIsTampering() throws CouldNotCheckException {
        TestSigner signer = ledger.log("1-0", SIZE);
        ledger.page(
                "/1-0/proof/inclusion?index=699&size=700",
                FakeLedger.proof(tree(SIZE).inclusion(0, SIZE)));

        assertThat(firstBad(check(List.of(), signer)).index()).isEqualTo(699);
    }

    @Test
    void anEarlierCheckpointMustBeExtended() throws CouldNotCheckException {
        TestSigner signer = ledger.log("1-0", SIZE);
        ledger.page(
                "/1-0/proof/consistency?from=300&to=700",
                FakeLedger.proof(tree(SIZE).consistency(300, SIZE)));

        String extended = signer.checkpoint(300, tree(300).root());
        String forked = signer.checkpoint(300, tree(299).root());
        String longer = signer.checkpoint(800, tree(800).root());

        assertThat(check(List.of(extended), signer).outcome()).isEqualTo(Outcome.WHOLE);
        assertThat(check(List.of(forked), signer).outcome()).isEqualTo(Outcome.TAMPERED);
        assertThat(check(List.of(longer), signer).outcome()).isEqualTo(Outcome.TAMPERED);
    }

    @Test
    void sinceACheckpointOnlyTheEntriesAfterItAreRead() throws CouldNotCheckException {
        TestSigner signer = ledger.log("1-0", SIZE);
        ledger.page(
                "/1-0/proof/consistency?from=300&to=700",
                FakeLedger.proof(tree(SIZE).consistency(300, SIZE)));
        ledger.remove("/1-0/tile/entries/000");

        Report report = check(List.of(signer.checkpoint(300, tree(300).root())), signer);

        assertThat(report.outcome()).as(report.logs().toString()).isEqualTo(Outcome.WHOLE);
        assertThat(report.totals()).containsEntry("entries", 444L).containsEntry("entries taken from the tiles", 256L);
    }

    @Test
    void sinceACheckpointAChangedTileBeforeItIsSeen() throws CouldNotCheckException {
        TestSigner signer = ledger.log("1-0", SIZE);
        ledger.page(
                "/1-0/proof/consistency?from=300&to=700",
                FakeLedger.proof(tree(SIZE).consistency(300, SIZE)));
        ledger.bend("/1-0/tile/1/000.p/2", 5);

        assertThat(check(List.of(signer.checkpoint(300, tree(300).root())), signer)
                        .outcome())
                .isEqualTo(Outcome.TAMPERED);
    }

    @Test
    void aPinnedLogThatIsNotListedIsMissing() throws CouldNotCheckException {
        ledger.log("1-0", 3);

        assertThat(check(List.of(), new TestSigner("log.example.test/assent/1-7"))
                        .outcome())
                .isEqualTo(Outcome.TAMPERED);
    }

    @Test
    void whatNoKeyIsPinnedForCouldNotBeChecked() throws CouldNotCheckException {
        TestSigner signer = ledger.log("1-0", 3);
        ledger.log("1-1", 3);

        assertThat(check(List.of(), signer).outcome()).isEqualTo(Outcome.COULD_NOT_CHECK);
    }

    @Test
    void aLedgerThatDoesNotAnswerCouldNotBeChecked() {
        TestSigner signer = ledger.log("1-0", 3);
        ledger.close();

        assertThatExceptionOfType(CouldNotCheckException.class).isThrownBy(() -> check(List.of(), signer));
    }

    private static Finding firstBad(Report report) {
        assertThat(report.outcome()).isEqualTo(Outcome.TAMPERED);
        return report.logs().getFirst().first().orElseThrow();
    }
}
