package dev.assent.ledger.log;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.MessageDigest;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A public key as C2SP signed notes name it: {@code name+id+base64(type ‖ key)}, a "vkey". Ed25519 only. */
public final class NoteKey {

    static final int ID_LENGTH = 4;
    static final int KEY_LENGTH = 32;

    private static final int SIGNATURE_LENGTH = 64;
    private static final Pattern NAME = Pattern.compile("[^+\\p{IsWhite_Space}\\p{Cntrl}]+");
    private static final Pattern FORM = Pattern.compile("([^+]+)\\+([0-9a-f]{8})\\+([A-Za-z0-9+/]+=*)");
    private static final byte[] X509 = HexFormat.of().parseHex("302a300506032b6570032100");

    private final String name;
    private final Type type;
    private final byte[] raw;
    private final byte[] id;
    private final PublicKey key;

    /** What the signatures of a key say. */
    public enum Type {
        /** The log's own: over the note's text as it is. */
        LOG(1),
        /** A witness's (C2SP tlog-cosignature, cosignature/v1): over the text and a time. */
        WITNESS(4);

        private final byte number;

        Type(int number) {
            this.number = (byte) number;
        }
    }

    /**
     * A key.
     *
     * @param name without Unicode spaces and plus signs
     * @param type what it signs
     * @param raw the Ed25519 public key, 32 bytes (RFC 8032)
     */
    NoteKey(String name, Type type, byte[] raw) {
        if (!isName(name)) {
            throw new IllegalArgumentException("no key's name: " + name);
        }
        this.name = name;
        this.type = type;
        this.raw = raw.clone();
        MessageDigest sha256 = Hashes.sha256();
        sha256.update(name.getBytes(StandardCharsets.UTF_8));
        sha256.update((byte) '\n');
        sha256.update(typed());
        this.id = Arrays.copyOf(sha256.digest(), ID_LENGTH);
        try {
            byte[] encoded = ByteBuffer.allocate(X509.length + KEY_LENGTH)
                    .put(X509)
                    .put(raw)
                    .array();
            this.key = KeyFactory.getInstance("Ed25519").generatePublic(new X509EncodedKeySpec(encoded));
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException("no point of Ed25519", e);
        }
    }

    /** Whether a text can be a key's name: not empty, no Unicode spaces, no plus sign, no control characters. */
    static boolean isName(String text) {
        return NAME.matcher(text).matches();
    }

    /** Reads the one spelling that a key has; empty for anything else. */
    public static Optional<NoteKey> parse(String vkey) {
        Matcher parts = FORM.matcher(vkey);
        if (!parts.matches()) {
            return Optional.empty();
        }
        try {
            byte[] typed = Base64.getDecoder().decode(parts.group(3));
            for (Type type : Type.values()) {
                if (typed.length == 1 + KEY_LENGTH && typed[0] == type.number) {
                    NoteKey read = new NoteKey(parts.group(1), type, Arrays.copyOfRange(typed, 1, typed.length));
                    return read.text().equals(vkey) ? Optional.of(read) : Optional.empty();
                }
            }
        } catch (IllegalArgumentException e) {
            // No base64, no name or no point of the curve: no key.
        }
        return Optional.empty();
    }

    /** Its name; for a log the origin. */
    public String name() {
        return name;
    }

    /** What it signs. */
    public Type type() {
        return type;
    }

    /** The verifier key, as who pins it writes it. */
    public String text() {
        return name + "+" + HexFormat.of().formatHex(id) + "+"
                + Base64.getEncoder().encodeToString(typed());
    }

    byte[] id() {
        return id.clone();
    }

    /** Whether this key made the 64 bytes over exactly these bytes. */
    public boolean verifies(byte[] message, byte[] signature) {
        if (signature.length != SIGNATURE_LENGTH) {
            return false;
        }
        try {
            Signature ed25519 = Signature.getInstance("Ed25519");
            ed25519.initVerify(key);
            ed25519.update(message);
            return ed25519.verify(signature);
        } catch (GeneralSecurityException e) {
            return false;
        }
    }

    private byte[] typed() {
        return ByteBuffer.allocate(1 + KEY_LENGTH).put(type.number).put(raw).array();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof NoteKey that && text().equals(that.text());
    }

    @Override
    public int hashCode() {
        return text().hashCode();
    }

    @Override
    public String toString() {
        return text();
    }
}
