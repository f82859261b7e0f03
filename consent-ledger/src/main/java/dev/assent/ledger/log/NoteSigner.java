package dev.assent.ledger.log;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.security.Signature;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;

/** Signs texts as C2SP signed notes, with Ed25519. The key's name is the log's origin. */
public final class NoteSigner {

    private static final byte ED25519 = 1;
    private static final int KEY_LENGTH = 32;
    private static final int ID_LENGTH = 4;

    private final KeyPair pair;
    private final byte[] publicKey;

    /**
     * A signer.
     *
     * @param seed the 32-byte Ed25519 seed
     */
    public NoteSigner(byte[] seed) {
        if (seed.length != KEY_LENGTH) {
            throw new IllegalArgumentException("an Ed25519 seed has 32 bytes");
        }
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("Ed25519");
            // The JDK derives a public key only while generating: let it draw the seed that we have.
            generator.initialize(255, new Fixed(seed));
            this.pair = generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java runtime has Ed25519", e);
        }
        byte[] encoded = pair.getPublic().getEncoded();
        this.publicKey = Arrays.copyOfRange(encoded, encoded.length - KEY_LENGTH, encoded.length);
    }

    /** The signed note: the text, an empty line, the signature's line. */
    public String sign(String name, String text) {
        try {
            Signature signature = Signature.getInstance("Ed25519");
            signature.initSign(pair.getPrivate());
            signature.update(text.getBytes(StandardCharsets.UTF_8));
            byte[] signed = signature.sign();
            byte[] line = ByteBuffer.allocate(ID_LENGTH + signed.length)
                    .put(keyId(name))
                    .put(signed)
                    .array();
            return text + "\n— " + name + " " + Base64.getEncoder().encodeToString(line) + "\n";
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("signing failed", e);
        }
    }

    /** The text of a note that this key has signed under the name; empty for every other note. */
    public Optional<String> open(String name, String note) {
        int end = note.lastIndexOf("\n\n— ");
        if (end < 0) {
            return Optional.empty();
        }
        String text = note.substring(0, end + 1);
        String prefix = "— " + name + " ";
        return note.substring(end + 2)
                        .lines()
                        .filter(line -> line.startsWith(prefix))
                        .anyMatch(line -> verifies(name, text, line.substring(prefix.length())))
                ? Optional.of(text)
                : Optional.empty();
    }

    private boolean verifies(String name, String text, String encoded) {
        try {
            byte[] line = Base64.getDecoder().decode(encoded);
            if (line.length <= ID_LENGTH || !Arrays.equals(keyId(name), Arrays.copyOf(line, ID_LENGTH))) {
                return false;
            }
            Signature signature = Signature.getInstance("Ed25519");
            signature.initVerify(pair.getPublic());
            signature.update(text.getBytes(StandardCharsets.UTF_8));
            return signature.verify(line, ID_LENGTH, line.length - ID_LENGTH);
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            return false;
        }
    }

    /** The verifier key, as who pins it writes it: {@code name+id+key}. */
    public String verifierKey(String name) {
        return name + "+" + HexFormat.of().formatHex(keyId(name)) + "+"
                + Base64.getEncoder().encodeToString(typedKey());
    }

    private byte[] keyId(String name) {
        MessageDigest sha256 = Hashes.sha256();
        sha256.update(name.getBytes(StandardCharsets.UTF_8));
        sha256.update((byte) '\n');
        sha256.update(typedKey());
        return Arrays.copyOf(sha256.digest(), ID_LENGTH);
    }

    private byte[] typedKey() {
        return ByteBuffer.allocate(1 + KEY_LENGTH).put(ED25519).put(publicKey).array();
    }

    private static final class Fixed extends SecureRandom {

        private static final long serialVersionUID = 1L;

        private final byte[] bytes;

        Fixed(byte[] bytes) {
            this.bytes = bytes.clone();
        }

        @Override
        public void nextBytes(byte[] wanted) {
            System.arraycopy(bytes, 0, wanted, 0, wanted.length);
        }
    }
}
