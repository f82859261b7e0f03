package dev.assent.verify.stored;

import dev.assent.verify.merkle.Hash;
import dev.assent.verify.note.Checkpoint;
import dev.assent.verify.note.LogKeys;
import dev.assent.verify.report.CouldNotCheckException;
import dev.assent.verify.report.LogAccount;
import dev.assent.verify.report.Progress;
import dev.assent.verify.tile.Tile;
import dev.assent.verify.tile.TilePath;
import dev.assent.verify.tile.TileRoots;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.function.Consumer;

/**
 * One log as it stands in the database. Its entries are read in ranges, several at once; the tree over them grows here, in
 * order, past every size at which a batch ended or something was signed.
 */
final class StoredLog {

    /** Rows that a cursor fetches at a time. */
    private static final int FETCH = 2_000;

    /** Entries of a range: enough to hide a query's beginning, few enough to keep several in memory. */
    private static final int RANGE = 32 * TilePath.WIDTH;

    /** Ranges that are asked for before the first of them has come. */
    private static final int AHEAD = 2 * Runtime.getRuntime().availableProcessors();

    private final Moment moment;
    private final Moment accounts;
    private final ExecutorService readers;
    private final int logId;
    private final String log;
    private final KeyEncryptionKeys keks;
    private final LogAccount account;
    private final Progress progress;

    /** A range that is being read, and who waits for the roots at which sizes. */
    private record Underway(long to, SortedMap<Long, List<Consumer<Hash>>> waiting, Future<EntryRange.Result> result) {}

    /**
     * A log that is yet to be checked.
     *
     * @param moment the database that it is in
     * @param accounts the database that keeps what producers say
     * @param readers read ranges of entries
     */
    StoredLog(
            Moment moment,
            Moment accounts,
            ExecutorService readers,
            int logId,
            String log,
            KeyEncryptionKeys keks,
            LogAccount account,
            Progress progress) {
        this.moment = moment;
        this.accounts = accounts;
        this.readers = readers;
        this.logId = logId;
        this.log = log;
        this.keks = keks;
        this.account = account;
        this.progress = progress;
        // The order in which people read them.
        List.of("entries", "events opened", "erased events", "tiles", "batches", "duplicates", "dead letters", "gaps")
                .forEach(what -> account.count(what, 0));
    }

    /**
     * Checks the log.
     *
     * @param since the size before which nothing is read but what the tree needs; 0 for everything
     * @param brought signed checkpoints that the log must hold up to
     */
    void check(UUID topicId, LogKeys keys, List<Checkpoint> brought, long since)
            throws SQLException, CouldNotCheckException {
        Connection connection = moment.take();
        long last = lastSize(connection);
        long from = Math.min(since, last) / TilePath.WIDTH * TilePath.WIDTH;
        StoredTiles tiles = new StoredTiles(connection, logId, account);
        try (Batches batches = new Batches(connection, logId, topicId, FETCH, from, account);
                SignedSizes signed = new SignedSizes(connection, logId, FETCH, from, keys, brought, account);
                ChoicesOfSubjects subjects = new ChoicesOfSubjects(account)) {
            TileRoots tree = standing(tiles, from);
            if (from > 0) {
                account.count("entries taken from the tiles", from);
                readBefore(connection, from, subjects);
                readRotationsBefore(connection, from, keys, tiles);
            }
            Walk walk = new Walk(batches, signed, subjects, tree, tiles, from, last);
            if (!walk.run()) {
                return;
            }
            batches.checkRest();
            signed.checkRest(last);
            tiles.checkRest(last);
            subjects.check(from);
            Connection kept = accounts.take();
            Accounts.check(kept, connection, logId, batches.offset(), account);
            accounts.give(kept);
        }
        Expiries expiries = Expiries.read(connection, logId, log, keks);
        Erasures.check(connection, logId, from, expiries, account);
        StatedErasures.check(connection, logId, expiries, account);
        new RestrictedProofs(connection, logId, log, keks, expiries, account).check();
        moment.give(connection);
    }

    private TileRoots standing(StoredTiles tiles, long from) throws SQLException {
        try {
            return TileRoots.standing(from / TilePath.WIDTH, tiles::roots);
        } catch (IllegalArgumentException e) {
            account.wrong("a tile over the entries before %,d is missing: %s".formatted(from, e.getMessage()));
            return new TileRoots();
        }
    }

    /** Reads what the subjects of later entries chose before: it decides what is superseded. */
    private void readBefore(Connection connection, long from, ChoicesOfSubjects subjects)
            throws SQLException, CouldNotCheckException {
        OpenedEvents events = new OpenedEvents(log, keks, account, subjects);
        try (BinaryRows rows = EntryRow.before(connection, logId, from)) {
            while (rows.next()) {
                events.check(new EntryRow(rows));
            }
        }
        events.count();
    }

    /** The rotations before what is read vouch for the keys that signed it: their tiles are read too, up to the tree that stands. */
    private void readRotationsBefore(Connection connection, long from, LogKeys keys, StoredTiles tiles)
            throws SQLException, CouldNotCheckException {
        SortedSet<Long> holding = new TreeSet<>();
        keys.rotations().stream()
                .filter(rotation -> rotation.index() < from)
                .forEach(rotation -> holding.add(rotation.index() / TilePath.WIDTH));
        try (ChoicesOfSubjects alone = new ChoicesOfSubjects(account)) {
            OpenedEvents events = new OpenedEvents(log, keks, account, alone);
            for (long tile : holding) {
                long first = tile * TilePath.WIDTH;
                new EntryRange(logId, first, first + TilePath.WIDTH, Set.of(), events, account).check(connection);
                long full = from / TilePath.WIDTH;
                long n = tile;
                for (int level = 1; n < full / TilePath.WIDTH * TilePath.WIDTH; level++) {
                    n /= TilePath.WIDTH;
                    full /= TilePath.WIDTH;
                    Tile above =
                            new Tile(level, n, tiles.roots(level - 1, n * TilePath.WIDTH, (n + 1) * TilePath.WIDTH));
                    tiles.check(List.of(above), List.of(above.root()));
                }
            }
        }
    }

