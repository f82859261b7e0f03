package dev.assent.ledger.history;

import dev.assent.events.Subject;
import dev.assent.ledger.log.LogId;
import dev.assent.ledger.opened.Opened;
import dev.assent.ledger.opened.OpenedLogs;
import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Predicate;

/** One subject's entries through all logs that may hold them, newest first, from a place on. */
final class SubjectPages {

    private static final int AT_ONCE = 200;

    private final OpenedLogs logs;
    private final Subject subject;
    private final Events.@Nullable Place place;
    private final boolean restrictedToo;

    SubjectPages(OpenedLogs logs, Subject subject, Events.@Nullable Place place, boolean restrictedToo) {
        this.restrictedToo = restrictedToo;
        this.logs = logs;
        this.subject = subject;
        this.place = place;
    }

    /**
     * Hands over the wanted ones.
     *
     * @param limit how many at most
     * @return the cursor of what is left; null if nothing is
     */
    @Nullable
    String collect(Predicate<Opened> wanted, int limit, Consumer<Opened> taker) {
        int left = limit;
        boolean reached = place == null;
        for (LogId log : logs.of(subject).reversed()) {
            boolean here = place != null && log.equals(place.log());
            if (!reached && !here) {
                continue;
            }
            reached = true;
            long below = here && place != null ? place.below() : Long.MAX_VALUE;
            List<Opened> found = logs.ofSubject(log, subject, below, AT_ONCE, restrictedToo);
            while (!found.isEmpty()) {
                for (Opened entry : found) {
                    if (wanted.test(entry)) {
                        if (left == 0) {
                            return Cursor.write(Map.of(log, below));
                        }
                        left--;
                        taker.accept(entry);
                    }
                    below = entry.entry().index();
                }
                found = logs.ofSubject(log, subject, below, AT_ONCE, restrictedToo);
            }
        }
        return null;
    }
}
