package dev.assent.ledger.log;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.Base64;
import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;

/** C2SP signed-note, rule by rule. */
class SignedNoteTest {

    /** The example of the specification. */
    private static final String KEY = "example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k";

    private static final String NOTE = """
            This is an example message.

            — example.com/foo Uw2QOkn8srV1yJGh2VYRlL1Tnagv1YEq6TfXppzi2ONncAlTgK7Ztg1ERYNZXsYjOBH3mFXmRKuwHjG1Yu72IneyaQM=
            """;

    private static final String TEXT = "one\n\ntwo\n";
    private final NoteSigner signer = new NoteSigner(new byte[32]);
    private final NoteSigner other = new NoteSigner(seed(1));

    @Test
    void theSpecificationsExampleHolds() {
        NoteKey key = NoteKey.parse(KEY).orElseThrow();

        assertThat(key.text()).isEqualTo(KEY);
        assertThat(open(NOTE, key)).isEqualTo("This is an example message.\n");
        assertThat(open(NOTE.replace("message", "massage"), key)).isNull();
        assertThat(SignedNote.parse(NOTE).orElseThrow()).hasToString(NOTE);
    }

    @Test
    void theTextEndsAtTheLastEmptyLine() {
        assertThat(open(signer.sign("a", TEXT), signer.key("a"))).isEqualTo(TEXT);
    }

    @Test
    void signaturesOfUnknownKeysArePassedOverEvenWithAKnownName() {
        String note = TEXT + "\n" + other.line("b", TEXT) + other.line("a", TEXT) + signer.line("a", TEXT);

        assertThat(open(note, signer.key("a"))).isEqualTo(TEXT);
        assertThat(open(note, signer.key("c"))).isNull();
        assertThat(SignedNote.parse(note).orElseThrow().textSignedBy(List.of(signer.key("a"), other.key("b"))))
                .contains(TEXT);
    }

    @Test
    void aFalseSignatureOfAKnownKeySpoilsTheNote() {
        String note = TEXT + "\n" + signer.line("a", TEXT) + signer.line("a", "else\n");

        assertThat(SignedNote.parse(note)).isPresent();
        assertThat(open(note, signer.key("a"))).isNull();
        assertThat(SignedNote.parse(TEXT + "\n" + signer.line("a", TEXT) + other.line("b", "else\n"))
                        .orElseThrow()
                        .textSignedBy(List.of(signer.key("a"), other.key("b"))))
                .isEmpty();
    }

    @Test
    void aKeyIsKnownByNameAndId() {
        String note = signer.sign("a", TEXT);
        // The bytes of the right signature, under the id of the same key with another name.
        String moved = note.replace("— a ", "— b ");

        assertThat(open(moved, signer.key("b"))).isNull();
        assertThat(open(moved, signer.key("a"))).isNull();
    }

    @Test
    void atLeastSixteenSignaturesAreTakenAndNotAFlood() {
        assertThat(open(TEXT + "\n" + other.line("x", TEXT).repeat(99) + signer.line("a", TEXT), signer.key("a")))
                .isEqualTo(TEXT);
        assertThat(SignedNote.parse(TEXT + "\n" + other.line("x", TEXT).repeat(101)))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "text\n",
                "text\n\n",
                "text\n\n— a AAAAAAA=",
                "text\n\n- a AAAAAAA=\n",
                "text\n\n—  AAAAAAA=\n",
                "text\n\n— a+b AAAAAAA=\n",
                "text\n\n— a b AAAAAAA=\n",
                "text\n\n— a\u00a0b AAAAAAA=\n",
                "text\n\n— a\u2003b AAAAAAA=\n",
                "text\n\n— a AAAAAA==\n",
                "text\n\n— a AAAAA!A=\n",
                "text\n\n— a AAAAAAA=\nmore\n",
                "te\txt\n\n— a AAAAAAA=\n",
                "text\r\n\n— a AAAAAAA=\n",
                "te\u0000xt\n\n— a AAAAAAA=\n",
                "te\ud800xt\n\n— a AAAAAAA=\n"
            })
    void whatIsNoNoteIsNotRead(String note) {
        assertThat(SignedNote.parse(note)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "example.com/foo",
                "example.com/foo+530d903a",
                "example.com/foo+530d903b+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k",
                "example.com/foo+530D903A+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k",
                "example.com/fo o+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k",
                "example.com/foo+530d903a+AukyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k",
                "example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U0="
            })
    void noOtherTextIsAKey(String vkey) {
        assertThat(NoteKey.parse(vkey)).isEmpty();
    }

    @Test
    void aWitnesssKeyIsNoLogsKey() {
        NoteKey log = signer.key("a");
        byte[] typed =
                Base64.getDecoder().decode(log.text().substring(log.text().lastIndexOf('+') + 1));
        NoteKey witness = new NoteKey("a", NoteKey.Type.WITNESS, java.util.Arrays.copyOfRange(typed, 1, 33));

        assertThat(NoteKey.parse(witness.text())).contains(witness);
        assertThat(witness.text()).isNotEqualTo(log.text());
        assertThat(open(signer.sign("a", TEXT), witness)).isNull();
    }

    private static String open(String note, NoteKey key) {
        return SignedNote.parse(note)
                .flatMap(read -> read.textSignedBy(List.of(key)))
                .orElse(null);
    }

    private static byte[] seed(int first) {
        byte[] seed = new byte[32];
        seed[0] = (byte) first;
        return seed;
    }
}
