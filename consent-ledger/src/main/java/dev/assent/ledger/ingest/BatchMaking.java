package dev.assent.ledger.ingest;

import dev.assent.events.ChoiceRecorded;
import dev.assent.events.Commitment;
import dev.assent.events.LogEvent;
import dev.assent.events.LogKeyRotated;
import dev.assent.events.MalformedEventException.Reason;
import dev.assent.events.SubjectCommand;
import dev.assent.events.SubjectLinked;
import dev.assent.ledger.evidence.Entry;
import dev.assent.ledger.evidence.Position;
import dev.assent.ledger.evidence.ReceiptKey;
import dev.assent.ledger.evidence.Standing;
import dev.assent.ledger.ingest.Batch.DeadLetter;
import dev.assent.ledger.ingest.Batch.Gap;
import dev.assent.ledger.log.Edge;
import dev.assent.ledger.log.KeyChain;
import dev.assent.ledger.log.LogId;
import dev.assent.ledger.log.NoteKey;
import dev.assent.ledger.log.Tile;
import dev.assent.ledger.seal.Sealer;
import dev.assent.ledger.statistics.BatchCounts;
import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
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
    private final HeldChoices held;
    private final List<Long> expiring;
    private final GapRule gapRule;
    private KeyChain keyChain;

    private final List<Entry> entries = new ArrayList<>();
    private final List<DeadLetter> deadLetters = new ArrayList<>();
    private final List<Gap> gaps = new ArrayList<>();
    private final List<Tile> tiles = new ArrayList<>();
    private final Orders orders = new Orders();
    private final BatchCounts counts = new BatchCounts();
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
     * @param keyChain the log's signing keys
     * @param held the choices of the subjects that are erased while proofs are kept
     * @param expiring the keys that an expiry names and that may go; it is then alone in its batch
     * @param gapRule says why offsets have no record
     */
    BatchMaking(
            LogId log,
            Sealer sealer,
            Position before,
            Edge edge,
            Set<UUID> known,
            SubjectKeys keys,
            KeyChain keyChain,
            HeldChoices held,
            List<Long> expiring,
            GapRule gapRule) {
        this.log = log;
        this.sealer = sealer;
        this.before = before;
        this.edge = edge.copy();
        this.known = known;
        this.keys = keys;
        this.keyChain = keyChain;
        this.held = held;
        this.expiring = expiring;
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
                    Optional<Reason> refusal = refusal(event);
                    if (known.contains(eventId)) {
                        duplicates++;
                    } else if (refusal.isPresent()) {
                        deadLetters.add(new DeadLetter(record, refusal.get()));
                    } else {
                        known.add(eventId);
                        append(eventId, event, record.value());
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
                orders,
                counts,
                keyChain);
    }

    private Optional<Reason> refusal(LogEvent event) {
        return event instanceof LogKeyRotated rotation
                ? RotationRule.refusal(rotation, log, keyChain.newest())
                : Optional.empty();
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
        Entry.Kind kind = kind(event);
        @Nullable Long restrictedBy = keys.restrictedBy(event);
        if (restrictedBy == null) {
            counts.take(key.number(), event, kind);
        }
        entries.add(new Entry(
                index,
                eventId,
                key.number(),
                sequence,
                kind,
                event instanceof ChoiceRecorded choice ? Standing.of(choice) : null,
                commitment,
                ReceiptKey.ofSalt(event.salt()).tag(),
                sealer.seal(key.clear(), log, index, eventId, value)));
        if (event instanceof LogKeyRotated rotation) {
            keyChain = keyChain.then(NoteKey.parse(rotation.newKey()).orElseThrow(), index);
        }
        if (key.number() == index && restrictedBy != null) {
            orders.restrict(List.of(index), restrictedBy, false);
        }
        switch (event) {
            case ChoiceRecorded choice -> held.add(choice, index, kind, value);
            case SubjectCommand command -> order(command, index, value, restrictedBy != null);
            case SubjectLinked link -> {}
            case LogKeyRotated rotation -> {}
        }
    }

    private void order(SubjectCommand command, long index, byte[] value, boolean restricted) {
        switch (command.command()) {
            case ERASE -> {
                held.keep(command, index, value).ifPresent(orders::keep);
                List<Long> numbers = keys.forget(command);
                orders.shred(numbers, index);
                if (!restricted) {
                    numbers.forEach(counts::forget);
                }
            }
            case RESTRICT -> restrict(command, index, restricted);
            case EXPIRE -> {
                orders.shred(expiring, index);
                expiring.forEach(counts::forget);
                if (command.erasure() != null) {
                    orders.expire(command.erasure(), index);
                }
            }
        }
    }

    /** Alone in its batch, so that the statistics need know nothing of choices beside it. */
    private void restrict(SubjectCommand command, long index, boolean restricted) {
        boolean lifted = Boolean.TRUE.equals(command.lifted());
        List<Long> numbers = keys.restrict(command, lifted ? null : index);
        orders.restrict(numbers, index, lifted);
        if (lifted && restricted) {
            numbers.forEach(counts::restore);
        } else if (!lifted && !restricted) {
            numbers.forEach(counts::forget);
        }
    }

    private Entry.Kind kind(LogEvent event) {
        return switch (event) {
            case ChoiceRecorded choice -> keys.takesEffect(choice) ? Entry.Kind.CHOICE : Entry.Kind.SUPERSEDED_CHOICE;
            case LogKeyRotated _ -> Entry.Kind.KEY_ROTATED;
            case SubjectLinked link -> link.linked() ? Entry.Kind.LINK : Entry.Kind.UNLINK;
            case SubjectCommand command ->
                switch (command.command()) {
                    case ERASE -> Entry.Kind.ERASE;
                    case RESTRICT -> Boolean.TRUE.equals(command.lifted()) ? Entry.Kind.LIFT : Entry.Kind.RESTRICT;
                    case EXPIRE -> Entry.Kind.EXPIRE;
                };
        };
    }
}
