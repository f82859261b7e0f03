package dev.assent.deploy.local;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;

/** Who runs the platform of a directory: a lock that the running launcher holds, and a file that says its ports. */
final class RunState {
    private static final String PID = "pid";
    private static final String READY = "ready";

    private final Path directory;
    private final Path file;
    private @Nullable FileLock lock;

    RunState(Path directory) {
        this.directory = directory;
        this.file = directory.resolve("run.properties");
    }

    /**
     * A launcher that runs.
     *
     * @param pid its process
     * @param ready whether everything has answered
     * @param ports where everything listens
     */
    record Running(long pid, boolean ready, PortPlan ports) {}

    /** Takes the lock for the life of this JVM; false when another has it. */
    boolean take() {
        lock = tryLock();
        return lock != null;
    }

    /** The launcher that runs now. */
    Optional<Running> running() {
        FileLock free = tryLock();
        if (free != null) {
            release(free);
            return Optional.empty();
        }
        return read();
    }

    /** Whether a launcher runs, even one that has not yet said where. */
    boolean held() {
        FileLock free = tryLock();
        if (free != null) {
            release(free);
        }
        return free == null;
    }

    void write(PortPlan ports, boolean ready) {
        Properties properties = new Properties();
        properties.setProperty(PID, Long.toString(ProcessHandle.current().pid()));
        properties.setProperty(READY, Boolean.toString(ready));
        for (Port port : Port.values()) {
            properties.setProperty(port.variable(), Integer.toString(ports.of(port)));
        }
        Path next = directory.resolve("run.properties.next");
        try (Writer writer = Files.newBufferedWriter(next)) {
            properties.store(writer, null);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        try {
            Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void clear() {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Optional<Running> read() {
        Properties properties = new Properties();
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        try (Reader reader = Files.newBufferedReader(file)) {
            properties.load(reader);
            Map<String, String> ports = new HashMap<>();
            properties.stringPropertyNames().forEach(name -> ports.put(name, properties.getProperty(name)));
            return Optional.of(new Running(
                    Long.parseLong(properties.getProperty(PID)),
                    Boolean.parseBoolean(properties.getProperty(READY)),
                    PortPlan.from(ports)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (UsageException e) {
            throw new IllegalStateException(file + " is damaged", e);
        }
    }

    private @Nullable FileLock tryLock() {
        try {
            Files.createDirectories(directory);
            FileChannel channel = FileChannel.open(
                    directory.resolve("run.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            FileLock taken = channel.tryLock();
            if (taken == null) {
                channel.close();
            }
            return taken;
        } catch (OverlappingFileLockException _) {
            return null;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void release(FileLock lock) {
        try {
            lock.channel().close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
