package dev.assent.ledger.export;

import com.fasterxml.jackson.databind.JsonNode;
import dev.assent.ledger.opened.Opened;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A line of CSV. A cell that a spreadsheet would take for a formula has an apostrophe in front; whoever reads the file by
 * a program takes it off again.
 */
final class CsvLine {

    private static final List<String> MEMBERS = List.of(
            "type",
            "eventId",
            "recordedAt",
            "subject",
            "action",
            "noticeVersion",
            "noticeHash",
            "language",
            "surface",
            "method",
            "sequence",
            "validUntil");

    /** The names of the columns. */
    static final String HEAD =
            line(List.of("cursor", "log", "index", "superseded"), MEMBERS, List.of("purposes", "vendors", "event"));

    private static final String FORMULA = "=+-@\t\r\n";

    private CsvLine() {}

    static String of(Opened entry, String cursor) {
        JsonNode event = entry.json();
        return line(
                List.of(
                        cursor,
                        entry.log().name(),
                        Long.toString(entry.entry().index()),
                        Boolean.toString(entry.superseded())),
                MEMBERS.stream().map(member -> event.path(member).asText("")).toList(),
                List.of(answers(event.path("purposes")), answers(event.path("vendors")), event.toString()));
    }

    private static String answers(JsonNode answers) {
        return answers.properties().stream()
                .map(answer -> answer.getKey() + "=" + answer.getValue().asText())
                .collect(Collectors.joining(" "));
    }

    private static String line(List<String> first, List<String> second, List<String> third) {
        return Stream.of(first, second, third)
                        .flatMap(List::stream)
                        .map(CsvLine::cell)
                        .collect(Collectors.joining(","))
                + "\r\n";
    }

    static String cell(String text) {
        String safe = !text.isEmpty() && FORMULA.indexOf(text.charAt(0)) >= 0 ? "'" + text : text;
        boolean quoted = safe.chars().anyMatch(c -> c == '"' || c == ',' || c == '\r' || c == '\n');
        return quoted ? '"' + safe.replace("\"", "\"\"") + '"' : safe;
    }
}
