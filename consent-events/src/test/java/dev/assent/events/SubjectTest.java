package dev.assent.events;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.AlphaChars;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.Chars;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.nio.charset.StandardCharsets;
import java.util.Locale;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class SubjectTest {

    private static final String HEX = "000102030405060708090a0b0c0d0e0f";

    /** Computed apart from this code. They may never change: a visitor's choices would fall apart. */
    @ParameterizedTest
    @CsvSource({
        "smartsupp, 000102030405060708090a0b0c0d0e0f, ih6R29DgFvVleBe-3WIBUeZlKGQyVs50dOqVgHgMDe0, 0, 44",
        "smartwatt, 000102030405060708090a0b0c0d0e0f, qJQCY2TlCC_52PGNKfB4So1HLIu5irXxo8in9H2yofw, 0, 0",
        "onesmartech, AAECAwQFBgcICQoLDA0ODw, bhjJ6wysV--nWPeAY15VQ4040hyMyLTkfU-trEws21Q, 1, 37"
    })
    void aSubjectAndItsPartitionStayWhatTheyAre(String site, String secret, String value, int of4, int of64) {
        Subject subject = Subject.ofSecret(site, secret);

        assertThat(subject).isEqualTo(new Subject(site, value));
        assertThat(subject.partition(4)).isEqualTo(of4);
        assertThat(subject.partition(64)).isEqualTo(of64);
    }

    @Test
    void theRecordKeyIsSiteZeroSubject() {
        Subject subject = new Subject("smartsupp", "ih6R29DgFvVleBe-3WIBUeZlKGQyVs50dOqVgHgMDe0");

        assertThat(new String(subject.recordKey(), StandardCharsets.US_ASCII))
                .isEqualTo("smartsupp\0ih6R29DgFvVleBe-3WIBUeZlKGQyVs50dOqVgHgMDe0");
    }

    @Test
    void oneSecretGivesDifferentSubjectsAtDifferentSites() {
        assertThat(Subject.ofSecret("smartsupp", HEX).value())
                .isNotEqualTo(Subject.ofSecret("smartwatt", HEX).value());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "short",
                "000102030405060708090a0b0c0d0e0",
                "000102030405060708090A0B0C0D0E0",
                "AAECAwQFBgcICQoLDA0OD",
                "AAECAwQFBgcICQoLDA0OD ",
                "AAECAwQFBgcICQoLDA0OD=",
                "AAECAwQFBgcICQoLDA0OD\n",
                "ÄAECAwQFBgcICQoLDA0ODw"
            })
    void aTextThatHoldsLessThan128BitsOrOtherSignsIsNoSecret(String text) {
        assertThat(Subject.isSecret(text)).isFalse();
        assertThatThrownBy(() -> Subject.ofSecret("smartsupp", text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("not a secret of at least 128 bits");
    }

    /** The rule as it would be written if it were not on every choice's way. */
    @Property(tries = 2000)
    void aSecretIsWhatTheRuleSays(
            @ForAll
                    @CharRange(from = '0', to = '9')
                    @CharRange(from = 'a', to = 'g')
                    @Chars({'A', 'F', 'G', '-', '_', '=', 'é'})
                    @StringLength(min = 20, max = 34)
                    String text) {
        boolean secret = Subject.isSecret(text);

        assertThat(secret)
                .isEqualTo(text.matches("[A-Za-z0-9_-]{22,128}") && !text.matches("[0-9a-f]{22,31}|[0-9A-F]{22,31}"));
    }

    @ParameterizedTest
    @ValueSource(ints = {21, 22, 31, 32, 128, 129})
    void lengthAloneDecidesBetweenHexAndBase64(int length) {
        assertThat(Subject.isSecret("g".repeat(length))).isEqualTo(length >= 22 && length <= 128);
        assertThat(Subject.isSecret("f".repeat(length))).isEqualTo(length >= 32 && length <= 128);
        assertThat(Subject.isSecret("7".repeat(length))).isEqualTo(length >= 32 && length <= 128);
        assertThat(Subject.isSecret("aB".repeat(length).substring(0, length))).isEqualTo(length >= 22 && length <= 128);
    }

    @Property(tries = 300)
    void everySubjectHasOneLogAndAWireFormThatHolds32Bytes(
            @ForAll @AlphaChars @StringLength(min = 22, max = 126) String secret,
            @ForAll @IntRange(min = 1, max = 4096) int partitions) {
        Subject subject = Subject.ofSecret("smartsupp", secret.toUpperCase(Locale.ROOT) + "_-");

        assertThat(subject.value()).hasSize(43);
        assertThat(subject.partition(partitions)).isBetween(0, partitions - 1);
    }

    /** Computed apart from this code, with the secret 00 01 … 1f. */
    @Test
    void theSubjectOfAnAddressAndOfAPersonStayWhatTheyAre() {
        byte[] secret = new byte[32];
        for (int i = 0; i < secret.length; i++) {
            secret[i] = (byte) i;
        }
        byte[] key = new SubjectKey(1, secret).ofSite("onesmartech");
        MailAddress address = MailAddress.of(" Jana.Novak@EXAMPLE.test ").orElseThrow();

        assertThat(Subject.ofAddress("onesmartech", key, address).value())
                .isEqualTo("KYOHW4WG01qEiVu1WD_UQqqpntn8DeIjiy-1SupnEKo");
        assertThat(Subject.ofPerson("onesmartech", key, "Kunde 7").value())
                .isEqualTo("y3rwY85hMrz0zPWAWelHkT-dY8mMb5EQxQA-8ElnErc");
    }

    @Test
    void aShortSubjectKeyIsRefusedWithoutRepeatingIt() {
        assertThatThrownBy(() -> new SubjectKey(1, "short secret".getBytes(StandardCharsets.US_ASCII)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageNotContaining("short secret");
    }
}
