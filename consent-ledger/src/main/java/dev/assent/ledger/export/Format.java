package dev.assent.ledger.export;

import dev.assent.foundation.problem.Problem;
import dev.assent.ledger.opened.Opened;
import org.jspecify.annotations.Nullable;

/** The two forms of a line. */
enum Format {
    /** One JSON object to a line. */
    NDJSON("application/x-ndjson", "ndjson") {
        @Override
        String head() {
            return "";
        }

        @Override
        String line(Opened entry, String cursor) {
            return JsonLine.of(entry, cursor);
        }
    },
    /** RFC 4180, with a head line. */
    CSV("text/csv;charset=UTF-8", "csv") {
        @Override
        String head() {
            return CsvLine.HEAD;
        }

        @Override
        String line(Opened entry, String cursor) {
            return CsvLine.of(entry, cursor);
        }
    };

    private final String mediaType;
    private final String suffix;

    Format(String mediaType, String suffix) {
        this.mediaType = mediaType;
        this.suffix = suffix;
    }

    /** What stands before the first line; with a line end, or empty. */
    abstract String head();

    /** A line with its end. */
    abstract String line(Opened entry, String cursor);

    /** The media type. */
    String mediaType() {
        return mediaType;
    }

    /** How the file's name ends, which is also the format's name in addresses. */
    String suffix() {
        return suffix;
    }

    /** Reads a name; 400 for what is none. */
    static Format of(@Nullable String text) {
        return switch (text) {
            case null -> NDJSON;
            case "ndjson" -> NDJSON;
            case "csv" -> CSV;
            default ->
                throw new Problem(400, "bad-parameter", "A parameter has no such value", "format: one of ndjson, csv.");
        };
    }
}
