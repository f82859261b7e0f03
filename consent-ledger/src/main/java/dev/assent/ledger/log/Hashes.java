package dev.assent.ledger.log;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.List;

/** RFC 6962 hashing: a leaf's hash begins with 0x00, a node's with 0x01, so that neither can stand for the other. */
public final class Hashes {

    /** Bytes of a hash. */
    public static final int LENGTH = 32;

    private static final byte LEAF = 0;
    private static final byte NODE = 1;

    private Hashes() {}

    /** The hash of a leaf. */
    public static byte[] leaf(byte[] entry) {
        MessageDigest sha256 = sha256();
        sha256.update(LEAF);
        sha256.update(entry);
        return sha256.digest();
    }

    /** The hash of the node over two others. */
    public static byte[] node(byte[] left, byte[] right) {
        MessageDigest sha256 = sha256();
        sha256.update(NODE);
        sha256.update(left);
        sha256.update(right);
        return sha256.digest();
    }

    /** The root of a tree without leaves. */
    public static byte[] emptyRoot() {
        return sha256().digest();
    }

    /** The root over complete subtrees of one height; their number is a power of two. */
    static byte[] fold(List<byte[]> hashes) {
        if (hashes.size() == 1) {
            return hashes.getFirst();
        }
        int half = hashes.size() / 2;
        return node(fold(hashes.subList(0, half)), fold(hashes.subList(half, hashes.size())));
    }

    /** A fresh SHA-256. */
    public static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java runtime has SHA-256", e);
        }
    }
}
