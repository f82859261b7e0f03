package dev.assent.foundation.seal;

import org.junit.jupiter.api.Test;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HexFormat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class SealTest {

    /** RFC 9180, A.1: the receiver's keys. */
    private static final byte[] PRIVATE = hex("4612c550263fc8ad58375df3f557aac531d26850903e55a9f23f21d8534e8ac8");

    private static final byte[] PUBLIC = hex("3948cfe0ad1ddb695d780e59077195da6c56506b027329794ab02bca80815c4d");
    private static final byte[] MESSAGE = "kim@reader.test".getBytes(StandardCharsets.UTF_8);

    private final PublicSealKey publicKey = new PublicSealKey(1, PUBLIC);
    private final PrivateSealKey privateKey = new PrivateSealKey(PRIVATE);

    @Test
    void theVectorOfTheRfcOpens() throws Exception {
        // RFC 9180, A.1.1.1, sequence number 0. The RFC has no vector for AES-256 with this key agreement; the cipher
        // is
        // all that differs.
        byte[] sealed = hex("37fda3567bdbd628e88668c3c8d7e97d1d1253b6d4ea6d44c150f741f1bf4431"
                + "f938558b5d72f1a23810b4be2ab4f84331acc02fc97babc53a52ae8218a355a96d8770ac83d07bea87e13c512a");

        byte[] opened = Suite.aes128()
                .open(PRIVATE, hex("4f6465206f6e2061204772656369616e2055726e"), hex("436f756e742d30"), sealed);

        assertThat(new String(opened, StandardCharsets.US_ASCII)).isEqualTo("Beauty is truth, truth beauty");
    }

    @Test
    void whatIsSealedOpensForItsPurposeAndBesideWhatItBelongsTo() throws Exception {
        String sealed = publicKey.seal("purpose", "event", MESSAGE);

        assertThat(privateKey.open("purpose", "event", sealed)).isEqualTo(MESSAGE);
        assertThat(Base64.getUrlDecoder().decode(sealed)).hasSize(32 + MESSAGE.length + 16);
    }

    @Test
    void twoSealsOfOneMessageHaveNothingInCommon() {
        String first = publicKey.seal("purpose", "event", MESSAGE);
        String second = publicKey.seal("purpose", "event", MESSAGE);

        assertThat(first.substring(0, 40)).isNotEqualTo(second.substring(0, 40));
    }

    @Test
    void anotherPurposeAnotherEventAnotherKeyOrAnotherByteDoesNotOpen() {
        String sealed = publicKey.seal("purpose", "event", MESSAGE);
        byte[] bytes = Base64.getUrlDecoder().decode(sealed);
        bytes[bytes.length - 1] ^= 1;
        String changed = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
        byte[] otherKey = PRIVATE.clone();
        otherKey[5] ^= 1;

        assertThatThrownBy(() -> privateKey.open("other", "event", sealed)).isInstanceOf(SealBrokenException.class);
        assertThatThrownBy(() -> privateKey.open("purpose", "other", sealed)).isInstanceOf(SealBrokenException.class);
        assertThatThrownBy(() -> privateKey.open("purpose", "event", changed)).isInstanceOf(SealBrokenException.class);
        assertThatThrownBy(() -> new PrivateSealKey(otherKey).open("purpose", "event", sealed))
                .isInstanceOf(SealBrokenException.class);
    }

    @Test
    void whatIsNoSealAtAllDoesNotOpen() {
        for (String sealed : new String[] {"", "!", "AAAA", "A".repeat(80), "kim@reader.test"}) {
            assertThatThrownBy(() -> privateKey.open("purpose", "event", sealed))
                    .isInstanceOf(SealBrokenException.class);
        }
    }

    @Test
    void keysOfAnotherLengthAreRefusedWithoutRepeatingThem() {
        assertThatThrownBy(() -> new PrivateSealKey(new byte[31])).hasMessageContaining("32 bytes");
        assertThatThrownBy(() -> new PublicSealKey(1, new byte[33])).hasMessageContaining("32 bytes");
        assertThatThrownBy(() -> new PublicSealKey(0, PUBLIC)).hasMessageContaining("version from 1");
        assertThat(privateKey).hasToString("PrivateSealKey[…]");
    }

    private static byte[] hex(String digits) {
        return HexFormat.of().parseHex(digits);
    }
}
