package dev.assent.ledger.ingest;

import dev.assent.events.ChoiceRecorded;
import dev.assent.events.Commitment;
import dev.assent.events.LogEvent;
import dev.assent.events.SubjectCommand;
import dev.assent.events.SubjectLinked;
import dev.assent.ledger.evidence.Entry;
import dev.assent.ledger.evidence.Position;
import dev.assent.ledger.evidence.ReceiptKey;
import dev.assent.ledger.evidence.Standing;
import dev.assent.ledger.ingest.Batch.DeadLetter;
import dev.assent.ledger.ingest.Batch.Gap;
import dev.assent.ledger.ingest.Batch.Tombstone;
import dev.assent.ledger.log.Edge;
import dev.assent.ledger.log.LogId;
import dev.assent.ledger.log.Tile;
import dev.assent.ledger.seal.Sealer;
import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/**
 * Makes a batch of what was read. Which record becomes an entry, a duplicate or a dead letter follows from its bytes and
 * from the log before it alone, so that replaying the topic gives the same tree.
 */
final class BatchMaking {

    private final LogId log;
    private final Sealer sealer;
    private final Position before;
    private final Edge edge;
    private final Set<UUID> known;
    private final SubjectKeys keys;
    private final GapRule gapRule;

    private final List<Entry> entries = new ArrayList<>();
    private final List<DeadLetter> deadLetters = new ArrayList<>();
    private final List<Gap> gaps = new ArrayList<>();
    private final List<Tile> tiles = new ArrayList<>();
    private final List<Tombstone> tombstones = new ArrayList<>();
    private long duplicates;
    private long next;
    private @Nullable Integer leaderEpoch;

    /**
     * The start of a batch.
     *
     * @param before where the log stands
     * @param edge its edge; a copy is used
     * @param known the ids, among those that were read, that are entries already; it is added to
     * @param keys what is known of the subjects that were read
     * @param gapRule says why offsets have no record
     */
    BatchMaking(
            LogId log, Sealer sealer, Position before, Edge edge, Set<UUID> known, SubjectKeys keys, GapRule gapRule) {
        this.log = log;
        this.sealer = sealer;
        this.before = before;
        this.edge = edge.copy();
        this.known = known;
        this.keys = keys;
        this.gapRule = gapRule;
        this.next = before.offset();
        this.leaderEpoch = before.leaderEpoch();
    }

    Batch of(List<Reading> readings) {
        for (Reading reading : readings) {
            advanceTo(reading.record().offset());
            switch (reading) {
                case Reading.Refused(var record, var reason) -> deadLetters.add(new DeadLetter(record, reason));
                case Reading.Taken(var record, var event) -> {
                    UUID eventId = UUID.fromString(event.eventId());
                    if (known.add(eventId)) {
                        append(eventId, event, record.value());
                    } else {
                        duplicates++;
                    }
                }
            }
            next++;
            leaderEpoch = reading.record().leaderEpoch().orElse(leaderEpoch);
        }
        return new Batch(
                before,
                edge,
                next,
                leaderEpoch,
                entries,
                duplicates,
                deadLetters,
                gaps,
                tiles,
                keys.made(),
                tombstones);
    }

    private void advanceTo(long offset) {
        if (offset < next) {
            throw new LogStoppedException("offset " + offset + " came again after " + next);
        }
        if (offset > next) {
            gaps.add(new Gap(next, offset, gapRule.explain(next, offset)));
            next = offset;
        }
    }

    private void append(UUID eventId, LogEvent event, byte[] value) {
        long index = edge.size();
        SubjectKeys.Key key = keys.keyFor(event, index);
        @Nullable Long sequence = event instanceof ChoiceRecorded choice ? choice.sequence() : null;
        byte[] commitment = Commitment.of(value);
        edge.append(commitment, tiles::add);
        entries.add(new Entry(
                index,
                eventId,
                key.number(),
                sequence,
                kind(event),
                event instanceof ChoiceRecorded choice ? Standing.of(choice) : null,
                commitment,
                ReceiptKey.ofSalt(event.salt()).tag(),
                sealer.seal(key.clear(), log, index, eventId, value)));
        if (event instanceof SubjectCommand command && command.command() == SubjectCommand.Command.ERASE) {
            keys.forget(event).forEach(number -> tombstones.add(new Tombstone(number, index)));
        }
    }

    private Entry.Kind kind(LogEvent event) {
        return switch (event) {
            case ChoiceRecorded choice -> keys.takesEffect(choice) ? Entry.Kind.CHOICE : Entry.Kind.SUPERSEDED_CHOICE;
            case SubjectLinked link -> link.linked() ? Entry.Kind.LINK : Entry.Kind.UNLINK;
            case SubjectCommand command ->
                switch (command.command()) {
                    case ERASE -> Entry.Kind.ERASE;
                    case RESTRICT -> Entry.Kind.RESTRICT;
                    case EXPIRE -> Entry.Kind.EXPIRE;
                };
        };
    }
}
