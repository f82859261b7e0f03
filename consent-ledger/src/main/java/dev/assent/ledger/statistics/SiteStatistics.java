package dev.assent.ledger.statistics;

import dev.assent.foundation.problem.Problem;
import dev.assent.ledger.evidence.EvidenceDatabase;
import dev.assent.ledger.evidence.EvidenceDatabases;
import dev.assent.ledger.evidence.StoredLog;
import dev.assent.ledger.log.LogId;
import dev.assent.ledger.recovery.CaughtUp;
import jakarta.enterprise.context.ApplicationScoped;
import org.jspecify.annotations.Nullable;

import java.time.Clock;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Reads a site's statistics over all logs. */
@ApplicationScoped
public class SiteStatistics {

    private final EvidenceDatabases databases;
    private final CaughtUp caughtUp;
    private final Clock clock;

    SiteStatistics(EvidenceDatabases databases, CaughtUp caughtUp, Clock clock) {
        this.databases = databases;
        this.caughtUp = caughtUp;
        this.clock = clock;
    }

    /** The present month, in UTC. */
    public YearMonth thisMonth() {
        return YearMonth.now(clock);
    }

    /** Reads a month such as {@code 2026-11}; the present one for null, and 400 for what is none. */
    public YearMonth month(@Nullable String text) {
        try {
            return text == null || text.isEmpty() ? thisMonth() : YearMonth.parse(text);
        } catch (DateTimeException e) {
            throw new Problem(
                    400, "bad-parameter", "A parameter has no such value", "month: It is one such as 2026-11.");
        }
    }

    /**
     * How people answered. It is always of one whole month: if callers could choose the days, the difference between two
     * answers would tell what each of them hides.
     *
     * @throws Problem 503 while a log is behind and could count whom it must forget
     */
    public Statistics of(String site, YearMonth month, Breakdown by) {
        caughtUp.requireAll();
        LocalDate from = month.atDay(1);
        LocalDate to = month.plusMonths(1).atDay(1);
        Map<EvidenceDatabase, List<LogId>> logs =
                databases.logs().stream().map(StoredLog::id).collect(Collectors.groupingBy(databases::of));
        Map<Cell, Long> cells = new HashMap<>();
        logs.forEach((database, ids) -> database.read(connection -> DailyCounts.read(connection, ids, site, from, to))
                .forEach((cell, n) -> cells.merge(cell, n, Long::sum)));
        return Statistics.of(site, month, by, by == Breakdown.DAY ? days(from, to) : List.of(), cells);
    }

    private List<String> days(LocalDate from, LocalDate to) {
        LocalDate tomorrow = LocalDate.now(clock).plusDays(1);
        LocalDate end = tomorrow.isBefore(to) ? tomorrow : to;
        return from.isBefore(end)
                ? from.datesUntil(end).map(LocalDate::toString).toList()
                : List.of();
    }
}
