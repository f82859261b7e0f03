package dev.assent.foundation.seal;

import org.bouncycastle.crypto.InvalidCipherTextException;
import org.bouncycastle.crypto.hpke.HPKE;

import java.util.Arrays;

/**
 * HPKE in its base mode, with DHKEM(X25519, HKDF-SHA256) and HKDF-SHA256; one message for each key that is agreed.
 *
 * <p>A sealed message is {@code enc ‖ ciphertext}: 32 bytes, then as many as the message has and 16 for the tag.
 */
final class Suite {

    /** The length of a public key, a private key and an encapsulated key, in bytes. */
    static final int KEY_BYTES = 32;

    private static final int TAG_BYTES = 16;

    private final HPKE hpke;

    private Suite(short cipher) {
        hpke = new HPKE(HPKE.mode_base, HPKE.kem_X25519_SHA256, HPKE.kdf_HKDF_SHA256, cipher);
    }

    /** The suite that Assent seals with. */
    static Suite aes256() {
        return new Suite(HPKE.aead_AES_GCM256);
    }

    /** The suite of the RFC's own test vector for this key agreement. */
    static Suite aes128() {
        return new Suite(HPKE.aead_AES_GCM128);
    }

    byte[] seal(byte[] publicKey, byte[] info, byte[] bound, byte[] message) {
        try {
            byte[][] sealed = hpke.seal(
                    hpke.deserializePublicKey(publicKey), info, bound, message, new byte[0], new byte[0], null);
            byte[] whole = Arrays.copyOf(sealed[1], KEY_BYTES + sealed[0].length);
            System.arraycopy(sealed[0], 0, whole, KEY_BYTES, sealed[0].length);
            return whole;
        } catch (InvalidCipherTextException e) {
            throw new IllegalStateException("sealing does not check anything that could fail", e);
        }
    }

    byte[] open(byte[] privateKey, byte[] info, byte[] bound, byte[] sealed) throws SealBrokenException {
        if (sealed.length < KEY_BYTES + TAG_BYTES) {
            throw new SealBrokenException();
        }
        try {
            return hpke.open(
                    Arrays.copyOf(sealed, KEY_BYTES),
                    hpke.deserializePrivateKey(privateKey, null),
                    info,
                    bound,
                    Arrays.copyOfRange(sealed, KEY_BYTES, sealed.length),
                    new byte[0],
                    new byte[0],
                    null);
        } catch (InvalidCipherTextException | IllegalArgumentException | IllegalStateException e) {
            // What failed, and over which bytes, is nobody's business.
            throw new SealBrokenException();
        }
    }
}
