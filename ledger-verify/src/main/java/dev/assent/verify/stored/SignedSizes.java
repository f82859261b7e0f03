package dev.assent.verify.stored;

import dev.assent.verify.merkle.Hash;
import dev.assent.verify.note.Checkpoint;
import dev.assent.verify.note.InvalidNoteException;
import dev.assent.verify.note.LogKeys;
import dev.assent.verify.report.CouldNotCheckException;
import dev.assent.verify.report.LogAccount;
import org.jspecify.annotations.Nullable;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * Everything that was ever signed about a log: the rows of {@code evidence.checkpoints}, and the checkpoints that the
 * reader brings along. At each of these sizes the tree's root must be the signed one.
 */
final class SignedSizes implements AutoCloseable {

    /** How far the clocks of two writers may be apart before it is worth a word. */
    private static final Duration CLOCKS_APART = Duration.ofMinutes(1);

    private final LogKeys keys;
    private final LogAccount account;
    private final List<Checkpoint> brought;
    private final PreparedStatement statement;
    private final ResultSet rows;
    private @Nullable Checkpoint next;
    private Instant signed = Instant.EPOCH;

    /** A checkpoint, and how to name it. */
    record Signed(Checkpoint checkpoint, String which) {}

    /**
     * What was signed from a size on.
     *
     * @param from rows about smaller sizes are not looked at
     * @param brought checkpoints that the reader has; none is smaller
     */
    SignedSizes(
            Connection connection,
            int logId,
            int fetch,
            long from,
            LogKeys keys,
            List<Checkpoint> brought,
            LogAccount account)
            throws SQLException {
        this.keys = keys;
        this.account = account;
        this.brought = new ArrayList<>(brought);
        this.brought.sort(Comparator.comparingLong(Checkpoint::size));
        statement = connection.prepareStatement("SELECT size, root, note, signed_at FROM evidence.checkpoints"
                + " WHERE log_id = ? AND size >= ? ORDER BY size");
        statement.setFetchSize(fetch);
        statement.setInt(1, logId);
        statement.setLong(2, from);
        rows = statement.executeQuery();
        advance();
    }

    /** Opens the checkpoints that the reader brings along. */
    static List<Checkpoint> open(List<String> notes, LogKeys keys) throws CouldNotCheckException {
        List<Checkpoint> opened = new ArrayList<>();
        for (String note : notes) {
            try {
                opened.add(Checkpoint.open(note, keys));
            } catch (InvalidNoteException e) {
                throw new CouldNotCheckException("a checkpoint that was given is none: " + e.getMessage(), e);
            }
        }
        return opened;
    }

    /** What was signed up to a size, and was not answered yet. */
    List<Signed> upTo(long size) throws SQLException {
        List<Signed> signed = new ArrayList<>();
        for (Checkpoint stored = next; stored != null && stored.size() <= size; stored = next) {
            signed.add(new Signed(stored, "its checkpoint"));
            advance();
        }
        while (!brought.isEmpty() && brought.getFirst().size() <= size) {
            signed.add(new Signed(brought.removeFirst(), "the checkpoint that was served or given"));
        }
        return signed;
    }

    /** What is left was signed about sizes that the database does not reach. */
    void checkRest(long size) {
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

    void compare(Signed signed, Hash root) {
        account.count("checkpoints", 1);
        if (!signed.checkpoint().root().equals(root)) {
            account.wrong("%s over %,d entries has another root than the entries"
                    .formatted(signed.which(), signed.checkpoint().size()));
        }
    }

    private void advance() throws SQLException {
        next = null;
        while (next == null && rows.next()) {
            long size = rows.getLong("size");
            Instant at = rows.getObject("signed_at", OffsetDateTime.class).toInstant();
            if (at.plus(CLOCKS_APART).isBefore(signed)) {
                account.remark(
                        "the checkpoint over %,d entries says that it is older than a smaller one".formatted(size));
            }
            signed = at.isAfter(signed) ? at : signed;
            try {
                Checkpoint opened = Checkpoint.open(rows.getString("note"), keys);
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
