package dev.assent.benchmarks.process;

import dev.assent.benchmarks.result.Columns;
import dev.assent.deploy.parts.ChildProcess;
import dev.assent.deploy.parts.PartFailedException;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordedFrame;
import jdk.jfr.consumer.RecordingFile;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/**
 * What the processor was in while a JVM was loaded, by Java's Flight Recorder, which looks a hundred times a second.
 *
 * @param samples how often it looked
 * @param self by package, the share of the samples that ended in it
 * @param within by method, the share of the samples that were in it or in what it called
 */
public record FlightRecording(int samples, List<Share> self, List<Share> within) {

    private static final Duration COMMAND_LIMIT = Duration.ofSeconds(60);
    private static final int PACKAGE_DEPTH = 4;
    private static final int SHOWN_PACKAGES = 15;
    private static final int SHOWN_METHODS = 40;

    /** Keeps copies. */
    public FlightRecording {
        self = List.copyOf(self);
        within = List.copyOf(within);
    }

    /**
     * A part of the whole.
     *
     * @param what of what
     * @param share from 0 to 1
     */
    public record Share(String what, double share) {}

    /**
     * Records while something happens.
     *
     * @param process whom
     * @param load what happens meanwhile
     * @param file where the recording goes
     * @param log where the JDK's tool says what it did
     */
    public static FlightRecording during(Measured process, Runnable load, Path file, Path log) {
        try {
            Files.createDirectories(file.getParent());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        jcmd(process, log, "JFR.start", "name=bench", "settings=profile");
        try {
            load.run();
        } finally {
            jcmd(process, log, "JFR.stop", "name=bench", "filename=" + file);
        }
        return read(file);
    }

    /** For people: packages, and methods whose class name begins so. */
    public String text(String... classes) {
        Columns own = new Columns().row("the processor was in", "");
        self.stream().limit(SHOWN_PACKAGES).forEach(share -> own.row(share.what(), percent(share)));
        Columns called = new Columns().row("in this method, or in what it called", "");
        within.stream()
                .filter(share -> Stream.of(classes).anyMatch(share.what()::startsWith))
                .limit(SHOWN_METHODS)
                .forEach(share -> called.row(share.what(), percent(share)));
        return "\n" + own.text() + "\n" + called.text();
    }

    private static String percent(Share share) {
        return String.format(Locale.ROOT, "%.1f %%", 100 * share.share());
    }

    /** What stands in a recording. */
    static FlightRecording read(Path file) {
        Map<String, Integer> self = new HashMap<>();
        Map<String, Integer> within = new HashMap<>();
        int samples = 0;
        try (RecordingFile recording = new RecordingFile(file)) {
            while (recording.hasMoreEvents()) {
                RecordedEvent event = recording.readEvent();
                if (event.getEventType().getName().equals("jdk.ExecutionSample") && event.getStackTrace() != null) {
                    List<RecordedFrame> frames = event.getStackTrace().getFrames();
                    samples++;
                    self.merge(packageOf(frames.getFirst()), 1, Integer::sum);
                    new HashSet<>(frames.stream().map(FlightRecording::method).toList())
                            .forEach(method -> within.merge(method, 1, Integer::sum));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new FlightRecording(samples, shares(self, samples), shares(within, samples));
    }

    private static List<Share> shares(Map<String, Integer> counts, int samples) {
        return counts.entrySet().stream()
                .sorted(Map.Entry.<String, Integer>comparingByValue()
                        .reversed()
                        .thenComparing(Map.Entry.comparingByKey()))
                .map(entry -> new Share(entry.getKey(), entry.getValue() / (double) samples))
                .toList();
    }

    private static String packageOf(RecordedFrame frame) {
        String[] parts = frame.getMethod().getType().getName().split("\\.", -1);
        return String.join(".", List.of(parts).subList(0, Math.min(PACKAGE_DEPTH, parts.length - 1)));
    }

    private static String method(RecordedFrame frame) {
        return frame.getMethod().getType().getName() + "." + frame.getMethod().getName();
    }

    private static void jcmd(Measured process, Path log, String... command) {
        List<String> line = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "jcmd").toString(), Long.toString(process.pid())));
        line.addAll(List.of(command));
        ChildProcess jcmd = ChildProcess.start("jcmd", line, Map.of(), log);
        jcmd.await(COMMAND_LIMIT, () -> !jcmd.alive());
        if (jcmd.exitCode() != 0) {
            throw new PartFailedException("jcmd ended with code " + jcmd.exitCode() + ":\n" + jcmd.tail(20));
        }
    }
}
