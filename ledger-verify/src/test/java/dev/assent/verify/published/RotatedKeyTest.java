package dev.assent.verify.published;

import dev.assent.verify.entry.Commitment;
import dev.assent.verify.merkle.Hash;
import dev.assent.verify.merkle.NaiveTree;
import dev.assent.verify.note.TestSigner;
import dev.assent.verify.report.Outcome;
import dev.assent.verify.report.Progress;
import dev.assent.verify.report.Report;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;

/** Whoever pinned any key of a log can check all of it, and nobody can slip in a key. */
class RotatedKeyTest {

    private static final String ORIGIN = "log.example.test/assent/1-0";
    private static final int SIZE = 300;
    private static final int ROTATION = 270;

    private final FakeLedger ledger = new FakeLedger();
    private final TestSigner oldKey = new TestSigner(ORIGIN);
    private final TestSigner newKey = new TestSigner(ORIGIN);
    private final byte[] rotation = oldKey.rotation(newKey);
    private final List<byte[]> entries = new ArrayList<>(FakeLedger.entries(SIZE));

    @BeforeEach
    void serve() {
        entries.set(ROTATION, Commitment.of(rotation));
        ledger.log(newKey, entries);
        claim(ROTATION, rotation);
    }

    @AfterEach
    void stop() {
        ledger.close();
    }

    @Test
    void thePinnedOldKeyLeadsToTheNewOne() throws Exception {
        ledger.page(
                "/1-0/proof/consistency?from=200&to=300",
                FakeLedger.proof(tree(SIZE).consistency(200, SIZE)));

        Report report = check(oldKey, List.of(oldKey.checkpoint(200, root(200))));

        assertThat(report.outcome()).as(report.logs().toString()).isEqualTo(Outcome.WHOLE);
        assertThat(report.totals()).containsEntry("key rotations", 1L).containsEntry("consistency proofs", 1L);
    }

    @Test
    void thePinnedNewKeyIsEnoughToo() throws Exception {
        assertThat(check(newKey, List.of()).outcome()).isEqualTo(Outcome.WHOLE);
    }

    @Test
    void withoutTheRotationTheOldKeyDoesNotTakeTheNewOne() throws Exception {
        ledger.remove("/1-0/vkey");

        assertThat(check(oldKey, List.of()).outcome()).isEqualTo(Outcome.TAMPERED);
    }

    @Test
    void theOldKeySignsNothingAfterItsRotation() throws Exception {
        ledger.page("/1-0/checkpoint", oldKey.checkpoint(SIZE, root(SIZE)));

        assertThat(check(oldKey, List.of()).outcome()).isEqualTo(Outcome.TAMPERED);
    }

    @Test
    void theNewKeySignsNothingBeforeItsRotation() throws Exception {
        ledger.page("/1-0/checkpoint", newKey.checkpoint(ROTATION, root(ROTATION)));

        assertThat(check(oldKey, List.of()).outcome()).isEqualTo(Outcome.TAMPERED);
    }

    @Test
    void aRotationThatIsNotInTheLogIsNamed() throws Exception {
        claim(ROTATION - 1, rotation);

        Report report = check(oldKey, List.of());

        assertThat(report.outcome()).isEqualTo(Outcome.TAMPERED);
        assertThat(report.logs().getFirst().first().orElseThrow().index()).isEqualTo(ROTATION - 1L);
    }

    @Test
    void aRotationOfAStrangerIsNotFollowed() throws Exception {
        TestSigner stranger = new TestSigner(ORIGIN);
        claim(ROTATION, stranger.rotation(newKey));

        assertThat(check(oldKey, List.of()).outcome()).isEqualTo(Outcome.TAMPERED);
    }

    @Test
    void aRotationThatOneKeyDidNotSignIsNotFollowed() throws Exception {
        String forged =
                new String(rotation, StandardCharsets.UTF_8).replaceFirst("oldSignature\":\"..", "oldSignature\":\"AA");
        claim(ROTATION, forged.getBytes(StandardCharsets.UTF_8));

        assertThat(check(oldKey, List.of()).outcome()).isEqualTo(Outcome.TAMPERED);
    }

    /** Its entry is before what is read, and vouches for the key that signed all of that. */
    @Test
    void aRotationBeforeWhatIsReadMustBeInTheTreeToo() throws Exception {
        int size = 600;
        int early = 100;
        entries.clear();
        entries.addAll(FakeLedger.entries(size));
        entries.set(early, Commitment.of(rotation));
        try (FakeLedger large = new FakeLedger()) {
            large.log(newKey, entries);
            String there = "/1-0/proof/inclusion?index=%d&size=%d".formatted(early, size);
            large.page(there, FakeLedger.proof(tree(size).inclusion(early, size)));
            claim(large, early, rotation);
            Report report = since(large, 512);
            assertThat(report.outcome()).as(report.logs().toString()).isEqualTo(Outcome.WHOLE);
            assertThat(report.totals()).containsEntry("key rotations", 1L);

            claim(large, early + 1, rotation);
            large.page(
                    "/1-0/proof/inclusion?index=%d&size=%d".formatted(early + 1, size),
                    FakeLedger.proof(tree(size).inclusion(early + 1, size)));

            assertThat(since(large, 512).logs().getFirst().first().orElseThrow().index())
                    .isEqualTo(early + 1L);
        }
    }

    private Report since(FakeLedger large, long size) throws Exception {
        return new PublicCheck(large.address(), List.of(oldKey.key()), List.of(), size, Progress.SILENT).run();
    }

    private void claim(int index, byte[] value) {
        claim(ledger, index, value);
    }

    private void claim(FakeLedger at, int index, byte[] value) {
        at.page(
                "/1-0/vkey",
                "{\"log\":\"1-0\",\"keys\":[{\"vkey\":\"%s\",\"rotation\":{\"index\":%d,\"value\":\"%s\"}},{\"vkey\":\"%s\",\"rotation\":null}]}"
                        .formatted(newKey.vkey(), index, Base64.getEncoder().encodeToString(value), oldKey.vkey()));
    }

    private Hash root(int size) {
        return tree(size).root();
    }

    private NaiveTree tree(int size) {
        return new NaiveTree(entries.subList(0, size).stream().map(Hash::leaf).toList());
    }

    private Report check(TestSigner pinned, List<String> earlier) throws Exception {
        return new PublicCheck(ledger.address(), List.of(pinned.key()), earlier, 0, Progress.SILENT).run();
    }
}
