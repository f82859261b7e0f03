package dev.assent.verify;

import dev.assent.verify.report.Progress;

import java.io.PrintStream;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Says on a stream, at most once a second and log, how far it is. */
final class ProgressLines implements Progress {

    private static final long PAUSE = Duration.ofSeconds(1).toNanos();

    private final PrintStream out;
    private final Map<String, Long> said = new ConcurrentHashMap<>();

    ProgressLines(PrintStream out) {
        this.out = out;
    }

    @Override
    public void at(String log, long done, long of) {
        long now = System.nanoTime();
        Long before = said.putIfAbsent(log, now);
        // The first second passes in silence: a small log is done by then.
        if (before != null && now - before >= PAUSE) {
            said.put(log, now);
            out.printf(Locale.ROOT, "log %s  %,d of %,d entries%n", log, done, of);
        }
    }
}
