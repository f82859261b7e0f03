package dev.assent.ledger.console;

import dev.assent.ledger.statistics.Breakdown;
import dev.assent.ledger.statistics.Outcome;
import dev.assent.ledger.statistics.Statistics;

import java.util.ArrayList;
import java.util.List;

/**
 * Stacked columns, in the units of a drawing of {@value #WIDTH} by {@value #HEIGHT}. Whatever is hidden has no place in
 * it, and its column says so by a mark.
 *
 * @param columns from the left
 * @param lines from the bottom
 * @param description what the drawing shows, in words
 */
public record Chart(List<Column> columns, List<Line> lines, String description) {

    static final int WIDTH = 720;
    static final int HEIGHT = 240;

    private static final int LEFT = 44;
    private static final int BOTTOM = 204;
    private static final int TOP = 14;
    private static final int WIDEST = 72;
    private static final int LABELS = 10;

    /**
     * A column.
     *
     * @param middle its middle
     * @param markAt where its mark begins
     * @param label what stands under it; empty where there is no room
     * @param parts from the bottom
     * @param hides whether something of it is not shown
     */
    public record Column(String middle, String markAt, String label, List<Part> parts, boolean hides) {}

    /** A part of a column; the outcome decides its colour. */
    public record Part(String outcome, String x, String y, String width, String height, String words) {}

    /** A line across, with its number. */
    public record Line(String y, String textY, long number) {}

    static Chart of(Statistics statistics) {
        List<Statistics.Row> rows = statistics.rows();
        long step = step(rows.stream().mapToLong(Chart::height).max().orElse(0));
        long top = step * 4;
        double pitch = (double) (WIDTH - LEFT) / Math.max(1, rows.size());
        double width = Math.min(WIDEST, pitch * 0.72);
        List<Column> columns = new ArrayList<>();
        for (int i = 0; i < rows.size(); i++) {
            double middle = LEFT + pitch * (i + 0.5);
            columns.add(column(statistics.by(), rows, i, middle, width, (double) (BOTTOM - TOP) / top));
        }
        List<Line> lines = new ArrayList<>();
        for (int i = 0; i <= 4; i++) {
            double y = BOTTOM - (double) (BOTTOM - TOP) * i / 4;
            lines.add(new Line(number(y), number(y + 4), step * i));
        }
        return new Chart(columns, lines, description(statistics));
    }

    private static Column column(
            Breakdown by, List<Statistics.Row> rows, int place, double middle, double width, double scale) {
        Statistics.Row row = rows.get(place);
        String name = Wording.key(by, row.key());
        List<Part> parts = new ArrayList<>();
        boolean hides = false;
        double y = BOTTOM;
        for (Outcome outcome : Outcome.values()) {
            Long count = row.counts().of(outcome);
            if (count == null) {
                hides = true;
            } else {
                double height = count * scale;
                y -= height;
                parts.add(new Part(
                        outcome.text(),
                        number(middle - width / 2),
                        number(y),
                        number(width),
                        number(height),
                        "%s: %s %,d".formatted(name, Wording.outcome(outcome), count)));
            }
        }
        int every = Math.max(1, (rows.size() + LABELS - 1) / LABELS);
        return new Column(number(middle), number(middle - 3), place % every == 0 ? name : "", parts, hides);
    }

    private static long height(Statistics.Row row) {
        long height = 0;
        for (Outcome outcome : Outcome.values()) {
            Long count = row.counts().of(outcome);
            height += count == null ? 0 : count;
        }
        return height;
    }

    /** A quarter of the scale: 5, 10, 20, 50, 100, … */
    private static long step(long highest) {
        long power = 5;
        while (true) {
            for (long factor : new long[] {1, 2, 4}) {
                if (power * factor * 4 >= highest) {
                    return power * factor;
                }
            }
            power *= 10;
        }
    }

    private static String description(Statistics statistics) {
        return "Columns by %s for %s: accepted, refused, chose for themselves and withdrew, one above the other."
                        .formatted(statistics.by().words(), Wording.month(statistics.month()))
                + " The table below has the same numbers.";
    }

    private static String number(double value) {
        return Double.toString(Math.round(value * 10) / 10.0);
    }
}
