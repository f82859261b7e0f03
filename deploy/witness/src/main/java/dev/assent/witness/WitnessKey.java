package dev.assent.witness;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.spec.NamedParameterSpec;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;

/** The witness's own key: makes cosignatures (C2SP tlog-cosignature, cosignature/v1, Ed25519). */
public final class WitnessKey {

    private static final int LENGTH = 32;
    private static final int ID_LENGTH = 4;
    private static final byte COSIGNATURE = 0x04;

    private final String name;
    private final KeyPair pair;

    /**
     * A key.
     *
     * @param name what the witness is known by: a schema-less address without spaces and plus signs
     * @param seed the Ed25519 seed, 32 bytes
     */
    public WitnessKey(String name, byte[] seed) {
        if (seed.length != LENGTH || !name.matches("[^+\\p{IsWhite_Space}]+")) {
            throw new IllegalArgumentException("a witness has a name without spaces, and a seed of 32 bytes");
        }
        this.name = name;
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("Ed25519");
            // An Ed25519 private key is its 32 random bytes, so a generator that is given them gives the pair.
            generator.initialize(NamedParameterSpec.ED25519, new Given(seed));
            pair = generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java runtime has Ed25519", e);
        }
    }

    /** The verifier key, as who trusts this witness pins it. */
    public String verifierKey() {
        return name + "+" + HexFormat.of().formatHex(id()) + "+"
                + Base64.getEncoder().encodeToString(typed());
    }

    /** The signature line that says: at this time this was the largest tree that this witness has seen of the log. */
    String line(String text, Instant now) {
        long seconds = now.getEpochSecond();
        byte[] signature;
        try {
            Signature ed25519 = Signature.getInstance("Ed25519");
            ed25519.initSign(pair.getPrivate());
            ed25519.update(("cosignature/v1\ntime " + seconds + "\n" + text).getBytes(StandardCharsets.UTF_8));
            signature = ed25519.sign();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("signing failed", e);
        }
        byte[] line = ByteBuffer.allocate(ID_LENGTH + Long.BYTES + signature.length)
                .put(id())
                .putLong(seconds)
                .put(signature)
                .array();
        return "— " + name + " " + Base64.getEncoder().encodeToString(line) + "\n";
    }

    private byte[] id() {
        try {
            MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
            sha256.update((name + "\n").getBytes(StandardCharsets.UTF_8));
            sha256.update(typed());
            return Arrays.copyOf(sha256.digest(), ID_LENGTH);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java runtime has SHA-256", e);
        }
    }

    private byte[] typed() {
        byte[] encoded = pair.getPublic().getEncoded();
        byte[] typed = new byte[1 + LENGTH];
        typed[0] = COSIGNATURE;
        System.arraycopy(encoded, encoded.length - LENGTH, typed, 1, LENGTH);
        return typed;
    }

    private static final class Given extends SecureRandom {
        private static final long serialVersionUID = 1L;

        private final byte[] bytes;

        Given(byte[] bytes) {
            this.bytes = bytes.clone();
        }

        @Override
        public void nextBytes(byte[] target) {
            System.arraycopy(bytes, 0, target, 0, target.length);
        }
    }
}
