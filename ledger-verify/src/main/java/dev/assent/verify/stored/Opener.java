package dev.assent.verify.stored;

import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import java.security.GeneralSecurityException;
import java.util.Optional;

/** Opens {@code 0x01 ‖ nonce (12) ‖ AES-256-GCM ciphertext ‖ tag (16)}. Used by one thread. */
final class Opener {

    private static final byte VERSION = 0x01;
    private static final int NONCE_LENGTH = 12;
    private static final int TAG_LENGTH = 16;

    private final Cipher cipher;

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
        if (sealed.length < head + TAG_LENGTH || sealed[0] != VERSION) {
            return Optional.empty();
        }
        try {
            GCMParameterSpec nonce = new GCMParameterSpec(TAG_LENGTH * Byte.SIZE, sealed, 1, NONCE_LENGTH);
            cipher.init(Cipher.DECRYPT_MODE, key.key(), nonce);
            cipher.updateAAD(additionalData);
            return Optional.of(cipher.doFinal(sealed, head, sealed.length - head));
        } catch (GeneralSecurityException e) {
            return Optional.empty();
        }
    }
}
