package dev.assent.verify.report;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What came of one run.
 *
 * @param mode {@code public}, {@code full} or {@code receipt}
 * @param target what was checked: an address or a file
 * @param logs one result per log, by name
 * @param took how long it took
 */
public record Report(String mode, String target, List<LogResult> logs, Duration took) {

    /** Tampered if any log is; else could not check if any log could not be checked. */
    public Outcome outcome() {
        if (logs.stream().anyMatch(log -> log.outcome() == Outcome.TAMPERED)) {
            return Outcome.TAMPERED;
        }
        return logs.isEmpty() || logs.stream().anyMatch(log -> log.outcome() == Outcome.COULD_NOT_CHECK)
                ? Outcome.COULD_NOT_CHECK
                : Outcome.WHOLE;
    }

    /** Sums over all logs. */
    public Map<String, Long> totals() {
        Map<String, Long> totals = new LinkedHashMap<>();
        logs.forEach(log -> log.counts().forEach((what, count) -> totals.merge(what, count, Long::sum)));
        return totals;
    }
}
