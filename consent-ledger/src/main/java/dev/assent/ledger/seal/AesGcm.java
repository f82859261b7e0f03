package dev.assent.ledger.seal;

import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;

/**
 * AES-256-GCM as {@code 0x01 ‖ nonce (12) ‖ ciphertext ‖ tag (16)}, with a random nonce; 0x02 where what was sealed is
 * {@link Deflated}.
 */
final class AesGcm {

    static final int KEY_LENGTH = 32;

    private static final byte AS_IT_IS = 1;
    private static final byte DEFLATED = 2;
    private static final int NONCE_LENGTH = 12;
    private static final int TAG_BITS = 128;
    private static final SecureRandom RANDOM = new SecureRandom();
    /** Looking one up costs more than a choice's encryption. */
    private static final ThreadLocal<Cipher> CIPHERS = ThreadLocal.withInitial(AesGcm::newCipher);

    private AesGcm() {}

    static byte[] newKey() {
        return random(KEY_LENGTH);
    }

    /** Seals a text, deflated where that is shorter. */
    static byte[] sealDeflated(byte[] key, byte[] bound, byte[] clear) {
        byte[] deflated = Deflated.of(clear);
        return deflated.length < clear.length
                ? seal(DEFLATED, key, bound, deflated)
                : seal(AS_IT_IS, key, bound, clear);
    }

    static byte[] seal(byte[] key, byte[] bound, byte[] clear) {
        return seal(AS_IT_IS, key, bound, clear);
    }

    private static byte[] seal(byte format, byte[] key, byte[] bound, byte[] clear) {
        byte[] nonce = random(NONCE_LENGTH);
        try {
            byte[] sealed = cipher(Cipher.ENCRYPT_MODE, key, nonce, bound).doFinal(clear);
            return ByteBuffer.allocate(1 + NONCE_LENGTH + sealed.length)
                    .put(format)
                    .put(nonce)
                    .put(sealed)
                    .array();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("sealing failed", e);
        }
    }

    /** What was sealed, or an exception where key, bound data or bytes are not those of the sealing. */
    static byte[] open(byte[] key, byte[] bound, byte[] sealed) {
        int from = 1 + NONCE_LENGTH;
        if (sealed.length < from + TAG_BITS / Byte.SIZE || (sealed[0] != AS_IT_IS && sealed[0] != DEFLATED)) {
            throw new CannotOpenException("not a sealed value");
        }
        try {
            byte[] opened = cipher(Cipher.DECRYPT_MODE, key, Arrays.copyOfRange(sealed, 1, from), bound)
                    .doFinal(sealed, from, sealed.length - from);
            return sealed[0] == DEFLATED ? Deflated.whole(opened) : opened;
        } catch (GeneralSecurityException e) {
            throw new CannotOpenException("sealed otherwise", e);
        }
    }

    private static Cipher cipher(int mode, byte[] key, byte[] nonce, byte[] bound) throws GeneralSecurityException {
        Cipher cipher = CIPHERS.get();
        cipher.init(mode, new SecretKeySpec(key, "AES"), new GCMParameterSpec(TAG_BITS, nonce));
        cipher.updateAAD(bound);
        return cipher;
    }

    private static Cipher newCipher() {
        try {
            return Cipher.getInstance("AES/GCM/NoPadding");
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java has no AES-GCM", e);
        }
    }

    private static byte[] random(int length) {
        byte[] bytes = new byte[length];
        RANDOM.nextBytes(bytes);
        return bytes;
    }
}
