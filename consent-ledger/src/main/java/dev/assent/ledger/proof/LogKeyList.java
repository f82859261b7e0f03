package dev.assent.ledger.proof;

import dev.assent.ledger.checkpoint.Keyring;
import dev.assent.ledger.evidence.Checkpoints;
import dev.assent.ledger.evidence.StoredLog;
import dev.assent.ledger.log.KeyChain;
import org.jspecify.annotations.Nullable;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * Every key that a log is or was signed with.
 *
 * @param log its name
 * @param origin the name of all its keys
 * @param keys newest first
 */
public record LogKeyList(String log, String origin, List<Key> keys) {

    /**
     * A key and the sizes that it signed.
     *
     * @param vkey the verifier key
     * @param from the smallest published size that it signed; null if there is none yet
     * @param to the largest: the first that holds its successor's rotation; null while it has none
     * @param rotation the entry that brought it in; null for the key that the log began with
     */
    public record Key(
            String vkey,
            @Nullable Long from,
            @Nullable Long to,
            @Nullable Rotation rotation) {}

    /**
     * An entry that brought in a key.
     *
     * @param index its place in the log
     * @param value the event, byte for byte: it holds both keys and their signatures, and nothing about anyone
     */
    @SuppressWarnings("ArrayRecordComponent")
    public record Rotation(long index, byte[] value) {}

    static LogKeyList of(Connection connection, StoredLog log, Keyring keyring) throws SQLException {
        List<KeyChain.Link> links = keyring.of(connection, log).links();
        List<Keyring.Rotation> rotations = keyring.rotations(connection, log);
        List<Key> keys = new ArrayList<>();
        @Nullable Long to = null;
        for (int i = links.size() - 1; i >= 0; i--) {
            KeyChain.Link link = links.get(i);
            var covering = Checkpoints.covering(connection, log.id(), link.since());
            @Nullable Long from = covering.isPresent() ? (Long) covering.getAsLong() : null;
            @Nullable
            Rotation rotation = i == 0
                    ? null
                    : new Rotation(link.since(), rotations.get(i - 1).value());
            keys.add(new Key(link.key().text(), from, to, rotation));
            to = from;
        }
        return new LogKeyList(log.id().name(), log.origin(), keys);
    }

    /** One verifier key a line, newest first. */
    String text() {
        StringBuilder lines = new StringBuilder();
        keys.forEach(key -> lines.append(key.vkey()).append('\n'));
        return lines.toString();
    }
}
