package dev.assent.verify.note;

import org.junit.jupiter.api.Test;

import java.nio.charset.StandardCharsets;
import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/** The known rotation was signed by another implementation of Ed25519. */
class RotationTest {

    private static final String ORIGIN = "ledger.test/assent/1-3";
    private static final String KNOWN = """
            {"type":"assent.log-key-rotated.v1","eventId":"019a0000-0000-7000-8000-00000000000a","log":"1-3",
            "oldKey":"ledger.test/assent/1-3+ad20e587+AepKbGPinFIKvvVQexMuxfmVR3auvr57kkIe6mkURtIs",
            "newKey":"ledger.test/assent/1-3+fe01e014+AROY9ixtGkV8UbpqS189vS9p/KkyFiGNyJl+QWvRfZPK",
            "oldSignature":"btX7MMoFrfUxJuttgvI6q6gOAMjG8vVOxaDp/i/6WGrYqnDP10eDCqA+LhnrnCI8EdxBVqqz9e7Q9wa4m0uWCg==",
            "newSignature":"55MiqekwngKVjiPoROtoW77xBrzRWqwixY9PZf27gcI2DQkFSogSyQvZhRoiWtDpv4otzEmLyus0yfZWrRLGBw=="}
            """;

    @Test
    void aRotationThatAnotherImplementationSignedHolds() throws InvalidNoteException {
        Rotation rotation = parse(KNOWN);

        assertThat(rotation.oldKey().name()).isEqualTo(ORIGIN);
        assertThat(rotation.newKey()).isNotEqualTo(rotation.oldKey());
    }

    @Test
    void nothingThatIsSignedCanBeChanged() {
        for (String part : List.of("00000a\"", "AepK", "AROY", "btX7", "55Mi")) {
            String changed = KNOWN.replace(
                    part,
                    part.replace('0', '1').replace('A', 'B').replace('b', 'c').replace('5', '6'));

            assertThat(changed).isNotEqualTo(KNOWN);
            assertThatExceptionOfType(InvalidNoteException.class).as(part).isThrownBy(() -> parse(changed));
        }
        assertThatExceptionOfType(InvalidNoteException.class)
                .isThrownBy(() -> Rotation.parse(7, KNOWN.getBytes(StandardCharsets.UTF_8), "ledger.test/assent/1-2"));
    }

    @Test
    void keysFollowEachOtherFromWhicheverIsPinned() throws InvalidNoteException {
        TestSigner one = new TestSigner(ORIGIN);
        TestSigner two = new TestSigner(ORIGIN);
        TestSigner three = new TestSigner(ORIGIN);
        List<Rotation> rotations =
                List.of(Rotation.parse(9, two.rotation(three), ORIGIN), Rotation.parse(4, one.rotation(two), ORIGIN));

        for (TestSigner pinned : List.of(one, two, three)) {
            LogKeys keys = LogKeys.of(pinned.key(), rotations);

            assertThat(keys.at(4)).isEqualTo(one.key());
            assertThat(keys.at(5)).isEqualTo(two.key());
            assertThat(keys.at(9)).isEqualTo(two.key());
            assertThat(keys.at(10)).isEqualTo(three.key());
        }
        assertThatExceptionOfType(InvalidNoteException.class)
                .isThrownBy(() -> LogKeys.of(new TestSigner(ORIGIN).key(), rotations));
        assertThatExceptionOfType(InvalidNoteException.class)
                .isThrownBy(() -> LogKeys.of(
                        one.key(),
                        List.of(
                                Rotation.parse(4, one.rotation(two), ORIGIN),
                                Rotation.parse(9, one.rotation(three), ORIGIN))));
    }

    private static Rotation parse(String value) throws InvalidNoteException {
        return Rotation.parse(7, value.getBytes(StandardCharsets.UTF_8), ORIGIN);
    }
}
