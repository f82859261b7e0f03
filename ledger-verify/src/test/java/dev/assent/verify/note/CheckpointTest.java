package dev.assent.verify.note;

import dev.assent.verify.merkle.Hash;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/** The known checkpoint was signed by another implementation, with the first key of RFC 8032, section 7.1. */
class CheckpointTest {

    private static final String VKEY =
            "log.example.test/assent/1-0+b6343ced+AddamAGCsQq31Uv+08lkBzoO4XLz2qYjJa8CGmj3B1Ea";
    private static final String NOTE = """
            log.example.test/assent/1-0
            8
            XcnaeacGWamtVZy3Ad7ZoqudgjqtL0lgz+Nw7/RgQyg=

            — log.example.test/assent/1-0 tjQ87aDRLD9m6TKVDZk/NlF2n73Fa71cwdNPLx4hIgYMg8KFf8wVdMPHQG2oY4WFchMC/1D6PnYRFATMoP0KxmYkKws=
            """;

    @Test
    void opensACheckpointThatAnotherImplementationSigned() throws InvalidNoteException {
        Checkpoint checkpoint = Checkpoint.open(NOTE, VerifierKey.parse(VKEY));

        assertThat(checkpoint.origin()).isEqualTo("log.example.test/assent/1-0");
        assertThat(checkpoint.size()).isEqualTo(8);
        assertThat(checkpoint.root()).hasToString("5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328");
    }

    @Test
    void refusesEverySingleChangedCharacter() throws InvalidNoteException {
        VerifierKey key = VerifierKey.parse(VKEY);
        for (int i = 0; i < NOTE.length(); i++) {
            StringBuilder changed = new StringBuilder(NOTE);
            changed.setCharAt(i, (char) (NOTE.charAt(i) ^ 1));

            assertThatExceptionOfType(InvalidNoteException.class)
                    .as("character %d", i)
                    .isThrownBy(() -> Checkpoint.open(changed.toString(), key));
        }
    }

    @Test
    void refusesEveryPartOfAKey() {
        for (int from = 0; from < VKEY.length(); from++) {
            for (int to = from + 1; to <= VKEY.length(); to++) {
                String part = VKEY.substring(from, to);
                if (part.length() < VKEY.length()) {
                    assertThatExceptionOfType(InvalidNoteException.class)
                            .as(part)
                            .isThrownBy(() -> VerifierKey.parse(part));
                }
            }
        }
    }

    @Test
    void passesOverSignaturesOfOthers() throws InvalidNoteException {
        TestSigner witness = new TestSigner("witness.example.test");
        TestSigner log = new TestSigner("log.example.test/1-0");
        String text = "log.example.test/1-0\n0\n" + Hash.emptyRoot().base64() + "\n";

        String note = text + "\n" + witness.line(text) + log.line(text);

        assertThat(Checkpoint.open(note, log.key()).size()).isZero();
    }

    @Test
    void refusesAFalseSignatureOfTheLogBesideATrueOne() {
        TestSigner log = new TestSigner("log.example.test/1-0");
        String text = "log.example.test/1-0\n0\n" + Hash.emptyRoot().base64() + "\n";

        String note = text + "\n" + log.line(text) + log.line("something else\n");

        assertThatExceptionOfType(InvalidNoteException.class).isThrownBy(() -> Checkpoint.open(note, log.key()));
    }

    @Test
    void refusesAnotherLogsCheckpointThatItsOwnKeySigned() {
        TestSigner log = new TestSigner("log.example.test/1-0");
        String text = "log.example.test/1-1\n0\n" + Hash.emptyRoot().base64() + "\n";

        assertThatExceptionOfType(InvalidNoteException.class)
                .isThrownBy(() -> Checkpoint.open(log.sign(text), log.key()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"08", "-1", "+1", "", "1.0", "9999999999999999999", "٣"})
    void refusesASizeThatIsNone(String size) {
        TestSigner log = new TestSigner("log.example.test/1-0");
        String text = "log.example.test/1-0\n" + size + "\n" + Hash.emptyRoot().base64() + "\n";

        assertThatExceptionOfType(InvalidNoteException.class)
                .isThrownBy(() -> Checkpoint.open(log.sign(text), log.key()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "\n",
                "text\n",
                "text\n\n",
                "text\n\nno signature\n",
                "\n\n— a AAAA\n",
                "a\n\n— a b AAAA\n",
                "a\n\n— a\u00a0b AAAAAAA=\n",
                "a\n\n— a AAAAAAA\n",
                "a\n\n— a AAAAAAB=\n",
                "a\ud800\n\n— a AAAAAAA=\n",
                "a\r\n\n— a AAAAAAA=\n"
            })
    void refusesWhatIsNoNote(String note) throws InvalidNoteException {
        VerifierKey key = VerifierKey.parse(VKEY);

        assertThatExceptionOfType(InvalidNoteException.class).isThrownBy(() -> Checkpoint.open(note, key));
    }
}
