package dev.assent.ledger.log;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A full tile of C2SP tlog-tiles, height 8.
 *
 * @param level 0 for leaf hashes, each further level for the roots of 256 tiles below
 * @param n its place within the level
 * @param root the RFC 6962 root over its hashes
 * @param hashes 256 hashes, 8,192 bytes
 */
@SuppressWarnings("ArrayRecordComponent")
public record Tile(int level, long n, byte[] root, byte[] hashes) {

    /** log2 of the hashes in a full tile. */
    public static final int HEIGHT = 8;
    /** Hashes in a full tile. */
    public static final int WIDTH = 1 << HEIGHT;

    static Tile of(int level, long n, List<byte[]> hashes) {
        return new Tile(level, n, Hashes.fold(hashes), join(hashes));
    }

    /** Hashes end to end. */
    public static byte[] join(List<byte[]> hashes) {
        ByteArrayOutputStream joined = new ByteArrayOutputStream(hashes.size() * Hashes.LENGTH);
        hashes.forEach(joined::writeBytes);
        return joined.toByteArray();
    }

    /** The hashes that {@link #join} put end to end. */
    public static List<byte[]> split(byte[] joined) {
        List<byte[]> hashes = new ArrayList<>(joined.length / Hashes.LENGTH);
        for (int at = 0; at < joined.length; at += Hashes.LENGTH) {
            hashes.add(Arrays.copyOfRange(joined, at, at + Hashes.LENGTH));
        }
        return hashes;
    }

    /** How many hashes a level has in a tree of a size. */
    public static long hashesAt(int level, long size) {
        return level * HEIGHT >= Long.SIZE - 1 ? 0 : size >> (level * HEIGHT);
    }
}
