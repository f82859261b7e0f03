package dev.assent.ledger.seal;

import dev.assent.ledger.log.Hashes;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class DeflatedTest {

    /** As docs/ledger-storage.md gives it: what is stored can be read for as long as this stays. */
    private static final String DICTIONARY = "59c13bccdf268c760ecf02352a4aafb0a9f098cbfde7ac0b35b1d02270d0d467";

    private static final byte[] CHOICE = """
            {"type":"assent.choice-recorded.v1","eventId":"019ab000-1234-7abc-8def-0123456789ab","site":"bench",\
            "subject":"ih6R29DgFvVleBe-3WIBUeZlKGQyVs50dOqVgHgMDe0","recordedAt":"2026-11-22T17:00:00.123Z",\
            "clockSkewed":false,"validUntil":"2027-05-22T17:00:00.123Z","noticeVersion":1,\
            "noticeHash":"a509d693f30084773f6516726d49ef804a9ee4ddf8343559116845a8128aa35f","noticeSuperseded":false,\
            "language":"fr","surface":"banner","method":"click","action":"custom","sequence":1,\
            "purposes":{"statistics":"granted"},"salt":"AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8",\
            "producer":{"run":"5f0c1c52-6c1d-4c55-9b53-1a52e1c1a001","sequence":42}}""".getBytes(StandardCharsets.US_ASCII);

    @Property
    void comesBackWhole(@ForAll @Size(max = 5000) byte[] bytes) {
        assertThat(Deflated.whole(Deflated.of(bytes))).isEqualTo(bytes);
    }

    @Test
    void aChoiceTakesLessThanHalf() {
        assertThat(Deflated.of(CHOICE)).hasSizeLessThan(CHOICE.length / 2);
        assertThat(Deflated.whole(Deflated.of(CHOICE))).isEqualTo(CHOICE);
    }

    @Test
    void whatIsCutOffIsRefusedAndTheNextIsReadAllTheSame() {
        byte[] deflated = Deflated.of(CHOICE);
        for (int length = 0; length < deflated.length; length++) {
            byte[] cut = Arrays.copyOf(deflated, length);
            assertThatExceptionOfType(CannotOpenException.class).isThrownBy(() -> Deflated.whole(cut));
        }
        assertThat(Deflated.whole(deflated)).isEqualTo(CHOICE);
    }

    @Test
    void theDictionaryNeverChanges() throws IOException {
        try (InputStream file = Deflated.class.getResourceAsStream("/seal/dictionary-1.txt")) {
            assertThat(HexFormat.of().formatHex(Hashes.sha256().digest(file.readAllBytes())))
                    .isEqualTo(DICTIONARY);
        }
    }
}
