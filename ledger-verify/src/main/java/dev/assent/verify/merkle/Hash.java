package dev.assent.verify.merkle;

import org.jspecify.annotations.Nullable;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;

/** 32 bytes of SHA-256, as a leaf, a node or a root of a tree (RFC 9162, section 2.1.1). */
public final class Hash {

    /** Length in bytes. */
    public static final int LENGTH = 32;

    private static final byte LEAF = 0x00;
    private static final byte NODE = 0x01;

    /** Looking one up costs as much as hashing with it. */
    private static final ThreadLocal<MessageDigest> OF_THREAD = ThreadLocal.withInitial(Hash::fresh);

    private final byte[] bytes;

    private Hash(byte[] bytes) {
        this.bytes = bytes;
    }

    /**
     * A hash from its bytes.
     *
     * @throws IllegalArgumentException unless there are 32
     */
    public static Hash of(byte[] bytes) {
        return of(bytes, 0, bytes.length);
    }

    /**
     * A hash from a part of an array.
     *
     * @throws IllegalArgumentException unless the part has 32 bytes
     */
    public static Hash of(byte[] bytes, int from, int to) {
        if (to - from != LENGTH) {
            throw new IllegalArgumentException("a hash has 32 bytes, not " + (to - from));
        }
        return new Hash(Arrays.copyOfRange(bytes, from, to));
    }

    /**
     * A hash from standard base64.
     *
     * @throws IllegalArgumentException unless it is base64 of 32 bytes
     */
    public static Hash ofBase64(String text) {
        return of(Base64.getDecoder().decode(text));
    }

    /** The root of the tree with no entries: SHA-256 of nothing. */
    public static Hash emptyRoot() {
        return new Hash(sha256().digest());
    }

    /** The leaf of an entry: SHA-256(0x00 ‖ entry). */
    public static Hash leaf(byte[] entry) {
        MessageDigest digest = sha256();
        digest.update(LEAF);
        digest.update(entry);
        return new Hash(digest.digest());
    }

    /** The node above two: SHA-256(0x01 ‖ left ‖ right). */
    public static Hash node(Hash left, Hash right) {
        MessageDigest digest = sha256();
        digest.update(NODE);
        digest.update(left.bytes);
        digest.update(right.bytes);
        return new Hash(digest.digest());
    }

    /** Writes the bytes into an array. */
    public void copyTo(byte[] target, int at) {
        System.arraycopy(bytes, 0, target, at, LENGTH);
    }

    /** Whether these are the bytes of a part of an array. */
    public boolean isAt(byte[] array, int at) {
        return array.length - at >= LENGTH && Arrays.equals(bytes, 0, LENGTH, array, at, at + LENGTH);
    }

    /** A copy of the bytes. */
    public byte[] bytes() {
        return bytes.clone();
    }

    /** Standard base64, as checkpoints and proofs write it. */
    public String base64() {
        return Base64.getEncoder().encodeToString(bytes);
    }

    /** This thread's SHA-256, with nothing in it: to be filled and ended before anything else is hashed. */
    public static MessageDigest sha256() {
        MessageDigest digest = OF_THREAD.get();
        digest.reset();
        return digest;
    }

    private static MessageDigest fresh() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java runtime has SHA-256", e);
        }
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Hash hash && Arrays.equals(bytes, hash.bytes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes);
    }

    /** Hexadecimal, for people. */
    @Override
    public String toString() {
        return HexFormat.of().formatHex(bytes);
    }
}
