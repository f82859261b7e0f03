package dev.assent.benchmarks.result;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/**
 * The machine that a bench ran on, without its name: result files are passed around.
 *
 * @param processor the model, as Linux calls it
 * @param cores the processors that Java may use
 * @param memoryMegabytes all of its memory
 * @param system name and version of the operating system
 * @param java the Java that ran everything
 * @param load how many programs ran or wanted to run over the minute before the bench
 * @param at when the bench began
 */
public record Machine(
        String processor, int cores, long memoryMegabytes, String system, String java, double load, Instant at) {

    /** This machine, now. */
    public static Machine here(Instant now) {
        return new Machine(
                field(Path.of("/proc/cpuinfo"), "model name"),
                Runtime.getRuntime().availableProcessors(),
                kilobytes(field(Path.of("/proc/meminfo"), "MemTotal")) / 1024,
                System.getProperty("os.name") + " " + System.getProperty("os.version"),
                Runtime.version().toString(),
                loadBefore(),
                now.truncatedTo(ChronoUnit.SECONDS));
    }

    /** Whether something else keeps it busy, so that figures say less. */
    public boolean busy() {
        return load > cores / 4.0;
    }

    /** As it stands in the result file. */
    public Map<String, Object> toMap() {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("processor", processor);
        map.put("cores", cores);
        map.put("memoryMegabytes", memoryMegabytes);
        map.put("system", system);
        map.put("java", java);
        map.put("loadBefore", load);
        map.put("at", at.toString());
        return map;
    }

    /** In one line, for people. */
    public String text() {
        return String.format(
                Locale.ROOT, "%s, %d cores, %d MB; %s; Java %s", processor, cores, memoryMegabytes, system, java);
    }

    private static String field(Path file, String name) {
        try {
            return Files.readAllLines(file).stream()
                    .filter(line -> line.startsWith(name))
                    .map(line -> line.substring(line.indexOf(':') + 1).strip())
                    .findFirst()
                    .orElse("unknown");
        } catch (IOException e) {
            return "unknown";
        }
    }

    private static long kilobytes(String text) {
        String digits = text.replaceAll("\\D", "");
        return digits.isEmpty() ? 0 : Long.parseLong(digits);
    }

    private static double loadBefore() {
        try {
            return Double.parseDouble(Files.readString(Path.of("/proc/loadavg")).split(" ", 2)[0]);
        } catch (IOException e) {
            return 0;
        }
    }
}
