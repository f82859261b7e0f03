package dev.assent.ledger.proof;

import dev.assent.ledger.log.LogId;
import dev.assent.ledger.log.Tile;
import dev.assent.ledger.log.TileSource;
import jakarta.enterprise.context.ApplicationScoped;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/** Full tiles in memory: they never change, and a few of them carry most proofs. */
@ApplicationScoped
public class CachedTiles {

    /** Each is 8 KiB. */
    private static final int MOST = 2000;

    private final Map<Place, byte[]> tiles = Collections.synchronizedMap(new LinkedHashMap<>(16, 0.75f, true) {

        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Place, byte[]> eldest) {
            return size() > MOST;
        }
    });

    private record Place(LogId log, int level, long n) {}

    /** The log's tiles, the full ones from here where they are known. */
    public TileSource of(LogId log, TileSource stored) {
        return (level, n, width) -> {
            if (width < Tile.WIDTH) {
                return stored.hashes(level, n, width);
            }
            Place place = new Place(log, level, n);
            byte[] known = tiles.get(place);
            if (known == null) {
                known = stored.hashes(level, n, width);
                tiles.put(place, known);
            }
            return known;
        };
    }
}
