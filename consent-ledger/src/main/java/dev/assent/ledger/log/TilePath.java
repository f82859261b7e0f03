package dev.assent.ledger.log;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A tile's place as C2SP tlog-tiles writes it in a path: {@code x001/x234/067}, with {@code .p/W} where it is partial.
 *
 * @param n the tile's place within its level
 * @param width how many hashes or entries, 1 to 256
 */
public record TilePath(long n, int width) {

    private static final Pattern PATH = Pattern.compile("((?:x[0-9]{3}/){0,5}[0-9]{3})(?:\\.p/([1-9][0-9]{0,2}))?");

    /** Reads the one spelling that a place has; empty for anything else. */
    public static Optional<TilePath> parse(String path) {
        Matcher matcher = PATH.matcher(path);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        String digits = matcher.group(1).replace("x", "").replace("/", "");
        String partial = matcher.group(2);
        int width = partial == null ? Tile.WIDTH : Integer.parseInt(partial);
        TilePath parsed = new TilePath(Long.parseLong(digits), width);
        boolean fits = partial == null || width < Tile.WIDTH;
        return fits && parsed.toString().equals(path) ? Optional.of(parsed) : Optional.empty();
    }

    /** Whether a tree of a size has all of it at a level. */
    public boolean within(int level, long size) {
        long hashes = Tile.hashesAt(level, size);
        long full = hashes / Tile.WIDTH;
        // By division: n has 18 digits, and n · 256 may wrap to the place of another tile.
        return n < full || (n == full && width <= hashes % Tile.WIDTH);
    }

    @Override
    public String toString() {
        StringBuilder path = new StringBuilder("%03d".formatted(n % 1000));
        for (long rest = n / 1000; rest > 0; rest /= 1000) {
            path.insert(0, "x%03d/".formatted(rest % 1000));
        }
        return width == Tile.WIDTH ? path.toString() : path + ".p/" + width;
    }
}
