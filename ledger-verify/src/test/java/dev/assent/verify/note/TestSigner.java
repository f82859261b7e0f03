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
        byte[] signature = signature(text);
        ByteBuffer idAndSignature =
                ByteBuffer.allocate(4 + signature.length).put(id()).put(signature);
        return "— " + name + " " + Base64.getEncoder().encodeToString(idAndSignature.array()) + "\n";
    }

    /** The key as one pins a witness's. */
    public String witnessVkey() {
        byte[] typed = typeAndKey((byte) 4);
        return name + "+" + HexFormat.of().formatHex(id(typed)) + "+"
                + Base64.getEncoder().encodeToString(typed);
    }

    /** The same, read. */
    public VerifierKey witnessKey() {
        try {
            return VerifierKey.parseWitness(witnessVkey());
        } catch (InvalidNoteException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The line of a cosignature. */
    public String cosignature(String text, long seconds) {
        byte[] signature = signature("cosignature/v1\ntime " + seconds + "\n" + text);
        ByteBuffer line = ByteBuffer.allocate(4 + Long.BYTES + signature.length)
                .put(id(typeAndKey((byte) 4)))
                .putLong(seconds)
                .put(signature);
        return "— " + name + " " + Base64.getEncoder().encodeToString(line.array()) + "\n";
    }

    /** The event in which this key gives way to another. */
    public byte[] rotation(TestSigner to) {
        String eventId = "019a0000-0000-7000-8000-00000000000b";
        String statement = "assent/log-key-rotated/v1\n" + eventId + "\n" + vkey() + "\n" + to.vkey() + "\n";
        return ("{\"type\":\"assent.log-key-rotated.v1\",\"eventId\":\"%s\",\"recordedAt\":\"2026-11-22T17:00:00.123Z\","
                        + "\"salt\":\"AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8\",\"log\":\"%s\",\"oldKey\":\"%s\","
                        + "\"newKey\":\"%s\",\"oldSignature\":\"%s\",\"newSignature\":\"%s\"}")
                .formatted(
                        eventId,
                        name.replaceAll(".*/", ""),
                        vkey(),
                        to.vkey(),
                        Base64.getEncoder().encodeToString(signature(statement)),
                        Base64.getEncoder().encodeToString(to.signature(statement)))
                .getBytes(StandardCharsets.UTF_8);
    }

    private byte[] signature(String text) {
        try {
            Signature ed25519 = Signature.getInstance("Ed25519");
            ed25519.initSign(keys.getPrivate());
            ed25519.update(text.getBytes(StandardCharsets.UTF_8));
            return ed25519.sign();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private byte[] id() {
        return id(typeAndKey());
    }

    private byte[] id(byte[] typeAndKey) {
        MessageDigest digest = Hash.sha256();
        digest.update((name + "\n").getBytes(StandardCharsets.UTF_8));
        digest.update(typeAndKey);
        return Arrays.copyOf(digest.digest(), 4);
    }

    private byte[] typeAndKey() {
        return typeAndKey((byte) 1);
    }

    private byte[] typeAndKey(byte type) {
        byte[] x509 = keys.getPublic().getEncoded();
        byte[] typeAndKey = new byte[1 + Hash.LENGTH];
        typeAndKey[0] = type;
        System.arraycopy(x509, x509.length - Hash.LENGTH, typeAndKey, 1, Hash.LENGTH);
        return typeAndKey;
    }
}
