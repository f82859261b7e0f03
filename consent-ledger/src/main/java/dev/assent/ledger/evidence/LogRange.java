package dev.assent.ledger.evidence;

import dev.assent.ledger.log.LogId;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Successive logs of one generation: {@code 1-0..31} for logs 1-0 to 1-31, {@code 1-7} for one.
 *
 * @param first the first log
 * @param last the last one, of the same generation
 */
record LogRange(LogId first, LogId last) {

    private static final Pattern TEXT = Pattern.compile("([0-9-]{3,10})(?:\\.\\.([0-9]{1,5}))?");

    /** Refuses what is no range. */
    LogRange {
        if (first.generation() != last.generation() || first.partition() > last.partition()) {
            throw new IllegalArgumentException("no range leads from log %s to log %s".formatted(first, last));
        }
    }

    static LogRange parse(String text) {
        Matcher matcher = TEXT.matcher(text.strip());
        if (!matcher.matches()) {
            throw notARange(text);
        }
        LogId first = LogId.parse(matcher.group(1)).orElseThrow(() -> notARange(text));
        String last = matcher.group(2);
        return new LogRange(first, last == null ? first : new LogId(first.generation(), Integer.parseInt(last)));
    }

    private static IllegalArgumentException notARange(String text) {
        return new IllegalArgumentException("neither a log (1-7) nor a range of logs (1-0..31): " + text);
    }

    boolean contains(LogId log) {
        return log.number() >= first.number() && log.number() <= last.number();
    }

    boolean overlaps(LogRange other) {
        return first.number() <= other.last.number() && other.first.number() <= last.number();
    }
}
