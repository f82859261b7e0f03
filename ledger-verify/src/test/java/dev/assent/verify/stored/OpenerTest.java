package dev.assent.verify.stored;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.zip.Deflater;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

class OpenerTest {

    /** As docs/ledger-storage.md gives it. */
    private static final String DICTIONARY = "59c13bccdf268c760ecf02352a4aafb0a9f098cbfde7ac0b35b1d02270d0d467";

    private static final byte[] KEY = new byte[32];
    private static final byte[] BOUND = "bound".getBytes(US_ASCII);

    private final Opener opener = new Opener();

    @Test
    void opensWhatIsSealedAsItIs() throws GeneralSecurityException {
        assertThat(opener.open(new SealingKey(KEY), sealed(1, "value".getBytes(US_ASCII)), BOUND))
                .hasValue("value".getBytes(US_ASCII));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2047, 2048, 2049, 100_000})
    void opensWhatIsDeflated(int length) throws GeneralSecurityException, IOException {
        byte[] value = "{\"type\":\"assent.choice-recorded.v1\""
                .repeat(length / 30 + 1)
                .substring(0, length)
                .getBytes(US_ASCII);

        assertThat(opener.open(new SealingKey(KEY), sealed(2, deflated(value)), BOUND))
                .hasValue(value);
    }

    @Test
    void whatIsNotWholeDoesNotOpen() throws GeneralSecurityException, IOException {
        byte[] deflated = deflated("value, value".getBytes(US_ASCII));
        for (int length = 0; length < deflated.length; length++) {
            assertThat(opener.open(new SealingKey(KEY), sealed(2, Arrays.copyOf(deflated, length)), BOUND))
                    .isEmpty();
        }
        assertThat(opener.open(new SealingKey(KEY), sealed(2, deflated), BOUND)).isPresent();
    }

    @Test
    void anotherFormatDoesNotOpen() throws GeneralSecurityException {
        assertThat(opener.open(new SealingKey(KEY), sealed(3, BOUND), BOUND)).isEmpty();
    }

    @Test
    void theDictionaryNeverChanges() throws IOException, GeneralSecurityException {
        assertThat(HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(dictionary())))
                .isEqualTo(DICTIONARY);
    }

    private static byte[] sealed(int format, byte[] content) throws GeneralSecurityException {
        byte[] nonce = new byte[12];
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(Cipher.ENCRYPT_MODE, new SecretKeySpec(KEY, "AES"), new GCMParameterSpec(128, nonce));
        cipher.updateAAD(BOUND);
        byte[] encrypted = cipher.doFinal(content);
        return ByteBuffer.allocate(1 + nonce.length + encrypted.length)
                .put((byte) format)
                .put(nonce)
                .put(encrypted)
                .array();
    }

    private static byte[] deflated(byte[] value) throws IOException {
        Deflater deflater = new Deflater(Deflater.BEST_COMPRESSION, true);
        try {
            deflater.setDictionary(dictionary());
            deflater.setInput(value);
            deflater.finish();
            byte[] room = new byte[value.length + 100];
            return Arrays.copyOf(room, deflater.deflate(room));
        } finally {
            deflater.end();
        }
    }

    private static byte[] dictionary() throws IOException {
        try (InputStream file = Opener.class.getResourceAsStream("/seal/dictionary-1.txt")) {
            return file.readAllBytes();
        }
    }
}
