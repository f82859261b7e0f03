package dev.assent.verify.published;

import dev.assent.verify.entry.Commitment;
import dev.assent.verify.merkle.ConsistencyProof;
import dev.assent.verify.merkle.Hash;
import dev.assent.verify.merkle.InclusionProof;
import dev.assent.verify.note.Checkpoint;
import dev.assent.verify.note.InvalidNoteException;
import dev.assent.verify.note.LogKeys;
import dev.assent.verify.note.Rotation;
import dev.assent.verify.note.VerifierKey;
import dev.assent.verify.report.Cosigned;
import dev.assent.verify.report.CouldNotCheckException;
import dev.assent.verify.report.LogAccount;
import dev.assent.verify.report.Progress;
import dev.assent.verify.tile.MalformedTileException;
import dev.assent.verify.tile.Tile;
import dev.assent.verify.tile.TileContent;
import dev.assent.verify.tile.TilePath;
import dev.assent.verify.tile.TileRoots;
import dev.assent.verify.tile.TileTree;
import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;

/** One log as it is served, from its newest checkpoint down to its entries. */
final class PublishedLog {

    /** Entries of this ledger are commitments: 32 bytes that show nothing about anyone. */
    private static final int ENTRY_LENGTH = 32;

    /** How many bundles are fetched ahead. */
    private static final int AHEAD = 8;

    private final LedgerClient client;
    private final ExecutorService threads;
    private final String log;
    private final VerifierKey pinned;
    private final List<VerifierKey> witnesses;
    private final List<String> earlierNotes;
    private final LogAccount account;
    private final long sinceSize;
    private final Progress progress;
    private final Map<Long, byte[]> commitments = new HashMap<>();
    private TileTree tree = new TileTree();
    private List<Checkpoint> given = List.of();

    PublishedLog(
            LedgerClient client,
            ExecutorService threads,
            String log,
            VerifierKey pinned,
            List<VerifierKey> witnesses,
            List<String> earlierNotes,
            long sinceSize,
            LogAccount account,
            Progress progress) {
        this.client = client;
        this.threads = threads;
        this.log = log;
        this.pinned = pinned;
        this.witnesses = witnesses;
        this.earlierNotes = earlierNotes;
        this.sinceSize = sinceSize;
        this.account = account;
        this.progress = progress;
    }

    void check() throws CouldNotCheckException {
        LogKeys keys;
        try {
            keys = keys();
        } catch (InvalidNoteException e) {
            account.wrong("its keys must not be believed: " + e.getMessage());
            return;
        }
        List<Checkpoint> earlier = openEarlier(keys);
        given = List.copyOf(earlier);
        if (!witnesses.isEmpty() && !addCosigned(keys, earlier)) {
            return;
        }
        Optional<String> note = client.checkpoint(log);
        if (note.isEmpty()) {
            account.wrong("there is no checkpoint");
            return;
        }
        try {
            Checkpoint checkpoint = Checkpoint.open(note.get(), keys);
            account.count("checkpoints", 1);
            for (Rotation rotation : keys.rotations()) {
                commitments.put(rotation.index(), Commitment.of(rotation.value()));
            }
            check(checkpoint, earlier);
        } catch (InvalidNoteException e) {
            account.wrong("the checkpoint must not be believed: " + e.getMessage());
        }
    }

    private LogKeys keys() throws CouldNotCheckException, InvalidNoteException {
        List<Rotation> rotations = new ArrayList<>();
        for (LedgerClient.ClaimedRotation claimed : client.rotations(log)) {
            rotations.add(Rotation.parse(claimed.index(), claimed.value(), pinned.name()));
        }
        return LogKeys.of(pinned, rotations);
    }

    /** What the witnesses have seen must be extended, as what the reader has seen must be. */
    private boolean addCosigned(LogKeys keys, List<Checkpoint> earlier) throws CouldNotCheckException {
        try {
            for (VerifierKey witness : witnesses) {
                Optional<String> note = client.cosigned(log, witness);
                if (note.isEmpty()) {
                    account.wrong("there is no checkpoint that is cosigned by " + witness.name());
                    return false;
                }
                Optional<Instant> at = Checkpoint.cosignedBy(note.get(), witness);
                if (at.isEmpty()) {
                    account.wrong(
                            "the checkpoint that is served for %s is not cosigned by it".formatted(witness.name()));
                    return false;
                }
                Checkpoint cosigned = Checkpoint.open(note.get(), keys);
                earlier.add(cosigned);
                account.cosigned(new Cosigned(witness.name(), at.get(), cosigned.size()));
            }
            return true;
        } catch (InvalidNoteException e) {
            account.wrong("the cosigned checkpoint must not be believed: " + e.getMessage());
            return false;
        }
    }

