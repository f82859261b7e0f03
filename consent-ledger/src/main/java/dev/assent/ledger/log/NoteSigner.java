package dev.assent.ledger.log;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.security.Signature;
import java.util.Arrays;

/** Signs texts as C2SP signed notes, with Ed25519. The key's name is the log's origin. */
public final class NoteSigner {

    private final KeyPair pair;
    private final byte[] publicKey;

    /**
     * A signer.
     *
     * @param seed the 32-byte Ed25519 seed
     */
    public NoteSigner(byte[] seed) {
        if (seed.length != NoteKey.KEY_LENGTH) {
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
        this.publicKey = Arrays.copyOfRange(encoded, encoded.length - NoteKey.KEY_LENGTH, encoded.length);
    }

    /** The signed note: the text, an empty line, the signature's line. */
    public String sign(String name, String text) {
        return text + "\n" + line(name, text);
    }

    /** The signature's line alone, to stand below a note beside others. */
    public String line(String name, String text) {
        return SignedNote.line(key(name), signature(text.getBytes(StandardCharsets.UTF_8)));
    }

    /** The bare signature over bytes, 64 bytes. */
    public byte[] signature(byte[] message) {
        try {
            Signature signature = Signature.getInstance("Ed25519");
            signature.initSign(pair.getPrivate());
            signature.update(message);
            return signature.sign();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("signing failed", e);
        }
    }

    /** The public key under a name. */
    public NoteKey key(String name) {
        return new NoteKey(name, NoteKey.Type.LOG, publicKey);
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
