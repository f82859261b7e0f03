package dev.assent.ledger.statistics;

import org.jspecify.annotations.Nullable;

import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * How people answered at a site in a month.
 *
 * @param site the site's id
 * @param month the month, in UTC
 * @param by what the rows are
 * @param smallest the least count that is shown; what is hidden is null
 * @param rows in the order of their keys
 * @param totals of all rows, the hidden ones too
 */
public record Statistics(String site, YearMonth month, Breakdown by, int smallest, List<Row> rows, Counts totals) {

    /** Counts by outcome; null where hidden. */
    public record Counts(
            @Nullable Long accept,
            @Nullable Long refuse,
            @Nullable Long custom,
            @Nullable Long withdraw) {

        private static Counts of(Map<Outcome, @Nullable Long> counts) {
            return new Counts(
                    counts.get(Outcome.ACCEPT),
                    counts.get(Outcome.REFUSE),
                    counts.get(Outcome.CUSTOM),
                    counts.get(Outcome.WITHDRAW));
        }

        /** The count of an outcome; null where it is hidden. */
        public @Nullable Long of(Outcome outcome) {
            return switch (outcome) {
                case ACCEPT -> accept;
                case REFUSE -> refuse;
                case CUSTOM -> custom;
                case WITHDRAW -> withdraw;
            };
        }

        boolean isHidden() {
            return accept == null && refuse == null && custom == null && withdraw == null;
        }
    }

    /**
     * A row.
     *
     * @param key a day, a language, a surface or a version
     * @param counts by outcome
     */
    public record Row(String key, Counts counts) {}

    /**
     * Puts counts together, with what must not be seen hidden.
     *
     * @param keys the rows that there are whether or not anything was counted
     */
    static Statistics of(String site, YearMonth month, Breakdown by, List<String> keys, Map<Cell, Long> cells) {
        SortedMap<String, Map<Outcome, Long>> table = new TreeMap<>(by.order());
        keys.forEach(key -> table.put(key, new TreeMap<>()));
        cells.forEach((cell, n) ->
                table.computeIfAbsent(by.key(cell), _ -> new TreeMap<>()).merge(cell.outcome(), n, Long::sum));
        List<String> rows = List.copyOf(table.keySet());
        List<Map<Outcome, @Nullable Long>> shown = new ArrayList<>();
        rows.forEach(_ -> shown.add(new TreeMap<>()));
        Map<Outcome, @Nullable Long> totals = new TreeMap<>();
        boolean[] empty = new boolean[rows.size()];
        for (int i = 0; i < rows.size(); i++) {
            empty[i] = Objects.requireNonNull(table.get(rows.get(i))).isEmpty();
        }
        for (Outcome outcome : Outcome.values()) {
            long[] counts = table.values().stream()
                    .mapToLong(row -> row.getOrDefault(outcome, 0L))
                    .toArray();
            Suppression.Shown column = Suppression.of(counts, empty);
            totals.put(outcome, column.total());
            for (int i = 0; i < counts.length; i++) {
                shown.get(i).put(outcome, column.counts().get(i));
            }
        }
        List<Row> told = new ArrayList<>();
        for (int i = 0; i < rows.size(); i++) {
            Row row = new Row(rows.get(i), Counts.of(shown.get(i)));
            // That there is a row at all tells something, but for days.
            if (by == Breakdown.DAY || !row.counts().isHidden()) {
                told.add(row);
            }
        }
        return new Statistics(site, month, by, Suppression.SMALLEST, told, Counts.of(totals));
    }
}
