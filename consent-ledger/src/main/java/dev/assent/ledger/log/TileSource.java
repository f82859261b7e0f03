package dev.assent.ledger.log;

/** Where a stored tree's hashes come from. */
@FunctionalInterface
public interface TileSource {

    /**
     * A tile's first hashes, end to end.
     *
     * @param level the tile's level
     * @param n its place within the level
     * @param width how many hashes, 1 to 256; all of them must exist
     */
    byte[] hashes(int level, long n, int width);
}
