package dev.assent.verify.note;

import dev.assent.verify.merkle.Hash;

import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.MessageDigest;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.EdECPoint;
import java.security.spec.EdECPublicKeySpec;
import java.security.spec.NamedParameterSpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A public key, as one pins it: {@code name+id+base64(type ‖ 32 bytes)} (C2SP signed-note, Ed25519). Type 0x01 is a log's,
 * type 0x04 a witness's (C2SP tlog-cosignature).
 *
 * @param name the key's name; for a log it is the origin line of its checkpoints
 * @param id the first four bytes of SHA-256(name ‖ 0x0A ‖ type ‖ key)
 * @param witness whether it is a witness's
 * @param key the Ed25519 public key
 */
public record VerifierKey(String name, int id, boolean witness, PublicKey key) {

    private static final Pattern FORM =
            Pattern.compile("([^+\\p{IsWhite_Space}]+)\\+([0-9a-f]{8})\\+([A-Za-z0-9+/]+=*)");
    private static final byte ED25519 = 0x01;
    private static final byte COSIGNATURE = 0x04;
    private static final int SIGNATURE_LENGTH = 64;

    /**
     * Reads a key in its text form.
     *
     * @throws InvalidNoteException if it is not one, is not Ed25519, or its id is not its own
     */
    public static VerifierKey parse(String text) throws InvalidNoteException {
        return parse(text, ED25519);
    }

    /**
     * Reads a witness's key in its text form.
     *
     * @throws InvalidNoteException if it is not one
     */
    public static VerifierKey parseWitness(String text) throws InvalidNoteException {
        return parse(text, COSIGNATURE);
    }

    private static VerifierKey parse(String text, byte type) throws InvalidNoteException {
        Matcher parts = FORM.matcher(text);
        if (!parts.matches()) {
            throw new InvalidNoteException("a key looks like name+id+base64");
        }
        byte[] encoded = decode(parts.group(3));
        if (encoded.length != 1 + Hash.LENGTH || encoded[0] != type) {
            throw new InvalidNoteException(
                    type == ED25519 ? "the key is not a log's Ed25519 key" : "the key is not a witness's Ed25519 key");
        }
        String name = parts.group(1);
        int id = Integer.parseUnsignedInt(parts.group(2), 16);
        if (id != idOf(name, encoded)) {
            throw new InvalidNoteException("the key's id does not belong to its name and bytes");
        }
        return new VerifierKey(
                name, id, type == COSIGNATURE, publicKey(Arrays.copyOfRange(encoded, 1, encoded.length)));
    }

    /** Whether this key made the signature over the text. */
    boolean verifies(byte[] text, byte[] signature) {
        if (signature.length != SIGNATURE_LENGTH) {
            return false;
        }
        try {
            Signature ed25519 = Signature.getInstance("Ed25519");
            ed25519.initVerify(key);
            ed25519.update(text);
            return ed25519.verify(signature);
        } catch (GeneralSecurityException e) {
            return false;
        }
    }

    private static int idOf(String name, byte[] typeAndKey) {
        MessageDigest digest = Hash.sha256();
        digest.update(name.getBytes(StandardCharsets.UTF_8));
        digest.update((byte) '\n');
        digest.update(typeAndKey);
        return ByteBuffer.wrap(digest.digest()).getInt();
    }

    private static byte[] decode(String base64) throws InvalidNoteException {
        try {
            byte[] decoded = Base64.getDecoder().decode(base64);
            if (Base64.getEncoder().encodeToString(decoded).equals(base64)) {
                return decoded;
            }
        } catch (IllegalArgumentException e) {
            // Said below.
        }
        throw new InvalidNoteException("the key is not base64");
    }

    /** RFC 8032, section 5.1.5: 32 bytes, little-endian y, with the parity of x in the highest bit. */
    private static PublicKey publicKey(byte[] littleEndian) throws InvalidNoteException {
        boolean xOdd = (littleEndian[Hash.LENGTH - 1] & 0x80) != 0;
        byte[] y = new byte[Hash.LENGTH];
        for (int i = 0; i < Hash.LENGTH; i++) {
            y[i] = littleEndian[Hash.LENGTH - 1 - i];
        }
        y[0] &= 0x7f;
        try {
            EdECPoint point = new EdECPoint(xOdd, new BigInteger(1, y));
            return KeyFactory.getInstance("Ed25519")
                    .generatePublic(new EdECPublicKeySpec(NamedParameterSpec.ED25519, point));
        } catch (GeneralSecurityException e) {
            throw new InvalidNoteException("the key is not a point of Ed25519");
        }
    }
}
