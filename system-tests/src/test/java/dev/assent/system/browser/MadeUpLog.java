package dev.assent.system.browser;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.Signature;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;

/** A log of any size with one given entry in it, from RFC 6962 and the C2SP pages, with nothing of the ledger's. */
final class MadeUpLog {

    private static final int WIDTH = 256;
    private static final int HASH = 32;

    private final String origin;
    private final int size;
    /** Level 0 holds leaf hashes, each further level the roots of full tiles below. */
    private final List<List<byte[]>> levels = new ArrayList<>();

    private final KeyPair keys = newKey();

    MadeUpLog(String origin, int size, int index, byte[] commitment) {
        this.origin = origin;
        this.size = size;
        List<byte[]> level = new ArrayList<>(size);
        for (int i = 0; i < size; i++) {
            level.add(hash(
                    new byte[] {0},
                    i == index
                            ? commitment
                            : ByteBuffer.allocate(HASH).putInt(i).array()));
        }
        while (!level.isEmpty()) {
            levels.add(level);
            List<byte[]> above = new ArrayList<>();
            for (int from = 0; from + WIDTH <= level.size(); from += WIDTH) {
                above.add(root(level.subList(from, from + WIDTH)));
            }
            level = above;
        }
    }

    /** A tile by the path that it is asked for by; null where there is none. */
    byte[] tile(int level, int n, int width) {
        if (level >= levels.size() || n * WIDTH + width > levels.get(level).size()) {
            return null;
        }
        ByteArrayOutputStream tile = new ByteArrayOutputStream();
        levels.get(level).subList(n * WIDTH, n * WIDTH + width).forEach(tile::writeBytes);
        return tile.toByteArray();
    }

    /** The checkpoint; a signature of a key that nobody knows stands before the log's own. */
    String checkpoint() {
        String text =
                "%s\n%d\n%s\n".formatted(origin, size, Base64.getEncoder().encodeToString(root(levels.getFirst())));
        return text + "\n" + signature("witness.test/w", newKey(), text) + signature(origin, keys, text);
    }

    String verifierKey() {
        return verifierKey(origin, keys);
    }

    /** A key of the log that has not signed the checkpoint. */
    String formerKey() {
        return verifierKey(origin, newKey());
    }

    private static String verifierKey(String name, KeyPair pair) {
        byte[] typed = typed(pair);
        return "%s+%s+%s"
                .formatted(
                        name,
                        HexFormat.of().formatHex(keyId(name, typed)),
                        Base64.getEncoder().encodeToString(typed));
    }

    private static String signature(String name, KeyPair pair, String text) {
        try {
            Signature ed25519 = Signature.getInstance("Ed25519");
            ed25519.initSign(pair.getPrivate());
            ed25519.update(text.getBytes(StandardCharsets.UTF_8));
            ByteArrayOutputStream signed = new ByteArrayOutputStream();
            signed.writeBytes(keyId(name, typed(pair)));
            signed.writeBytes(ed25519.sign());
            return "— %s %s\n".formatted(name, Base64.getEncoder().encodeToString(signed.toByteArray()));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static byte[] keyId(String name, byte[] typed) {
        return Arrays.copyOf(hash((name + "\n").getBytes(StandardCharsets.UTF_8), typed), 4);
    }

    /** The public key behind the number of its algorithm. */
    private static byte[] typed(KeyPair pair) {
        byte[] encoded = pair.getPublic().getEncoded();
        byte[] typed = new byte[1 + HASH];
        typed[0] = 1;
        System.arraycopy(encoded, encoded.length - HASH, typed, 1, HASH);
        return typed;
    }

    private static KeyPair newKey() {
        try {
            return KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static byte[] root(List<byte[]> hashes) {
        if (hashes.size() == 1) {
            return hashes.getFirst();
        }
        int half = Integer.highestOneBit(hashes.size() - 1);
        return hash(new byte[] {1}, root(hashes.subList(0, half)), root(hashes.subList(half, hashes.size())));
    }

    private static byte[] hash(byte[]... parts) {
        try {
            MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
            for (byte[] part : parts) {
                sha256.update(part);
            }
            return sha256.digest();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