    private List<Checkpoint> openEarlier(LogKeys keys) throws CouldNotCheckException {
        List<Checkpoint> earlier = new ArrayList<>();
        for (String note : earlierNotes) {
            try {
                earlier.add(Checkpoint.open(note, keys));
            } catch (InvalidNoteException e) {
                throw new CouldNotCheckException("the earlier checkpoint that was given is none: " + e.getMessage(), e);
            }
        }
        return earlier;
    }

    private void check(Checkpoint checkpoint, List<Checkpoint> earlier) throws CouldNotCheckException {
        long size = checkpoint.size();
        for (Checkpoint old : earlier) {
            if (old.size() > size) {
                account.wrong("the log had %,d entries and now has %,d".formatted(old.size(), size));
            }
        }
        // What a witness saw shortens nothing: only what the reader brought does.
        long first = firstBundle(size, given);
        if (first > 0) {
            try {
                tree = new TileTree(TileRoots.standing(first, (level, from, to) -> roots(level, from, to, size)));
            } catch (IllegalArgumentException e) {
                account.wrong("a tile over the first %,d bundles is missing: %s".formatted(first, e.getMessage()));
                return;
            }
            account.count("entries taken from the tiles", tree.size());
            earlier.forEach(this::compare);
        }
        Deque<Future<Optional<byte[]>>> ahead = new ArrayDeque<>();
        long bundles = (size + TilePath.WIDTH - 1) / TilePath.WIDTH;
        long asked = first;
        for (long bundle = first; bundle < bundles; bundle++) {
            for (; asked < bundles && asked < bundle + AHEAD; asked++) {
                String path = TilePath.entries(asked, widthOf(asked, size));
                ahead.add(threads.submit(() -> client.tile(log, path)));
            }
            if (!append(bundle, widthOf(bundle, size), arrived(ahead.remove()), earlier)) {
                return;
            }
            progress.at(log, tree.size(), size);
        }
        for (Tile tile : tree.partial()) {
            compare(tile);
        }
        account.root(tree.root());
        if (!tree.root().equals(checkpoint.root())) {
            account.wrong("the entries make the root %s, the signed checkpoint over %,d entries says %s"
                    .formatted(tree.root(), size, checkpoint.root()));
            return;
        }
        checkProofs(checkpoint, earlier);
    }

    /** The bundle from which on entries are read. */
    private long firstBundle(long size, List<Checkpoint> earlier) {
        if (earlier.isEmpty() && sinceSize == 0) {
            return 0;
        }
        long since = earlier.stream().mapToLong(Checkpoint::size).min().orElse(Long.MAX_VALUE);
        return Math.min(Math.min(since, sinceSize > 0 ? sinceSize : Long.MAX_VALUE), size) / TilePath.WIDTH;
    }

    /** The roots of full tiles are the hashes of the tile above them. */
    private List<Hash> roots(int level, long from, long to, long size) throws CouldNotCheckException {
        long above = size;
        for (int l = 0; l <= level; l++) {
            above /= TilePath.WIDTH;
        }
        long index = from / TilePath.WIDTH;
        if (from == to) {
            return List.of();
        }
        Optional<byte[]> tile = client.tile(log, TilePath.tile(level + 1, index, widthOf(index, above)));
        try {
            return tile.isEmpty() ? List.of() : TileContent.hashes(tile.get(), (int) (to - from));
        } catch (MalformedTileException e) {
            throw new IllegalArgumentException(e.getMessage(), e);
        }
    }

    private static int widthOf(long bundle, long size) {
        return (int) Math.min(TilePath.WIDTH, size - bundle * TilePath.WIDTH);
    }

    /** Answers whether the tree can be built on. */
    private boolean append(long bundle, int width, Optional<byte[]> bytes, List<Checkpoint> earlier)
            throws CouldNotCheckException {
        long first = bundle * TilePath.WIDTH;
        if (bytes.isEmpty()) {
            account.wrong(first, "its bundle " + TilePath.entries(bundle, width) + " is missing");
            return false;
        }
        List<byte[]> entries;
        try {
            entries = TileContent.entries(bytes.get(), width);
        } catch (MalformedTileException e) {
            account.wrong(first, "its bundle cannot be read: " + e.getMessage());
            return false;
        }
        for (byte[] entry : entries) {
            if (entry.length != ENTRY_LENGTH) {
                account.wrong(tree.size(), "is no commitment: it has %d bytes".formatted(entry.length));
            }
            byte @Nullable [] rotation = commitments.remove(tree.size());
            if (rotation != null) {
                account.count("key rotations", 1);
                if (!Arrays.equals(rotation, entry)) {
                    account.wrong(tree.size(), "is not the rotation of the log's key that it is said to be");
                }
            }
            for (Tile filled : tree.append(Hash.leaf(entry))) {
                compare(filled);
            }
            for (Checkpoint old : earlier) {
                compare(old);
            }
        }
        account.count("entries", width);
        account.count("bundles", 1);
        return true;
    }

