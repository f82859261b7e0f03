package dev.assent.verify.stored;

import dev.assent.verify.merkle.Hash;
import dev.assent.verify.note.Checkpoint;
import dev.assent.verify.note.InvalidNoteException;
import dev.assent.verify.note.VerifierKey;
import dev.assent.verify.report.CouldNotCheckException;
import dev.assent.verify.report.LogAccount;
import dev.assent.verify.tile.TileTree;
import org.jspecify.annotations.Nullable;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * Everything that was ever signed about a log: the rows of {@code evidence.checkpoints}, and the checkpoints that the
 * reader brings along. As the tree grows past each size, its root must be the signed one.
 */
final class SignedSizes implements AutoCloseable {

    private final VerifierKey key;
    private final LogAccount account;
    private final List<Checkpoint> brought = new ArrayList<>();
    private final PreparedStatement statement;
    private final ResultSet rows;
    private @Nullable Checkpoint next;

    SignedSizes(Connection connection, int logId, int fetch, VerifierKey key, List<String> notes, LogAccount account)
            throws SQLException, CouldNotCheckException {
        this.key = key;
        this.account = account;
        for (String note : notes) {
            try {
                brought.add(Checkpoint.open(note, key));
            } catch (InvalidNoteException e) {
                throw new CouldNotCheckException("a checkpoint that was given is none: " + e.getMessage(), e);
            }
        }
        brought.sort(Comparator.comparingLong(Checkpoint::size));
        statement = connection.prepareStatement(
                "SELECT size, root, note FROM evidence.checkpoints WHERE log_id = ? ORDER BY size");
        statement.setFetchSize(fetch);
        statement.setInt(1, logId);
        rows = statement.executeQuery();
        advance();
    }

    /** The tree has grown to a size: what was signed about that size must hold. */
    void check(TileTree tree) throws SQLException {
        long size = tree.size();
        // Most sizes were never signed, and a root costs a hash for each level.
        boolean signedHere = next != null && next.size() <= size;
        boolean broughtHere = !brought.isEmpty() && brought.getFirst().size() <= size;
        if (signedHere || broughtHere) {
            check(size, tree.root());
        }
    }

    private void check(long size, Hash root) throws SQLException {
        for (Checkpoint signed = next; signed != null && signed.size() <= size; signed = next) {
            if (signed.size() == size) {
                compare(signed, root, "its checkpoint");
            }
            advance();
        }
        while (!brought.isEmpty() && brought.getFirst().size() <= size) {
            compare(brought.removeFirst(), root, "the checkpoint that was served or given");
        }
    }

    /** What is left was signed about sizes that the database does not reach. */
    void checkRest(long size) throws SQLException {
        if (next != null) {
            account.wrong(size, "is missing: a checkpoint over %,d entries is stored".formatted(next.size()));
        }
        if (!brought.isEmpty()) {
            account.wrong(
                    size,
                    "is missing: %,d entries were signed"
                            .formatted(brought.getLast().size()));
        }
    }

    private void compare(Checkpoint signed, Hash root, String which) {
        account.count("checkpoints", 1);
        if (!signed.root().equals(root)) {
            account.wrong("%s over %,d entries has another root than the entries".formatted(which, signed.size()));
        }
    }

    private void advance() throws SQLException {
        next = null;
        while (next == null && rows.next()) {
            long size = rows.getLong("size");
            try {
                Checkpoint opened = Checkpoint.open(rows.getString("note"), key);
                if (opened.size() == size
                        && Arrays.equals(rows.getBytes("root"), opened.root().bytes())) {
                    next = opened;
                } else {
                    account.wrong(
                            "the checkpoint row over %,d entries does not say what its note says".formatted(size));
                }
            } catch (InvalidNoteException e) {
                account.wrong(
                        "the checkpoint over %,d entries must not be believed: %s".formatted(size, e.getMessage()));
            }
        }
    }

    @Override
    public void close() throws SQLException {
        rows.close();
        statement.close();
    }
}
