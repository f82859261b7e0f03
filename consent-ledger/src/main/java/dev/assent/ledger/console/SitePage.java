package dev.assent.ledger.console;

import dev.assent.ledger.statistics.Breakdown;
import dev.assent.ledger.statistics.Outcome;
import dev.assent.ledger.statistics.Statistics;
import org.jspecify.annotations.Nullable;

import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The page of one site.
 *
 * @param actor who is signed in
 * @param site the site's id
 * @param month as people read it
 * @param monthText as it stands in addresses
 * @param previous the month before, in addresses
 * @param next the month after, in addresses; null where that has not begun
 * @param by what is broken down
 * @param byText the same, in addresses
 * @param breakdowns what it could be broken down by
 * @param chart the drawing
 * @param rows the table; the last row is the totals
 * @param counted whether anything is to be seen
 * @param reads whether the person may look up what was recorded
 */
public record SitePage(
        String actor,
        String site,
        String month,
        String monthText,
        String previous,
        @Nullable String next,
        String by,
        String byText,
        List<Choice> breakdowns,
        Chart chart,
        List<Row> rows,
        boolean counted,
        boolean reads) {

    /** One of the breakdowns. */
    public record Choice(String text, String words, boolean chosen) {}

    /** A row of the table; a cell is empty where it is not shown. */
    public record Row(String name, List<Cell> cells, boolean total) {}

    /** A number of the table. */
    public record Cell(String label, String number) {}

    static SitePage of(String actor, Statistics statistics, YearMonth thisMonth, boolean reads) {
        YearMonth month = statistics.month();
        List<Row> rows = new ArrayList<>();
        statistics
                .rows()
                .forEach(row -> rows.add(new Row(Wording.key(statistics.by(), row.key()), cells(row.counts()), false)));
        rows.add(new Row("All", cells(statistics.totals()), true));
        return new SitePage(
                actor,
                statistics.site(),
                Wording.month(month),
                month.toString(),
                month.minusMonths(1).toString(),
                month.isBefore(thisMonth) ? month.plusMonths(1).toString() : null,
                statistics.by().words(),
                statistics.by().text(),
                Arrays.stream(Breakdown.values())
                        .map(by -> new Choice(by.text(), by.words(), by == statistics.by()))
                        .toList(),
                Chart.of(statistics),
                rows,
                rows.stream().flatMap(row -> row.cells().stream()).anyMatch(cell -> !cell.number()
                        .isEmpty()),
                reads);
    }

    private static List<Cell> cells(Statistics.Counts counts) {
        return Arrays.stream(Outcome.values())
                .map(outcome -> {
                    Long count = counts.of(outcome);
                    return new Cell(Wording.outcome(outcome), count == null ? "" : "%,d".formatted(count));
                })
                .toList();
    }
}