    /** The tree as it grows. */
    private final class Walk {
        private final Batches batches;
        private final SignedSizes signed;
        private final ChoicesOfSubjects subjects;
        private final TileRoots tree;
        private final StoredTiles tiles;
        private final long last;
        private final Deque<Underway> underway = new ArrayDeque<>();
        private long asked;

        private Walk(
                Batches batches,
                SignedSizes signed,
                ChoicesOfSubjects subjects,
                TileRoots tree,
                StoredTiles tiles,
                long from,
                long last) {
            this.batches = batches;
            this.signed = signed;
            this.subjects = subjects;
            this.tree = tree;
            this.tiles = tiles;
            this.asked = from;
            this.last = last;
        }

        /** Answers whether the tree reached its end. */
        private boolean run() throws SQLException, CouldNotCheckException {
            Hash root = tree.root(List.of());
            batches.upTo(asked).forEach(end -> compare(end, root));
            signed.upTo(asked).forEach(one -> signed.compare(one, root));
            account.root(root);
            try {
                while (true) {
                    while (asked < last && underway.size() < AHEAD) {
                        ask();
                    }
                    if (underway.isEmpty()) {
                        return endsTogether();
                    }
                    Underway range = underway.remove();
                    if (!grow(range)) {
                        return false;
                    }
                    progress.at(log, range.to(), last);
                }
            } finally {
                underway.forEach(Walk::await);
            }
        }

        /** What reads must have ended before its files and connections go. */
        private static void await(Underway range) {
            try {
                range.result().get();
            } catch (ExecutionException e) {
                // Somebody else has failed before.
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }

        private boolean endsTogether() throws SQLException {
            if (batches.nextSize() >= 0) {
                account.wrong(last, "is missing: its batch reaches to size " + batches.nextSize());
                return false;
            }
            return true;
        }

        private void ask() throws SQLException {
            long from = asked;
            long to = Math.min(from + RANGE, last);
            SortedMap<Long, List<Consumer<Hash>>> waiting = new TreeMap<>();
            waiting.put(to, new ArrayList<>());
            for (Batches.End end : batches.upTo(to)) {
                waiting.computeIfAbsent(end.size(), _ -> new ArrayList<>()).add(root -> compare(end, root));
            }
            for (SignedSizes.Signed one : signed.upTo(to)) {
                waiting.computeIfAbsent(one.checkpoint().size(), _ -> new ArrayList<>())
                        .add(root -> signed.compare(one, root));
            }
            Set<Long> sizes = Set.copyOf(waiting.keySet());
            underway.add(new Underway(to, waiting, readers.submit(() -> read(from, to, sizes))));
            asked = to;
        }

        private EntryRange.Result read(long from, long to, Set<Long> sizes)
                throws SQLException, CouldNotCheckException {
            Connection connection = moment.take();
            OpenedEvents events = new OpenedEvents(log, keks, account, subjects);
            EntryRange.Result result = new EntryRange(logId, from, to, sizes, events, account).check(connection);
            moment.give(connection);
            return result;
        }

        private boolean grow(Underway range) throws SQLException, CouldNotCheckException {
            EntryRange.Result result = result(range);
            if (result.end() < range.to()) {
                account.wrong(
                        result.end(),
                        result.next() < 0 ? "is missing" : "is missing: the next row is entry " + result.next());
                return false;
            }
            int tile = 0;
            for (var waiting : range.waiting().entrySet()) {
                long size = waiting.getKey();
                List<Hash> edge = result.edges().get(size);
                if (edge == null) {
                    // A batch that claims a size which it cannot have; that was said when it was read.
                    continue;
                }
                while (tree.size() + TilePath.WIDTH <= size) {
                    append(result.tiles().get(tile++));
                }
                Hash root = tree.root(edge);
                waiting.getValue().forEach(one -> one.accept(root));
                account.root(root);
            }
            if (range.to() == last && batches.nextSize() < 0 && batches.size() < last) {
                account.wrong(batches.size(), "stands behind the last batch");
                return false;
            }
            return true;
        }

        private void append(Hash root) throws SQLException {
            for (Tile filled : tree.append(root)) {
                tiles.check(List.of(filled), List.of(filled.root()));
            }
        }

        private void compare(Batches.End end, Hash root) {
            if (!end.root().equals(root)) {
                long last = Math.max(end.size() - 1, 0);
                account.wrongWithin(last, last, "its batch has another root than the entries up to it");
            }
        }
    }

    private static EntryRange.Result result(Underway range) throws SQLException, CouldNotCheckException {
        try {
            return range.result().get();
        } catch (ExecutionException e) {
            switch (e.getCause()) {
                case SQLException cause -> throw cause;
                case CouldNotCheckException cause -> throw cause;
                case RuntimeException cause -> throw cause;
                case null, default -> throw new IllegalStateException(e);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CouldNotCheckException("the check was interrupted", e);
        }
    }

    private long lastSize(Connection connection) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(
                "SELECT coalesce(max(idx) + 1, 0) FROM evidence.entries WHERE log_id = ?")) {
            statement.setInt(1, logId);
            try (ResultSet row = statement.executeQuery()) {
                row.next();
                return row.getLong(1);
            }
        }
    }
}