    private void compare(Checkpoint old) {
        if (old.size() == tree.size() && !old.root().equals(tree.root())) {
            account.wrong("the first %,d entries are not those of the earlier checkpoint".formatted(old.size()));
        }
    }

    private void compare(Tile tile) throws CouldNotCheckException {
        Optional<byte[]> bytes = client.tile(log, tile.path());
        if (bytes.isEmpty()) {
            account.wrongWithin(
                    tile.firstEntryBelow(0),
                    tile.firstEntryBelow(tile.hashes().size()) - 1,
                    "the tile above it, " + tile.path() + ", is missing");
            return;
        }
        try {
            List<Hash> served = TileContent.hashes(bytes.get(), tile.hashes().size());
            for (int i = 0; i < served.size(); i++) {
                if (!served.get(i).equals(tile.hashes().get(i))) {
                    account.wrongWithin(
                            tile.firstEntryBelow(i),
                            tile.firstEntryBelow(i + 1) - 1,
                            "tile %s does not agree with the entries".formatted(tile.path()));
                    return;
                }
            }
            account.count("tiles", 1);
        } catch (MalformedTileException e) {
            account.wrongWithin(
                    tile.firstEntryBelow(0),
                    tile.firstEntryBelow(tile.hashes().size()) - 1,
                    "tile %s cannot be read: %s".formatted(tile.path(), e.getMessage()));
        }
    }

    /** The ledger's own proofs must hold too: people who do not read whole logs rely on them. */
    private void checkProofs(Checkpoint checkpoint, List<Checkpoint> earlier) throws CouldNotCheckException {
        for (Checkpoint old : earlier) {
            if (old.size() > 0 && old.size() <= checkpoint.size()) {
                Optional<List<Hash>> path = hashes(client.consistency(log, old.size(), checkpoint.size()));
                boolean holds = path.isPresent()
                        && new ConsistencyProof(old.size(), checkpoint.size(), path.get())
                                .holds(old.root(), checkpoint.root());
                if (!holds) {
                    account.wrong("no consistency proof leads from %,d to %,d entries"
                            .formatted(old.size(), checkpoint.size()));
                }
                account.count("consistency proofs", 1);
            }
        }
        checkEarlierRotations(checkpoint);
        if (checkpoint.size() > 0) {
            checkLastInclusion(checkpoint);
        }
    }

    /** The rotations before what was read: they vouch for the keys that signed it, so each is proven to be in the tree. */
    private void checkEarlierRotations(Checkpoint checkpoint) throws CouldNotCheckException {
        for (Map.Entry<Long, byte[]> rotation : commitments.entrySet()) {
            long index = rotation.getKey();
            if (index < checkpoint.size()) {
                Optional<List<Hash>> path = hashes(client.inclusion(log, index, checkpoint.size()));
                if (path.isEmpty()
                        || !new InclusionProof(index, checkpoint.size(), path.get())
                                .holds(Hash.leaf(rotation.getValue()), checkpoint.root())) {
                    account.wrong(index, "is not the rotation of the log's key that it is said to be");
                }
                account.count("key rotations", 1);
            }
        }
    }

    private void checkLastInclusion(Checkpoint checkpoint) throws CouldNotCheckException {
        long index = checkpoint.size() - 1;
        Hash leaf = tree.partial().stream()
                .filter(tile -> tile.level() == 0)
                .map(tile -> tile.hashes().getLast())
                .findFirst()
                .orElse(null);
        if (leaf == null) {
            return;
        }
        Optional<List<Hash>> path = hashes(client.inclusion(log, index, checkpoint.size()));
        if (path.isEmpty()
                || !new InclusionProof(index, checkpoint.size(), path.get()).holds(leaf, checkpoint.root())) {
            account.wrong(index, "the ledger's inclusion proof does not hold");
        }
        account.count("inclusion proofs", 1);
    }

    private static Optional<List<Hash>> hashes(Optional<List<String>> base64) {
        try {
            return base64.map(texts -> texts.stream().map(Hash::ofBase64).toList());
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static Optional<byte[]> arrived(Future<Optional<byte[]>> bytes) throws CouldNotCheckException {
        try {
            return bytes.get();
        } catch (ExecutionException e) {
            throw e.getCause() instanceof CouldNotCheckException cause
                    ? cause
                    : new CouldNotCheckException("a bundle cannot be read: " + e.getCause(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CouldNotCheckException("the check was interrupted", e);
        }
    }
}
