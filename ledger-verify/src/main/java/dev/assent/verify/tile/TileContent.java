package dev.assent.verify.tile;

import dev.assent.verify.merkle.Hash;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/** What the bytes of tiles and bundles hold. */
public final class TileContent {

    private TileContent() {}

    /**
     * The hashes of a tile. A wider tile than asked for is cut, since a partial one may be served as the full one that it
     * has become.
     *
     * @throws MalformedTileException if it holds fewer or is no sequence of hashes
     */
    public static List<Hash> hashes(byte[] tile, int width) throws MalformedTileException {
        if (tile.length % Hash.LENGTH != 0 || tile.length / Hash.LENGTH < width) {
            throw new MalformedTileException("%d bytes are not %d hashes".formatted(tile.length, width));
        }
        List<Hash> hashes = new ArrayList<>(width);
        for (int i = 0; i < width; i++) {
            hashes.add(Hash.of(tile, i * Hash.LENGTH, (i + 1) * Hash.LENGTH));
        }
        return hashes;
    }

    /**
     * The entries of a bundle, each preceded by its length in two bytes; a wider bundle is cut.
     *
     * @throws MalformedTileException if it ends early or leaves a rest
     */
    public static List<byte[]> entries(byte[] bundle, int width) throws MalformedTileException {
        List<byte[]> entries = new ArrayList<>(width);
        ByteBuffer rest = ByteBuffer.wrap(bundle);
        try {
            while (rest.hasRemaining()) {
                byte[] entry = new byte[Short.toUnsignedInt(rest.getShort())];
                rest.get(entry);
                entries.add(entry);
            }
        } catch (BufferUnderflowException e) {
            throw new MalformedTileException("the bundle ends inside entry " + entries.size());
        }
        if (entries.size() < width) {
            throw new MalformedTileException("the bundle has %d entries, not %d".formatted(entries.size(), width));
        }
        return entries.subList(0, width);
    }
}
