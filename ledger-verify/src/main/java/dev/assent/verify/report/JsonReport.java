package dev.assent.verify.report;

import org.jspecify.annotations.Nullable;

import java.util.Map;
import java.util.stream.Collectors;

/**
 * A report for programs: {@code {"mode","target","outcome","millis","totals":{…},"logs":[{"log","outcome","root",
 * "counts":{…},"found","findings":[{"index","problem"}],"remarks":[…],"cosigned":[{"witness","at","size"}],
 * "couldNotCheck"}]}}.
 */
public final class JsonReport {

    private JsonReport() {}

    /** The report as one line of JSON. */
    public static String write(Report report) {
        return "{\"mode\":%s,\"target\":%s,\"outcome\":%s,\"millis\":%d,\"totals\":%s,\"logs\":[%s]}"
                .formatted(
                        string(report.mode()),
                        string(report.target()),
                        string(report.outcome().word()),
                        report.took().toMillis(),
                        counts(report.totals()),
                        report.logs().stream().map(JsonReport::log).collect(Collectors.joining(",")));
    }

    private static String log(LogResult log) {
        return ("{\"log\":%s,\"outcome\":%s,\"root\":%s,\"counts\":%s,\"found\":%d,\"findings\":[%s],\"remarks\":[%s],"
                        + "\"cosigned\":[%s],\"couldNotCheck\":%s}")
                .formatted(
                        string(log.log()),
                        string(log.outcome().word()),
                        string(log.root()),
                        counts(log.counts()),
                        log.found(),
                        log.findings().stream()
                                .map(finding -> "{\"index\":%s,\"problem\":%s}"
                                        .formatted(finding.index(), string(finding.problem())))
                                .collect(Collectors.joining(",")),
                        log.remarks().stream().map(JsonReport::string).collect(Collectors.joining(",")),
                        log.cosigned().stream()
                                .map(by -> "{\"witness\":%s,\"at\":%s,\"size\":%d}"
                                        .formatted(
                                                string(by.witness()),
                                                string(by.at().toString()),
                                                by.size()))
                                .collect(Collectors.joining(",")),
                        string(log.couldNotCheck()));
    }

    private static String counts(Map<String, Long> counts) {
        return counts.entrySet().stream()
                .map(count -> string(count.getKey()) + ":" + count.getValue())
                .collect(Collectors.joining(",", "{", "}"));
    }

    private static String string(@Nullable String text) {
        if (text == null) {
            return "null";
        }
        StringBuilder json = new StringBuilder("\"");
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"' || c == '\\') {
                json.append('\\').append(c);
            } else if (c < ' ' || Character.isSurrogate(c)) {
                json.append("\\u%04x".formatted((int) c));
            } else {
                json.append(c);
            }
        }
        return json.append('"').toString();
    }
}
