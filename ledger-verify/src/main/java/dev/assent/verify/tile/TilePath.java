package dev.assent.verify.tile;

/** Addresses of tiles and entry bundles below a log's prefix, as C2SP writes them. */
public final class TilePath {

    /** How many hashes a full tile, or entries a full bundle, holds. */
    public static final int WIDTH = 256;

    private TilePath() {}

    /**
     * A tile of hashes, for example {@code tile/1/x001/x234/067.p/17}.
     *
     * @param level from 0 at the leaves
     * @param index in that level, from 0
     * @param width 1 to 256; below 256 is a partial tile
     */
    public static String tile(int level, long index, int width) {
        return "tile/" + level + "/" + suffix(index, width);
    }

    /** A bundle of entries, for example {@code tile/entries/x001/x234/067}; parameters as for tiles. */
    public static String entries(long index, int width) {
        return "tile/entries/" + suffix(index, width);
    }

    private static String suffix(long index, int width) {
        if (index < 0 || width < 1 || width > WIDTH) {
            throw new IllegalArgumentException("no tile has index " + index + " and width " + width);
        }
        StringBuilder path = new StringBuilder("%03d".formatted(index % 1000));
        for (long rest = index / 1000; rest > 0; rest /= 1000) {
            path.insert(0, "x%03d/".formatted(rest % 1000));
        }
        if (width < WIDTH) {
            path.append(".p/").append(width);
        }
        return path.toString();
    }
}
