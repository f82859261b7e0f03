package dev.assent.verify.stored;

import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import java.security.GeneralSecurityException;
import java.util.Optional;

/** A 256-bit key that opens {@code 0x01 ‖ nonce (12) ‖ AES-256-GCM ciphertext ‖ tag (16)}. */
final class SealingKey {

    private static final int KEY_LENGTH = 32;
    private static final byte VERSION = 0x01;
    private static final int NONCE_LENGTH = 12;
    private static final int TAG_LENGTH = 16;

    private final SecretKeySpec key;

    SealingKey(byte[] key) {
        if (key.length != KEY_LENGTH) {
            throw new IllegalArgumentException("a sealing key has 32 bytes");
        }
        this.key = new SecretKeySpec(key, "AES");
    }

    /** What was sealed; empty if the bytes, the additional data or the key are not those of the sealing. */
    Optional<byte[]> open(byte[] sealed, byte[] additionalData) {
        int head = 1 + NONCE_LENGTH;
        if (sealed.length < head + TAG_LENGTH || sealed[0] != VERSION) {
            return Optional.empty();
        }
        try {
            Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
            cipher.init(
                    Cipher.DECRYPT_MODE, key, new GCMParameterSpec(TAG_LENGTH * Byte.SIZE, sealed, 1, NONCE_LENGTH));
            cipher.updateAAD(additionalData);
            return Optional.of(cipher.doFinal(sealed, head, sealed.length - head));
        } catch (GeneralSecurityException e) {
            return Optional.empty();
        }
    }
}
