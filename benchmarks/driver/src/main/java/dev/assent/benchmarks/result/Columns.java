package dev.assent.benchmarks.result;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** A table for people: the first column to the left, all others to the right. */
public final class Columns {

    private final List<List<String>> rows = new ArrayList<>();

    /** Adds a row. */
    public Columns row(String... cells) {
        rows.add(List.of(cells));
        return this;
    }

    /** The table, each line with its end. */
    public String text() {
        int count = rows.stream().mapToInt(List::size).max().orElse(0);
        List<Integer> widths = IntStream.range(0, count)
                .mapToObj(column -> rows.stream()
                        .filter(row -> column < row.size())
                        .mapToInt(row -> row.get(column).length())
                        .max()
                        .orElse(0))
                .toList();
        return rows.stream()
                .map(row -> IntStream.range(0, row.size())
                        .mapToObj(column -> column == 0
                                ? row.get(column)
                                        + " "
                                                .repeat(widths.get(column)
                                                        - row.get(column).length())
                                : " "
                                                .repeat(widths.get(column)
                                                        - row.get(column).length())
                                        + row.get(column))
                        .collect(Collectors.joining("  "))
                        .stripTrailing())
                .map(line -> "  " + line + "\n")
                .collect(Collectors.joining());
    }
}
