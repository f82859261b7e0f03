package dev.assent.verify.tile;

import dev.assent.verify.merkle.Frontier;
import dev.assent.verify.merkle.Hash;

import java.util.List;

/**
 * A tile as it follows from the leaves.
 *
 * @param level from 0 at the leaves
 * @param index in that level, from 0
 * @param hashes 1 to 256 of them
 */
public record Tile(int level, long index, List<Hash> hashes) {

    /** Keeps a copy of the hashes. */
    public Tile {
        hashes = List.copyOf(hashes);
    }

    /** Its address below the log's prefix. */
    public String path() {
        return TilePath.tile(level, index, hashes.size());
    }

    /** The root over its hashes. */
    public Hash root() {
        Frontier frontier = new Frontier();
        hashes.forEach(frontier::append);
        return frontier.root();
    }

    /** The first entry below the hash at a place in this tile. */
    public long firstEntryBelow(int place) {
        long entry = index * TilePath.WIDTH + place;
        for (int l = 0; l < level; l++) {
            entry *= TilePath.WIDTH;
        }
        return entry;
    }
}
