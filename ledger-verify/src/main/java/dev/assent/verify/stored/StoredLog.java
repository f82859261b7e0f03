package dev.assent.verify.stored;

import dev.assent.verify.merkle.Hash;
import dev.assent.verify.note.VerifierKey;
import dev.assent.verify.report.CouldNotCheckException;
import dev.assent.verify.report.LogAccount;
import dev.assent.verify.report.Progress;
import dev.assent.verify.tile.Tile;
import dev.assent.verify.tile.TileTree;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;

/** One log as it stands in the database, walked once from its first entry to its last. */
final class StoredLog {

    /** Rows that a cursor fetches at a time. */
    private static final int FETCH = 2_000;

    /** Entries between two words of progress. */
    private static final int STEP = 4_096;

    private final Connection connection;
    private final int logId;
    private final String log;
    private final LogAccount account;
    private final OpenedEvents events;
    private final Progress progress;
    private final TileTree tree = new TileTree();

    StoredLog(
            Connection connection,
            int logId,
            String log,
            KeyEncryptionKeys keks,
            LogAccount account,
            Progress progress) {
        this.connection = connection;
        this.logId = logId;
        this.log = log;
        this.account = account;
        this.events = new OpenedEvents(log, keks, account);
        this.progress = progress;
    }

    void check(UUID topicId, VerifierKey key, List<String> notes) throws SQLException, CouldNotCheckException {
        long last = lastSize();
        try (Batches batches = new Batches(connection, logId, topicId, FETCH, account);
                SignedSizes signed = new SignedSizes(connection, logId, FETCH, key, notes, account);
                StoredTiles tiles = new StoredTiles(connection, logId, account);
                PreparedStatement statement = connection.prepareStatement(EntryRow.QUERY)) {
            statement.setFetchSize(FETCH);
            statement.setInt(1, logId);
            try (ResultSet rows = statement.executeQuery()) {
                boolean batch = batches.next();
                signed.check(tree);
                while (rows.next()) {
                    EntryRow row = new EntryRow(rows);
                    if (row.index != tree.size()) {
                        account.wrong(tree.size(), "is missing: the next row is entry " + row.index);
                        return;
                    }
                    // A batch without entries ends where the one before did.
                    while (batch && batches.size() <= row.index) {
                        batches.checkRoot(tree.root());
                        batch = batches.next();
                    }
                    if (!batch) {
                        account.wrong(row.index, "stands behind the last batch");
                        return;
                    }
                    append(row, tiles);
                    signed.check(tree);
                    if (tree.size() % STEP == 0) {
                        progress.at(log, tree.size(), last);
                    }
                }
                while (batch) {
                    if (batches.size() > tree.size()) {
                        account.wrong(tree.size(), "is missing: its batch reaches to size " + batches.size());
                        return;
                    }
                    batches.checkRoot(tree.root());
                    batch = batches.next();
                }
            }
            account.root(tree.root());
            batches.checkRest();
            signed.checkRest(tree.size());
            tiles.checkRest();
        }
        Erasures.check(connection, logId, account);
    }

    private void append(EntryRow row, StoredTiles tiles) throws SQLException, CouldNotCheckException {
        events.check(row);
        for (Tile filled : tree.append(Hash.leaf(row.commitment))) {
            tiles.check(filled);
        }
        account.count("entries", 1);
    }

    private long lastSize() throws SQLException {
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
