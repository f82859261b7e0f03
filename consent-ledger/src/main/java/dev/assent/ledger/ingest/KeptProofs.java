package dev.assent.ledger.ingest;

import dev.assent.events.Answer;
import dev.assent.events.ChoiceRecorded;
import dev.assent.events.SubjectCommand;
import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.time.Period;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Which entries of a subject an erasure keeps, and until when: a pure function of the subject's choices in the log and of
 * the order's bytes, so that replaying the log keeps the same.
 *
 * <p>Kept is each choice that took effect and granted something, with the choice that ended it and, where it confirmed a
 * pending one, that one. A grant ended when the next choice took effect, when its validity was over, or when the person
 * asked for erasure. Where the evidence period after that is over already, the grant is not kept.
 *
 * @param keepUntil when the last of the periods ends, to the millisecond; null where nothing is kept
 * @param proofs what is kept, in the order of the log
 */
record KeptProofs(@Nullable Instant keepUntil, List<Held> proofs) {

    private static final KeptProofs NOTHING = new KeptProofs(null, List.of());

    /**
     * A choice in the log.
     *
     * @param index its place
     * @param effective whether it took effect
     * @param choice what it says
     * @param value its bytes
     */
    @SuppressWarnings("ArrayRecordComponent")
    record Held(long index, boolean effective, ChoiceRecorded choice, byte[] value) {}

    /**
     * What an order keeps.
     *
     * @param choices the subject's choices, in the order of the log
     */
    static KeptProofs of(SubjectCommand erase, List<Held> choices) {
        Period period = erase.evidencePeriod();
        if (period == null) {
            return NOTHING;
        }
        SortedMap<Long, Held> kept = new TreeMap<>();
        Instant keepUntil = erase.recordedAt();
        List<Held> effective = choices.stream().filter(Held::effective).toList();
        for (int i = 0; i < effective.size(); i++) {
            Held held = effective.get(i);
            if (!held.choice().purposes().containsValue(Answer.GRANTED)) {
                continue;
            }
            Held next = i + 1 < effective.size() ? effective.get(i + 1) : null;
            Instant until = plus(end(held.choice(), next, erase), period);
            if (!until.isAfter(erase.recordedAt())) {
                continue;
            }
            keepUntil = until.isAfter(keepUntil) ? until : keepUntil;
            kept.put(held.index(), held);
            if (next != null) {
                kept.put(next.index(), next);
            }
            choices.stream()
                    .filter(other ->
                            other.choice().eventId().equals(held.choice().confirms()))
                    .forEach(confirmed -> kept.put(confirmed.index(), confirmed));
        }
        return kept.isEmpty() ? NOTHING : new KeptProofs(keepUntil, List.copyOf(kept.values()));
    }

    private static Instant end(ChoiceRecorded granted, @Nullable Held next, SubjectCommand erase) {
        Instant end = granted.validUntil().isBefore(erase.recordedAt()) ? granted.validUntil() : erase.recordedAt();
        return next != null && next.choice().recordedAt().isBefore(end)
                ? next.choice().recordedAt()
                : end;
    }

    private static Instant plus(Instant end, Period period) {
        return end.atZone(ZoneOffset.UTC).plus(period).toInstant().truncatedTo(ChronoUnit.MILLIS);
    }
}
