package dev.assent.ledger.opened;

import dev.assent.ledger.log.LogId;
import jakarta.enterprise.context.ApplicationScoped;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Finds times in a log without a column for them: entries lie in the order in which Kafka got them, which is that of
 * {@code recordedAt} but for what was under way at once. So a binary search opens some twenty entries.
 */
@ApplicationScoped
public class TimeIndex {

    /** How far two entries' times may be out of their order: a producer's last try, and two clocks. */
    public static final Duration DISORDER = Duration.ofMinutes(5);

    private final OpenedLogs logs;

    TimeIndex(OpenedLogs logs) {
        this.logs = logs;
    }

    /** An index below which nothing was recorded at the time or later. */
    public long from(LogId log, Instant time) {
        return search(log, time.minus(DISORDER));
    }

    /** An index from which on nothing was recorded before the time. */
    public long to(LogId log, Instant time) {
        return search(log, time.plus(DISORDER));
    }

    private long search(LogId log, Instant time) {
        return search(logs.size(log), time, (from, to) -> logs.firstOpen(log, from, to)
                .map(entry -> new Place(entry.entry().index(), entry.recordedAt())));
    }

    /** An entry that could be opened, and its time. */
    record Place(long index, Instant at) {}

    /** Finds the first entry that can be opened, from an index to another (exclusive). */
    interface Probe {
        Optional<Place> first(long from, long to);
    }

    /** An index with nothing at the time or later before it, and nothing earlier from it on; but for the disorder. */
    static long search(long size, Instant time, Probe probe) {
        long low = 0;
        long high = size;
        while (low < high) {
            long middle = low + (high - low) / 2;
            Optional<Place> found = probe.first(middle, high);
            if (found.isPresent() && found.get().at().isBefore(time)) {
                low = found.get().index() + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }
}
