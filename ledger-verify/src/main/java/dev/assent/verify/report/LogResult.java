package dev.assent.verify.report;

import org.jspecify.annotations.Nullable;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What came of checking one log.
 *
 * @param log its name, for example {@code 1-3}
 * @param root the root that was computed, in hexadecimal; null if the check did not get so far
 * @param counts what was checked, by name, in the order in which people read it
 * @param findings what is wrong; at most as many as a {@link LogAccount} keeps
 * @param found how many things are wrong
 * @param remarks what proves nothing, and a reader should know of
 * @param cosigned which of the named witnesses stand for it, and since when
 * @param couldNotCheck why the check ended early; null if it did not
 */
public record LogResult(
        String log,
        @Nullable String root,
        Map<String, Long> counts,
        List<Finding> findings,
        long found,
        List<String> remarks,
        List<Cosigned> cosigned,
        @Nullable String couldNotCheck) {

    /** The finding with the lowest index; one without an index comes last. */
    public Optional<Finding> first() {
        return findings.stream()
                .min(Comparator.comparing(Finding::index, Comparator.nullsLast(Comparator.naturalOrder())));
    }

    /** What holds for this log. */
    public Outcome outcome() {
        if (found > 0) {
            return Outcome.TAMPERED;
        }
        return couldNotCheck == null ? Outcome.WHOLE : Outcome.COULD_NOT_CHECK;
    }
}
