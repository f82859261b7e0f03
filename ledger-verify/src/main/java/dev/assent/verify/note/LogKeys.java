package dev.assent.verify.note;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** The keys of one log, each vouched for by its neighbour, from one that the reader got elsewhere than from the log. */
public final class LogKeys {

    private final List<VerifierKey> keys = new ArrayList<>();
    private final List<Rotation> rotations;

    private LogKeys(VerifierKey first, List<Rotation> rotations) {
        keys.add(first);
        this.rotations = rotations;
        rotations.forEach(rotation -> keys.add(rotation.newKey()));
    }

    /** Only the pinned key: the log has never changed it. */
    public static LogKeys of(VerifierKey pinned) {
        return new LogKeys(pinned, List.of());
    }

    /**
     * The keys that the log's rotations lead to.
     *
     * @param pinned the key that the reader trusts; whether the first, the last or one between
     * @param rotations all rotations of the log, in any order
     * @throws InvalidNoteException if they do not follow one from the other, or pass the pinned key by
     */
    public static LogKeys of(VerifierKey pinned, List<Rotation> rotations) throws InvalidNoteException {
        if (rotations.isEmpty()) {
            return of(pinned);
        }
        List<Rotation> sorted = rotations.stream()
                .sorted(Comparator.comparingLong(Rotation::index))
                .toList();
        LogKeys chain = new LogKeys(sorted.getFirst().oldKey(), sorted);
        for (int i = 0; i < sorted.size(); i++) {
            if (!sorted.get(i).oldKey().equals(chain.keys.get(i))) {
                throw new InvalidNoteException("the rotation at entry %d is not from the log's key before it"
                        .formatted(sorted.get(i).index()));
            }
        }
        if (!chain.keys.contains(pinned)) {
            throw new InvalidNoteException(
                    "no rotation leads from the pinned key of " + pinned.name() + " to the log's");
        }
        return chain;
    }

    /** The log's origin. */
    public String name() {
        return keys.getFirst().name();
    }

    /** The rotations, in the order of the log. */
    public List<Rotation> rotations() {
        return rotations;
    }

    /** The key that must have signed a tree of a size. */
    public VerifierKey at(long size) {
        int last = keys.size() - 1;
        while (last > 0 && rotations.get(last - 1).index() >= size) {
            last--;
        }
        return keys.get(last);
    }
}
