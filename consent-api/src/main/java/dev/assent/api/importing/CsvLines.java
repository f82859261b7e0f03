package dev.assent.api.importing;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.RuntimeJsonMappingException;
import com.fasterxml.jackson.dataformat.csv.CsvFactory;
import com.fasterxml.jackson.dataformat.csv.CsvMapper;
import com.fasterxml.jackson.dataformat.csv.CsvParser;
import dev.assent.foundation.problem.Problem;
import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * CSV (RFC 4180, UTF-8) with a header row: the columns {@code recordedAt}, one or more of {@code subjectSecret},
 * {@code person} and {@code address}, optionally {@code language} and {@code notice}, and {@code choices.PURPOSE} for each
 * purpose. An empty cell says nothing.
 */
final class CsvLines implements Lines {

    private static final String CHOICES = "choices.";
    private static final Set<String> WHO = Set.of("subjectSecret", "person", "address");
    private static final Set<String> FURTHER = Set.of("recordedAt", "language", "notice");

    private final MappingIterator<String[]> rows;
    private final List<String> header;

    /**
     * Reads the header.
     *
     * @param longest the longest cell that is read, in characters
     * @throws Problem 400 {@code malformed-import}
     */
    CsvLines(InputStream in, int longest) throws IOException {
        CsvFactory factory = CsvFactory.builder()
                .streamReadConstraints(
                        StreamReadConstraints.builder().maxStringLength(longest).build())
                .build();
        this.rows = new CsvMapper(factory)
                .readerFor(String[].class)
                .with(CsvParser.Feature.WRAP_AS_ARRAY)
                .with(CsvParser.Feature.SKIP_EMPTY_LINES)
                .readValues(in);
        this.header = header();
    }

    private List<String> header() {
        String[] names;
        try {
            names = rows.hasNext() ? rows.next() : new String[0];
        } catch (RuntimeJsonMappingException | ArrayIndexOutOfBoundsException e) {
            throw malformed("The header row cannot be read as CSV in UTF-8.");
        } catch (RuntimeException e) {
            if (e.getCause() instanceof IOException) {
                throw malformed("The header row cannot be read as CSV in UTF-8.");
            }
            throw e;
        }
        List<String> header = Arrays.stream(names).map(String::strip).toList();
        if (new HashSet<>(header).size() != header.size()) {
            throw malformed("The header row names a column twice.");
        }
        if (!header.contains("recordedAt") || header.stream().noneMatch(WHO::contains)) {
            throw malformed("The header row has recordedAt, and subjectSecret, person or address.");
        }
        for (String column : header) {
            if (!WHO.contains(column) && !FURTHER.contains(column) && !column.startsWith(CHOICES)) {
                throw malformed("The header row has the column '" + Problem.named(column)
                        + "'; a purpose's column is called choices.PURPOSE.");
            }
        }
        return header;
    }

    /** The purposes that have a column, in the other tool's words. */
    List<String> purposes() {
        return header.stream()
                .filter(column -> column.startsWith(CHOICES))
                .map(column -> column.substring(CHOICES.length()))
                .toList();
    }

    @Override
    public @Nullable Line next() throws IOException, UnreadableException {
        long number = rows.getCurrentLocation().getLineNr();
        String[] cells;
        try {
            if (!rows.hasNextValue()) {
                return null;
            }
            // Empty lines may have been passed over; the row itself begins where its first cell does.
            cells = rows.nextValue();
        } catch (JsonProcessingException e) {
            throw new UnreadableException(
                    number, "From here on this is no CSV: look for a quotation mark that is not closed.");
        } catch (java.io.CharConversionException e) {
            throw new UnreadableException(number, "From here on this is not UTF-8.");
        }
        return new Line(number, content(cells));
    }

    private Line.Content content(String[] cells) {
        if (cells.length != header.size()) {
            return new Line.Unreadable(new Refusal(
                    "malformed-line", "", "A line has as many cells as the header: %d.".formatted(header.size())));
        }
        Map<String, String> texts = new LinkedHashMap<>();
        Map<String, Row.Given> choices = new LinkedHashMap<>();
        for (int i = 0; i < cells.length; i++) {
            String column = header.get(i);
            String cell = cells[i];
            if (cell == null || cell.isEmpty()) {
                continue;
            }
            if (column.startsWith(CHOICES)) {
                switch (cell) {
                    case "granted" -> choices.put(column.substring(CHOICES.length()), Row.Given.GRANTED);
                    case "denied" -> choices.put(column.substring(CHOICES.length()), Row.Given.DENIED);
                    default -> {
                        return new Line.Unreadable(new Refusal(
                                "malformed-line",
                                CHOICES + Problem.named(column.substring(CHOICES.length())),
                                "The cell is granted, denied or empty."));
                    }
                }
            } else {
                texts.put(column, cell);
            }
        }
        return new Line.Choice(new Row(
                texts.get("subjectSecret"),
                texts.get("person"),
                texts.get("address"),
                texts.get("recordedAt"),
                texts.get("language"),
                texts.get("notice"),
                choices));
    }

    private static Problem malformed(String detail) {
        return new Problem(400, "malformed-import", "The import cannot be read", detail);
    }
}
