package dev.assent.deploy.local;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.security.spec.NamedParameterSpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;

/** The verifier key of a log as C2SP's signed notes write it, computed from the signing key. */
final class LogKey {
    private static final byte ED25519 = 1;
    private static final int LENGTH = 32;

    private LogKey() {}

    /**
     * The verifier key, {@code origin+hash+key}.
     *
     * @param origin the log's name
     * @param seed the signing key: 32 bytes in base64
     */
    static String verifierKey(String origin, String seed) {
        byte[] key = new byte[LENGTH + 1];
        key[0] = ED25519;
        System.arraycopy(publicKey(Base64.getDecoder().decode(seed)), 0, key, 1, LENGTH);
        ByteArrayOutputStream hashed = new ByteArrayOutputStream();
        hashed.writeBytes((origin + "\n").getBytes(StandardCharsets.UTF_8));
        hashed.writeBytes(key);
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(hashed.toByteArray());
            return origin + "+" + HexFormat.of().formatHex(hash, 0, 4) + "+"
                    + Base64.getEncoder().encodeToString(key);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static byte[] publicKey(byte[] seed) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("Ed25519");
            // An Ed25519 private key is its 32 random bytes, so a generator that is given them gives the pair.
            generator.initialize(NamedParameterSpec.ED25519, new Given(seed));
            byte[] encoded = generator.generateKeyPair().getPublic().getEncoded();
            return Arrays.copyOfRange(encoded, encoded.length - LENGTH, encoded.length);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static final class Given extends SecureRandom {
        private static final long serialVersionUID = 1L;

        private final byte[] bytes;

        Given(byte[] bytes) {
            this.bytes = bytes;
        }

        @Override
        public void nextBytes(byte[] target) {
            System.arraycopy(bytes, 0, target, 0, target.length);
        }
    }
}
