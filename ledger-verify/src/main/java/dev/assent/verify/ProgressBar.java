package dev.assent.verify;

import dev.assent.verify.report.Progress;

import java.io.PrintStream;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** Shows on a terminal, in one line that is written again and again, how far all logs are and how long it will take. */
final class ProgressBar implements Progress {

    private static final int WIDTH = 30;
    private static final long PAUSE = Duration.ofMillis(200).toNanos();

    private final PrintStream out;
    private final long began = System.nanoTime();
    private final Map<String, Long> done = new TreeMap<>();
    private final Map<String, Long> of = new TreeMap<>();
    private long shown;
    private int width;

    ProgressBar(PrintStream out) {
        this.out = out;
    }

    @Override
    public synchronized void at(String log, long entriesDone, long entries) {
        done.put(log, entriesDone);
        of.put(log, entries);
        long now = System.nanoTime();
        if (now - shown >= PAUSE) {
            shown = now;
            show(line((now - began) / 1e9));
        }
    }

    /** The line after so many seconds. */
    synchronized String line(double seconds) {
        long checked = sum(done);
        long all = Math.max(sum(of), 1);
        int filled = (int) (WIDTH * checked / all);
        double rate = checked / Math.max(seconds, 0.001);
        return String.format(
                Locale.ROOT,
                "[%s%s] %3d %%  %,d of %,d entries  %,.0f/s  %.0f s left",
                "#".repeat(filled),
                " ".repeat(WIDTH - filled),
                100 * checked / all,
                checked,
                all,
                rate,
                (all - checked) / Math.max(rate, 1));
    }

    private static long sum(Map<String, Long> counts) {
        return counts.values().stream().mapToLong(Long::longValue).sum();
    }

    private void show(String line) {
        // What is longer before is blotted out.
        out.print("\r" + line + " ".repeat(Math.max(0, width - line.length())));
        out.flush();
        width = line.length();
    }

    @Override
    public synchronized void end() {
        if (width > 0) {
            out.print("\r" + " ".repeat(width) + "\r");
            out.flush();
            width = 0;
        }
    }
}
