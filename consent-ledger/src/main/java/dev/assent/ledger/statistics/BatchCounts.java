package dev.assent.ledger.statistics;

import dev.assent.events.ChoiceRecorded;
import dev.assent.events.LogEvent;
import dev.assent.ledger.evidence.Entries;
import dev.assent.ledger.evidence.Entry;
import dev.assent.ledger.log.LogId;
import dev.assent.ledger.seal.Sealer;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What one batch adds to the counts, and takes away. The counts are always those of the choices that took effect and can be
 * opened: what loses its key is not counted any more (ADR 0033).
 */
public final class BatchCounts {

    private final List<Counted> counted = new ArrayList<>();
    private final Set<Long> forgotten = new HashSet<>();
    private final Set<Long> restored = new HashSet<>();

    private record Counted(long keyNumber, Cell cell) {}

    /** Counts an entry, if it is one to count. */
    public void take(long keyNumber, LogEvent event, Entry.Kind kind) {
        if (kind == Entry.Kind.CHOICE && event instanceof ChoiceRecorded choice) {
            Cell.of(choice).ifPresent(cell -> counted.add(new Counted(keyNumber, cell)));
        }
    }

    /** Forgets whatever was sealed under a key that goes with this batch, in it and before it. */
    public void forget(long keyNumber) {
        counted.removeIf(known -> known.keyNumber() == keyNumber);
        forgotten.add(keyNumber);
    }

    /** Counts again what was sealed under a key before this batch and was not counted while its person was restricted. */
    public void restore(long keyNumber) {
        restored.add(keyNumber);
    }

    /**
     * Writes the counts in the batch's own transaction; while the forgotten keys are still there.
     *
     * @param before the log's size before the batch
     * @param after its size afterwards
     */
    public void write(Connection connection, LogId log, long before, long after, Sealer sealer) throws SQLException {
        if (!forgotten.isEmpty()) {
            long known = Math.min(before, DailyCounts.lockCounted(connection, log));
            DailyCounts.subtract(
                    connection,
                    log,
                    Tally.of(Entries.effectiveUnderKeys(connection, log, forgotten, known), log, sealer));
        }
        if (!restored.isEmpty()) {
            long known = Math.min(before, DailyCounts.lockCounted(connection, log));
            DailyCounts.restore(
                    connection,
                    log,
                    Tally.of(Entries.effectiveUnderKeys(connection, log, restored, known), log, sealer));
        }
        Map<Cell, Long> tally = new HashMap<>();
        counted.forEach(one -> tally.merge(one.cell(), 1L, Long::sum));
        DailyCounts.add(connection, log, before, after, tally);
    }
}
