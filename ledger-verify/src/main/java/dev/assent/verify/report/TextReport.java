package dev.assent.verify.report;

import java.io.PrintStream;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** A report for people. The last line holds the answer. */
public final class TextReport {

    private TextReport() {}

    /** Prints the report. */
    public static void print(Report report, PrintStream out) {
        out.printf("%s check of %s%n", report.mode(), report.target());
        report.logs().forEach(log -> print(log, out));
        out.printf(
                Locale.ROOT,
                "%s. Checked: %s (%.1f s)%n",
                answer(report),
                counts(report.totals()),
                report.took().toMillis() / 1000.0);
    }

    private static void print(LogResult log, PrintStream out) {
        String word =
                switch (log.outcome()) {
                    case WHOLE -> "whole";
                    case TAMPERED -> "TAMPERED";
                    case COULD_NOT_CHECK -> "could not check";
                };
        out.printf("log %s  %s  %s%n", log.log(), word, counts(log.counts()));
        log.findings().forEach(finding -> out.printf("    %s%n", finding));
        if (log.found() > log.findings().size()) {
            out.printf("    and %,d more%n", log.found() - log.findings().size());
        }
        log.remarks().forEach(remark -> out.printf("    remark: %s%n", remark));
        log.cosigned()
                .forEach(by -> out.printf(
                        Locale.ROOT, "    cosigned by %s at %s over %,d entries%n", by.witness(), by.at(), by.size()));
        if (log.couldNotCheck() != null) {
            out.printf("    stopped: %s%n", log.couldNotCheck());
        }
    }

    private static String answer(Report report) {
        return switch (report.outcome()) {
            case WHOLE -> "WHOLE";
            case TAMPERED -> "TAMPERED, first in " + firstBad(report);
            case COULD_NOT_CHECK -> "COULD NOT CHECK";
        };
    }

    private static String firstBad(Report report) {
        return report.logs().stream()
                .filter(log -> log.outcome() == Outcome.TAMPERED)
                .findFirst()
                .flatMap(log -> log.first().map(finding -> "log " + log.log() + ", " + finding))
                .orElseThrow();
    }

    private static String counts(Map<String, Long> counts) {
        return counts.isEmpty()
                ? "nothing read"
                : counts.entrySet().stream()
                        .map(count -> String.format(Locale.ROOT, "%,d %s", count.getValue(), count.getKey()))
                        .collect(Collectors.joining(", "));
    }
}
