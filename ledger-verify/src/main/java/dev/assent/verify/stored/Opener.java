package dev.assent.verify.stored;

import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.Objects;
import java.util.Optional;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/**
 * Opens {@code 0x01 ‖ nonce (12) ‖ AES-256-GCM ciphertext ‖ tag (16)}; with 0x02 in front, what was sealed is raw DEFLATE
 * (RFC 1951) over the preset dictionary of docs/ledger-storage.md. Used by one thread.
 */
final class Opener {

    private static final byte AS_IT_IS = 0x01;
    private static final byte DEFLATED = 0x02;
    private static final int NONCE_LENGTH = 12;
    private static final int TAG_LENGTH = 16;
    private static final int USUAL_LENGTH = 2048;
    /** Far more than Kafka takes. */
    private static final int LONGEST = 1 << 26;

    private static final byte[] DICTIONARY = dictionary();

    private final Cipher cipher;
    private final Inflater inflater = new Inflater(true);
    private byte[] inflated = new byte[USUAL_LENGTH];

    Opener() {
        try {
            cipher = Cipher.getInstance("AES/GCM/NoPadding");
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java runtime has AES-GCM", e);
        }
    }

    /** What was sealed; empty if the bytes, the additional data or the key are not those of the sealing. */
    Optional<byte[]> open(SealingKey key, byte[] sealed, byte[] additionalData) {
        int head = 1 + NONCE_LENGTH;
        if (sealed.length < head + TAG_LENGTH || (sealed[0] != AS_IT_IS && sealed[0] != DEFLATED)) {
            return Optional.empty();
        }
        try {
            GCMParameterSpec nonce = new GCMParameterSpec(TAG_LENGTH * Byte.SIZE, sealed, 1, NONCE_LENGTH);
            cipher.init(Cipher.DECRYPT_MODE, key.key(), nonce);
            cipher.updateAAD(additionalData);
            byte[] opened = cipher.doFinal(sealed, head, sealed.length - head);
            return Optional.of(sealed[0] == DEFLATED ? whole(opened) : opened);
        } catch (GeneralSecurityException | DataFormatException e) {
            return Optional.empty();
        }
    }

    private byte[] whole(byte[] deflated) throws DataFormatException {
        inflater.reset();
        inflater.setDictionary(DICTIONARY);
        inflater.setInput(deflated);
        int length = 0;
        while (!inflater.finished()) {
            if (length == inflated.length) {
                if (length >= LONGEST) {
                    throw new DataFormatException("too long");
                }
                inflated = Arrays.copyOf(inflated, 2 * length);
            }
            int count = inflater.inflate(inflated, length, inflated.length - length);
            if (count == 0 && !inflater.finished()) {
                throw new DataFormatException("not whole");
            }
            length += count;
        }
        return Arrays.copyOf(inflated, length);
    }

    private static byte[] dictionary() {
        try (InputStream file = Objects.requireNonNull(Opener.class.getResourceAsStream("/seal/dictionary-1.txt"))) {
            return file.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
