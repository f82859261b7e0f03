package dev.assent.benchmarks.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/**
 * A process of this machine, as the kernel sees it.
 *
 * @param pid its number
 */
public record Measured(long pid) {

    /** The processor time that it has used since its start; the kernel counts in steps of 10 ms. */
    public Duration processorTime() {
        return ProcFile.processorTime(read("stat"));
    }

    /** The memory that it has in use now (RSS), in MB of 1,048,576 bytes. */
    public double residentMegabytes() {
        return ProcFile.residentBytes(read("status")) / 1_048_576.0;
    }

    private String read(String file) {
        try {
            return Files.readString(Path.of("/proc", Long.toString(pid), file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
