package dev.assent.ledger.checkpoint;

import dev.assent.events.EventCodec;
import dev.assent.events.LogKeyRotated;
import dev.assent.events.MalformedEventException;
import dev.assent.ledger.evidence.Checkpoints;
import dev.assent.ledger.evidence.Entries;
import dev.assent.ledger.evidence.LogKeys;
import dev.assent.ledger.evidence.SignedCheckpoint;
import dev.assent.ledger.evidence.StoredLog;
import dev.assent.ledger.log.KeyChain;
import dev.assent.ledger.log.NoteKey;
import dev.assent.ledger.log.SignedNote;
import dev.assent.ledger.seal.DataKey;
import dev.assent.ledger.seal.Sealer;
import jakarta.enterprise.context.ApplicationScoped;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** Which keys a log is signed with, as the log itself says. */
@ApplicationScoped
public class Keyring {

    private final SigningKeys keys;
    private final Sealer sealer;

    Keyring(SigningKeys keys, Sealer sealer) {
        this.keys = keys;
        this.sealer = sealer;
    }

    /**
     * An entry that brought in a key.
     *
     * @param index its place
     * @param value the event's bytes
     * @param commitment what the tree holds of it
     * @param event the event
     */
    @SuppressWarnings("ArrayRecordComponent")
    public record Rotation(long index, byte[] value, byte[] commitment, LogKeyRotated event) {}

    /** The keys of a log as it stands. */
    public KeyChain of(Connection connection, StoredLog log) throws SQLException {
        Optional<String> noted = LogKeys.first(connection, log.id());
        KeyChain chain = KeyChain.of(noted.isPresent() ? read(noted.get()) : began(connection, log));
        for (Rotation rotation : rotations(connection, log)) {
            chain = chain.then(read(rotation.event().newKey()), rotation.index());
        }
        return chain;
    }

    /** The keys of a log that is taken over; the first of them is noted for ever. */
    public KeyChain take(Connection connection, StoredLog log) throws SQLException {
        if (LogKeys.first(connection, log.id()).isEmpty()) {
            LogKeys.noteFirst(connection, log.id(), began(connection, log).text());
        }
        return of(connection, log);
    }

    /** Until the first key was noted, no key was ever changed: what signed the newest checkpoint signed them all. */
    private NoteKey began(Connection connection, StoredLog log) throws SQLException {
        NoteKey first = keys.first().key(log.origin());
        Optional<SignedCheckpoint> newest = Checkpoints.newest(connection, log.id());
        if (newest.isEmpty()) {
            return first;
        }
        return keys.publicKeys(log.origin()).stream()
                .filter(key -> SignedNote.parse(newest.get().note())
                        .flatMap(note -> note.textSignedBy(List.of(key)))
                        .isPresent())
                .findFirst()
                .orElse(first);
    }

    /** The entries that brought in keys, oldest first. */
    public List<Rotation> rotations(Connection connection, StoredLog log) throws SQLException {
        List<Rotation> rotations = new ArrayList<>();
        for (Entries.Keyed found : LogKeys.rotations(connection, log.id())) {
            DataKey key = Objects.requireNonNull(found.key());
            var entry = found.entry();
            byte[] value = sealer.open(sealer.unwrap(key), log.id(), entry.index(), entry.eventId(), entry.sealed());
            try {
                if (EventCodec.read(value) instanceof LogKeyRotated event) {
                    rotations.add(new Rotation(entry.index(), value, entry.commitment(), event));
                }
            } catch (MalformedEventException e) {
                throw new IllegalStateException(
                        "entry %d of log %s cannot be read".formatted(entry.index(), log.id()), e);
            }
        }
        return rotations;
    }

    private static NoteKey read(String vkey) {
        return NoteKey.parse(vkey).orElseThrow(() -> new IllegalStateException("no verifier key: " + vkey));
    }
}
