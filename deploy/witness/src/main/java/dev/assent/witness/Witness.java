package dev.assent.witness;

import dev.assent.verify.merkle.ConsistencyProof;
import dev.assent.verify.merkle.Hash;
import dev.assent.verify.note.Checkpoint;
import dev.assent.verify.note.InvalidNoteException;
import dev.assent.verify.note.VerifierKey;
import org.jspecify.annotations.Nullable;

import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Decides what is cosigned. The statuses are those of C2SP tlog-witness, and so is the order of the checks. */
final class Witness {

    static final int OK = 200;
    static final int MALFORMED = 400;
    static final int UNSIGNED = 403;
    static final int UNKNOWN_LOG = 404;
    static final int OTHER_SIZE = 409;
    static final int INCONSISTENT = 422;

    private final WitnessKey key;
    private final Map<String, List<VerifierKey>> logs = new HashMap<>();
    private final Memory memory;
    private final Clock clock;

    /**
     * A witness.
     *
     * @param logs the keys of the logs that it watches; a log may have several
     */
    Witness(WitnessKey key, List<VerifierKey> logs, Memory memory, Clock clock) {
        this.key = key;
        logs.forEach(log ->
                this.logs.computeIfAbsent(log.name(), name -> new ArrayList<>()).add(log));
        this.memory = memory;
        this.clock = clock;
    }

    /** An answer: status and body. */
    record Reply(int status, String body) {}

    /** One at a time: what was looked at must still be the last when the next is kept. */
    synchronized Reply addCheckpoint(String body) {
        Optional<Submission> submission = Submission.parse(body);
        if (submission.isEmpty()) {
            return new Reply(MALFORMED, "This is no add-checkpoint request.\n");
        }
        String origin = Checkpoint.claimedOrigin(submission.get().note());
        List<VerifierKey> keys = logs.get(origin);
        if (keys == null) {
            return new Reply(UNKNOWN_LOG, "This log is not known here.\n");
        }
        try {
            Checkpoint checkpoint = Checkpoint.open(submission.get().note(), keys);
            return judge(origin, submission.get(), checkpoint, last(origin));
        } catch (InvalidNoteException e) {
            return new Reply(UNSIGNED, "No key of this log has signed this: " + e.getMessage() + "\n");
        }
    }

    private Reply judge(String origin, Submission submission, Checkpoint next, @Nullable Checkpoint last)
            throws InvalidNoteException {
        if (submission.oldSize() > next.size()) {
            return new Reply(MALFORMED, "The old size is larger than the checkpoint's.\n");
        }
        long lastSize = last == null ? 0 : last.size();
        if (submission.oldSize() != lastSize) {
            return new Reply(OTHER_SIZE, lastSize + "\n");
        }
        Hash lastRoot = last == null ? Hash.emptyRoot() : last.root();
        if (next.size() == lastSize && !next.root().equals(lastRoot)) {
            return new Reply(OTHER_SIZE, lastSize + "\n");
        }
        if (!extend(lastSize, lastRoot, next, submission.proof())) {
            return new Reply(INCONSISTENT, "The checkpoint does not extend the last one that was cosigned.\n");
        }
        String line = key.line(Checkpoint.textOf(submission.note()), clock.instant());
        memory.write(Memory.hash(origin), submission.note() + line);
        return new Reply(OK, line);
    }

    private static boolean extend(long lastSize, Hash lastRoot, Checkpoint next, List<Hash> proof) {
        if (next.size() == lastSize) {
            return proof.isEmpty() && next.root().equals(lastRoot);
        }
        if (lastSize == 0) {
            return proof.isEmpty();
        }
        return new ConsistencyProof(lastSize, next.size(), proof).holds(lastRoot, next.root());
    }

    /** What was kept was checked before it was, with a key that may have left the configuration since. */
    private @Nullable Checkpoint last(String origin) throws InvalidNoteException {
        String note = memory.read(Memory.hash(origin));
        return note == null ? null : Checkpoint.kept(note);
    }

    /** The last cosigned checkpoint of the log whose origin has this hash. */
    Optional<String> checkpoint(String originHash) {
        return originHash.matches("[0-9a-f]{64}") ? Optional.ofNullable(memory.read(originHash)) : Optional.empty();
    }
}
