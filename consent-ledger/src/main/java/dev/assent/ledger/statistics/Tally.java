package dev.assent.ledger.statistics;

import dev.assent.events.ChoiceRecorded;
import dev.assent.events.EventCodec;
import dev.assent.events.MalformedEventException;
import dev.assent.ledger.evidence.Entries;
import dev.assent.ledger.evidence.Entry;
import dev.assent.ledger.log.LogId;
import dev.assent.ledger.seal.DataKey;
import dev.assent.ledger.seal.Sealer;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Counts stored entries by opening them. */
final class Tally {

    private Tally() {}

    static Map<Cell, Long> of(List<Entries.Keyed> entries, LogId log, Sealer sealer) {
        Map<Cell, Long> tally = new HashMap<>();
        for (Entries.Keyed found : entries) {
            cell(found, log, sealer).ifPresent(cell -> tally.merge(cell, 1L, Long::sum));
        }
        return tally;
    }

    private static Optional<Cell> cell(Entries.Keyed found, LogId log, Sealer sealer) {
        Entry entry = found.entry();
        DataKey key = found.key();
        if (key == null) {
            return Optional.empty();
        }
        byte[] value = sealer.open(sealer.unwrap(key), log, entry.index(), entry.eventId(), entry.sealed());
        try {
            return EventCodec.read(value) instanceof ChoiceRecorded choice ? Cell.of(choice) : Optional.empty();
        } catch (MalformedEventException e) {
            throw new IllegalStateException("entry %d of log %s cannot be read".formatted(entry.index(), log), e);
        }
    }
}
