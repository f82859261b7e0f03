package dev.assent.ledger.proof;

import dev.assent.ledger.log.LogId;
import dev.assent.ledger.log.TileSource;
import jakarta.enterprise.context.ApplicationScoped;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Tiles in memory: a tile of a place and a width never changes, and a few of them carry most proofs. A partial one saves most:
 * the database has it as up to 255 rows, and all proofs against one checkpoint need the same.
 */
@ApplicationScoped
public class CachedTiles {

    /** Each is 8 KiB at most. */
    private static final int MOST = 2000;

    private final Map<Place, byte[]> tiles = Collections.synchronizedMap(new LinkedHashMap<>(16, 0.75f, true) {

        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Place, byte[]> eldest) {
            return size() > MOST;
        }
    });

    private record Place(LogId log, int level, long n, int width) {}

    /** The log's tiles, from here where they are known. */
    public TileSource of(LogId log, TileSource stored) {
        return (level, n, width) -> {
            Place place = new Place(log, level, n, width);
            byte[] known = tiles.get(place);
            if (known == null) {
                known = stored.hashes(level, n, width);
                tiles.put(place, known);
            }
            return known;
        };
    }
}
