package dev.assent.verify.stored;

import dev.assent.verify.note.Checkpoint;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** From where on a log's entries are read; what stands before is taken from its tiles and held by the signed roots. */
public final class Since {

    /** Everything is read. */
    public static final Since BEGINNING = new Since(Set.of(), 0);

    private final Set<String> origins;
    private final long size;

    private Since(Set<String> origins, long size) {
        this.origins = origins;
        this.size = size;
    }

    /**
     * From earlier checkpoints, or from a size.
     *
     * @param notes signed checkpoints from before; a log that has none among them is read from {@code size} on
     * @param size of every log; 0 for everything
     */
    public static Since of(List<String> notes, long size) {
        return new Since(notes.stream().map(Checkpoint::claimedOrigin).collect(Collectors.toSet()), size);
    }

    /**
     * The first size of a log that is looked at.
     *
     * @param brought all its checkpoints that the reader has
     */
    long of(String origin, List<Checkpoint> brought) {
        if (!origins.contains(origin) && size == 0) {
            return 0;
        }
        long smallest = brought.stream().mapToLong(Checkpoint::size).min().orElse(Long.MAX_VALUE);
        return Math.min(smallest, size > 0 ? size : Long.MAX_VALUE);
    }
}
