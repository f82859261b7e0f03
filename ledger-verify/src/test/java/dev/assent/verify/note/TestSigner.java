package dev.assent.verify.note;

import dev.assent.verify.merkle.Hash;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.Signature;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;

/** Signs notes as a log would. */
public final class TestSigner {

    private final String name;
    private final KeyPair keys;

    public TestSigner(String name) {
        this.name = name;
        try {
            keys = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    public String name() {
        return name;
    }

    /** The key as one pins it. */
    public String vkey() {
        return name + "+" + HexFormat.of().formatHex(id()) + "+"
                + Base64.getEncoder().encodeToString(typeAndKey());
    }

    public VerifierKey key() {
        try {
            return VerifierKey.parse(vkey());
        } catch (InvalidNoteException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A signed checkpoint. */
    public String checkpoint(long size, Hash root) {
        return sign(name + "\n" + size + "\n" + root.base64() + "\n");
    }

    /** A signed note of a text that ends in a newline. */
    public String sign(String text) {
        return text + "\n" + line(text);
    }

    /** The signature line alone. */
    public String line(String text) {
        try {
            Signature ed25519 = Signature.getInstance("Ed25519");
            ed25519.initSign(keys.getPrivate());
            ed25519.update(text.getBytes(StandardCharsets.UTF_8));
            byte[] signature = ed25519.sign();
            ByteBuffer idAndSignature =
                    ByteBuffer.allocate(4 + signature.length).put(id()).put(signature);
            return "— " + name + " " + Base64.getEncoder().encodeToString(idAndSignature.array()) + "\n";
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private byte[] id() {
        MessageDigest digest = Hash.sha256();
        digest.update((name + "\n").getBytes(StandardCharsets.UTF_8));
        digest.update(typeAndKey());
        return Arrays.copyOf(digest.digest(), 4);
    }

    private byte[] typeAndKey() {
        byte[] x509 = keys.getPublic().getEncoded();
        byte[] typeAndKey = new byte[1 + Hash.LENGTH];
        typeAndKey[0] = 1;
        System.arraycopy(x509, x509.length - Hash.LENGTH, typeAndKey, 1, Hash.LENGTH);
        return typeAndKey;
    }
}
