package dev.assent.ledger.history;

import dev.assent.ledger.log.LogId;
import dev.assent.ledger.opened.Opened;
import dev.assent.ledger.opened.OpenedLogs;
import dev.assent.ledger.opened.TimeIndex;
import jakarta.enterprise.context.ApplicationScoped;
import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;

/** A site's entries of a time, of all logs, newest first. */
@ApplicationScoped
class SiteSearch {

    private final OpenedLogs logs;
    private final TimeIndex times;

    SiteSearch(OpenedLogs logs, TimeIndex times) {
        this.logs = logs;
        this.times = times;
    }

    /**
     * What was found.
     *
     * @param entries newest first; those of one log in its order
     * @param left for each log that has more, the index below which it is; empty at the end
     */
    record Found(List<Opened> entries, Map<LogId, Long> left) {}

    /** Where a log's next entry is. */
    private final class Stretch {
        private final LogId log;
        private final String site;
        private final long from;
        private final @Nullable Instant first;
        private final @Nullable Instant end;
        private final int atOnce;
        private final List<Opened> read = new ArrayList<>();
        private long unread;

        Stretch(
                LogId log,
                String site,
                @Nullable Instant first,
                @Nullable Instant end,
                @Nullable Long below,
                int atOnce) {
            this.log = log;
            this.site = site;
            this.first = first;
            this.end = end;
            this.atOnce = atOnce;
            this.from = first == null ? 0 : times.from(log, first);
            long last = end == null ? logs.size(log) : times.to(log, end);
            this.unread = below == null ? last : Math.min(below, last);
        }

        @Nullable
        Opened head() {
            while (read.isEmpty() && unread > from) {
                OpenedLogs.Page page = logs.ofSiteBackwards(log, site, from, unread, atOnce);
                unread = page.next();
                page.entries().stream()
                        .filter(entry -> isWithin(entry, first, end))
                        .forEach(read::add);
            }
            return read.isEmpty() ? null : read.getFirst();
        }

        Opened take() {
            return read.removeFirst();
        }

        /** The index below which everything that is left lies. */
        long below() {
            return read.isEmpty() ? unread : read.getFirst().entry().index() + 1;
        }
    }

    /** A stretch with the time of its next entry. */
    private record Next(Instant at, Stretch stretch) {}

    /**
     * Finds them.
     *
     * @param places where to read on; null for the beginning
     */
    Found find(
            String site, @Nullable Instant from, @Nullable Instant to, @Nullable Map<LogId, Long> places, int limit) {
        PriorityQueue<Next> queue =
                new PriorityQueue<>(Comparator.comparing(Next::at).reversed());
        for (LogId log : logs.all()) {
            Long below = places == null ? null : places.get(log);
            if (places == null || below != null) {
                offer(queue, new Stretch(log, site, from, to, below, Math.min(limit, 50)));
            }
        }
        List<Opened> found = new ArrayList<>();
        while (found.size() < limit && !queue.isEmpty()) {
            Stretch stretch = queue.remove().stretch();
            found.add(stretch.take());
            offer(queue, stretch);
        }
        Map<LogId, Long> left = new LinkedHashMap<>();
        queue.forEach(next -> left.put(next.stretch().log, next.stretch().below()));
        return new Found(found, left);
    }

    private static void offer(PriorityQueue<Next> queue, Stretch stretch) {
        Opened head = stretch.head();
        if (head != null) {
            queue.add(new Next(head.recordedAt(), stretch));
        }
    }

    static boolean isWithin(Opened entry, @Nullable Instant from, @Nullable Instant to) {
        Instant at = entry.recordedAt();
        return (from == null || !at.isBefore(from)) && (to == null || at.isBefore(to));
    }
}
