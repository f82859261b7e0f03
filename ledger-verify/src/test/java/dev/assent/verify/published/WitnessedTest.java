package dev.assent.verify.published;

import dev.assent.verify.merkle.Hash;
import dev.assent.verify.merkle.NaiveTree;
import dev.assent.verify.note.Checkpoint;
import dev.assent.verify.note.TestSigner;
import dev.assent.verify.note.VerifierKey;
import dev.assent.verify.report.Cosigned;
import dev.assent.verify.report.Outcome;
import dev.assent.verify.report.Progress;
import dev.assent.verify.report.Report;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

import static org.assertj.core.api.Assertions.assertThat;

/** A witness's word counts, and who has none is not taken for whole. */
class WitnessedTest {

    private static final int SIZE = 20;
    private static final long NOW = 1_764_111_111;
    private static final String COSIGNED = "/1-0/checkpoint?cosigned=true&witness=witness.example.test%2Fw";

    private final FakeLedger ledger = new FakeLedger();
    private final TestSigner log = ledger.log("1-0", SIZE);
    private final TestSigner witness = new TestSigner("witness.example.test/w1");

    @AfterEach
    void stop() {
        ledger.close();
    }

    @Test
    void aLogThatExtendsWhatItsWitnessSawIsWhole() throws Exception {
        ledger.page(
                "/1-0/proof/consistency?from=15&to=20",
                FakeLedger.proof(tree(SIZE).consistency(15, SIZE)));
        serve(cosigned(log.checkpoint(15, tree(15).root()), witness));

        Report report = check();

        assertThat(report.outcome()).as(report.logs().toString()).isEqualTo(Outcome.WHOLE);
        assertThat(report.totals()).containsEntry("cosignatures", 1L);
        assertThat(report.logs().getFirst().cosigned())
                .containsExactly(new Cosigned(witness.name(), Instant.ofEpochSecond(NOW), 15));
    }

    @Test
    void witnessesNeedNotBeAtTheSameSize() throws Exception {
        TestSigner second = new TestSigner("witness.example.test/w2");
        ledger.page(
                "/1-0/proof/consistency?from=15&to=20",
                FakeLedger.proof(tree(SIZE).consistency(15, SIZE)));
        ledger.page(
                "/1-0/proof/consistency?from=17&to=20",
                FakeLedger.proof(tree(SIZE).consistency(17, SIZE)));
        serve(cosigned(log.checkpoint(15, tree(15).root()), witness));
        ledger.page(COSIGNED + 2, cosigned(log.checkpoint(17, tree(17).root()), second));

        Report report = check(witness, second);

        assertThat(report.outcome()).as(report.logs().toString()).isEqualTo(Outcome.WHOLE);
        assertThat(report.totals()).containsEntry("cosignatures", 2L);
        ledger.page(COSIGNED + 2, cosigned(log.checkpoint(17, Hash.leaf(new byte[] {1})), second));
        assertThat(check(witness, second).outcome()).isEqualTo(Outcome.TAMPERED);
    }

    @Test
    void aTreeThatWasSignedAnewIsFoundByItsWitness() throws Exception {
        // The operator has the log's key and signs whatever they like; the witness saw another tree.
        serve(cosigned(log.checkpoint(15, Hash.leaf(new byte[] {1})), witness));

        assertThat(check().outcome()).isEqualTo(Outcome.TAMPERED);
    }

    @Test
    void withoutItsWitnessALogIsNotWhole() throws Exception {
        assertThat(check().outcome()).isEqualTo(Outcome.TAMPERED);
    }

    @Test
    void aCosignatureOfSomebodyElseOrOverSomethingElseDoesNotCount() throws Exception {
        String note = log.checkpoint(15, tree(15).root());
        TestSigner stranger = new TestSigner(witness.name());
        serve(cosigned(note, stranger));
        assertThat(check().outcome()).isEqualTo(Outcome.TAMPERED);

        serve(note + witness.cosignature(Checkpoint.textOf(log.checkpoint(14, tree(14).root())), NOW));
        assertThat(check().outcome()).isEqualTo(Outcome.TAMPERED);
    }

    @Test
    void aCosignatureSaysWhenItWasMade() throws Exception {
        String note = cosigned(log.checkpoint(15, tree(15).root()), witness);

        assertThat(Checkpoint.cosignedBy(note, witness.witnessKey())).contains(Instant.ofEpochSecond(NOW));
        assertThat(Checkpoint.open(note, log.key()).size()).isEqualTo(15);
    }

    private static String cosigned(String note, TestSigner by) throws Exception {
        return note + by.cosignature(Checkpoint.textOf(note), NOW);
    }

    private void serve(String note) {
        ledger.page(COSIGNED + 1, note);
    }

    private static NaiveTree tree(int size) {
        return new NaiveTree(FakeLedger.entries(size).stream().map(Hash::leaf).toList());
    }

    private Report check() throws Exception {
        return check(witness);
    }

    private Report check(TestSigner... by) throws Exception {
        List<VerifierKey> witnesses = Stream.of(by).map(TestSigner::witnessKey).toList();
        return new PublicCheck(ledger.address(), List.of(log.key()), witnesses, List.of(), 0, Progress.SILENT).run();
    }
}
