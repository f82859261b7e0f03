package dev.assent.verify.published;

import dev.assent.verify.merkle.ConsistencyProof;
import dev.assent.verify.merkle.Hash;
import dev.assent.verify.merkle.InclusionProof;
import dev.assent.verify.note.Checkpoint;
import dev.assent.verify.note.InvalidNoteException;
import dev.assent.verify.note.VerifierKey;
import dev.assent.verify.report.CouldNotCheckException;
import dev.assent.verify.report.LogAccount;
import dev.assent.verify.report.Progress;
import dev.assent.verify.tile.MalformedTileException;
import dev.assent.verify.tile.Tile;
import dev.assent.verify.tile.TileContent;
import dev.assent.verify.tile.TilePath;
import dev.assent.verify.tile.TileTree;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
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
    private final VerifierKey key;
    private final List<String> earlierNotes;
    private final LogAccount account;
    private final Progress progress;
    private final TileTree tree = new TileTree();

    PublishedLog(
            LedgerClient client,
            ExecutorService threads,
            String log,
            VerifierKey key,
            List<String> earlierNotes,
            LogAccount account,
            Progress progress) {
        this.client = client;
        this.threads = threads;
        this.log = log;
        this.key = key;
        this.earlierNotes = earlierNotes;
        this.account = account;
        this.progress = progress;
    }

    void check() throws CouldNotCheckException {
        List<Checkpoint> earlier = openEarlier();
        Optional<String> note = client.checkpoint(log);
        if (note.isEmpty()) {
            account.wrong("there is no checkpoint");
            return;
        }
        try {
            Checkpoint checkpoint = Checkpoint.open(note.get(), key);
            account.count("checkpoints", 1);
            check(checkpoint, earlier);
        } catch (InvalidNoteException e) {
            account.wrong("the checkpoint must not be believed: " + e.getMessage());
        }
    }

    private List<Checkpoint> openEarlier() throws CouldNotCheckException {
        List<Checkpoint> earlier = new ArrayList<>();
        for (String note : earlierNotes) {
            try {
                earlier.add(Checkpoint.open(note, key));
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
        Deque<Future<Optional<byte[]>>> ahead = new ArrayDeque<>();
        long bundles = (size + TilePath.WIDTH - 1) / TilePath.WIDTH;
        long asked = 0;
        for (long bundle = 0; bundle < bundles; bundle++) {
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
            for (Tile filled : tree.append(Hash.leaf(entry))) {
                compare(filled);
            }
            for (Checkpoint old : earlier) {
                if (old.size() == tree.size() && !old.root().equals(tree.root())) {
                    account.wrong(
                            "the first %,d entries are not those of the earlier checkpoint".formatted(old.size()));
                }
            }
        }
        account.count("entries", width);
        account.count("bundles", 1);
        return true;
    }

    private void compare(Tile tile) throws CouldNotCheckException {
        Optional<byte[]> bytes = client.tile(log, tile.path());
        if (bytes.isEmpty()) {
            account.wrongFrom(tile.firstEntryBelow(0), "the tile above it, " + tile.path() + ", is missing");
            return;
        }
        try {
            List<Hash> served = TileContent.hashes(bytes.get(), tile.hashes().size());
            for (int i = 0; i < served.size(); i++) {
                if (!served.get(i).equals(tile.hashes().get(i))) {
                    account.wrongFrom(
                            tile.firstEntryBelow(i), "tile %s does not agree with the entries".formatted(tile.path()));
                    return;
                }
            }
            account.count("tiles", 1);
        } catch (MalformedTileException e) {
            account.wrongFrom(
                    tile.firstEntryBelow(0), "tile %s cannot be read: %s".formatted(tile.path(), e.getMessage()));
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
        if (checkpoint.size() > 0) {
            checkLastInclusion(checkpoint);
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
