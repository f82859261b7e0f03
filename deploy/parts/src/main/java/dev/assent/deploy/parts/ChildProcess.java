package dev.assent.deploy.parts;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/**
 * A program that ends with this one: at the shutdown hook by its pid, and on Linux by the kernel when this JVM is killed.
 * What it prints goes to a log file.
 */
public final class ChildProcess {
    private static final Set<ChildProcess> RUNNING = ConcurrentHashMap.newKeySet();

    /** The kernel ties a child to the thread that started it, so that thread must never end. */
    private static final ExecutorService STARTER = Executors.newSingleThreadExecutor(
            Thread.ofPlatform().name("assent-child-starter").daemon(true).factory());

    private static final List<Runnable> ORDERLY_ENDS = new CopyOnWriteArrayList<>();

    private static final boolean OWN_SESSION =
            Path.of("/usr/bin/setsid").toFile().canExecute();
    private static final boolean TIED = Path.of("/usr/bin/setpriv").toFile().canExecute();

    static {
        Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().unstarted(ChildProcess::endAll));
    }

    private final String name;
    private final Process process;
    private final Path log;

    private ChildProcess(String name, Process process, Path log) {
        this.name = name;
        this.process = process;
        this.log = log;
    }

    /**
     * Starts a program.
     *
     * @param name what it is called in messages
     * @param command the program and its arguments
     * @param environment what to add to this JVM's environment
     * @param log where its output is appended
     */
    public static ChildProcess start(String name, List<String> command, Map<String, String> environment, Path log) {
        return start(name, command, environment, log, "TERM");
    }

    static ChildProcess start(
            String name, List<String> command, Map<String, String> environment, Path log, String signalAtParentsEnd) {
        List<String> tied = new ArrayList<>();
        if (OWN_SESSION) {
            // Ctrl-C in the terminal is for us; we end the children in their order.
            tied.add("/usr/bin/setsid");
        }
        if (TIED) {
            tied.addAll(List.of("/usr/bin/setpriv", "--pdeathsig", signalAtParentsEnd));
        }
        tied.addAll(command);
        try {
            Files.createDirectories(log.toAbsolutePath().getParent());
            ProcessBuilder builder = new ProcessBuilder(tied)
                    .redirectInput(
                            ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
            builder.environment().putAll(environment);
            ChildProcess child =
                    new ChildProcess(name, STARTER.submit(builder::start).get(), log);
            RUNNING.add(child);
            var _ = child.process.onExit().thenRun(() -> RUNNING.remove(child));
            return child;
        } catch (IOException | ExecutionException e) {
            throw new PartFailedException(name + " cannot be started", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new PartFailedException(name + " was interrupted at its start", e);
        }
    }

    /** The operating system's number of the process. */
    public long pid() {
        return process.pid();
    }

    /** Where its output is. */
    public Path log() {
        return log;
    }

    /** The code that it ended with; -1 while it runs. */
    public int exitCode() {
        return process.isAlive() ? -1 : process.exitValue();
    }

    /** Whether it runs. */
    public boolean alive() {
        return process.isAlive();
    }

    /**
     * Waits until the program is ready.
     *
     * @throws PartFailedException when it ends first or is not ready in time; the message has the log's tail
     */
    public void await(Duration limit, BooleanSupplier ready) {
        long end = System.nanoTime() + limit.toNanos();
        while (!ready.getAsBoolean()) {
            if (!process.isAlive()) {
                throw new PartFailedException(
                        name + " ended with code " + process.exitValue() + ". Its log " + log + " ends:\n" + tail(20));
            }
            if (System.nanoTime() > end) {
                throw new PartFailedException(name + " is not ready after " + limit.toSeconds() + " s. Its log " + log
                        + " ends:\n" + tail(20));
            }
            exits(Duration.ofMillis(50));
        }
    }

    /** Asks the program to end (SIGTERM), and ends it by force after the limit. */
    public void stop(Duration limit) {
        process.destroy();
        if (!exits(limit)) {
            kill();
        }
    }

    /** Ends the program and its own children by SIGKILL, and waits until they are gone. */
    public void kill() {
        List<ProcessHandle> children = process.descendants().toList();
        process.destroyForcibly();
        children.forEach(ProcessHandle::destroyForcibly);
        exits(Duration.ofSeconds(10));
        for (ProcessHandle child : children) {
            try {
                child.onExit().get(10, TimeUnit.SECONDS);
            } catch (ExecutionException | java.util.concurrent.TimeoutException e) {
                throw new PartFailedException(name + ": process " + child.pid() + " does not end", e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** The last lines of the log. */
    public String tail(int lines) {
        return tail(log, lines);
    }

    /** The last lines of a log file; empty when there is none. */
    public static String tail(Path log, int lines) {
        try (RandomAccessFile file = new RandomAccessFile(log.toFile(), "r")) {
            long from = Math.max(0, file.length() - 16_384);
            byte[] bytes = new byte[(int) (file.length() - from)];
            file.seek(from);
            file.readFully(bytes);
            List<String> all = new String(bytes, StandardCharsets.UTF_8).lines().toList();
            return String.join("\n", all.subList(Math.max(0, all.size() - lines), all.size()));
        } catch (IOException e) {
            return "";
        }
    }

    boolean succeeded() {
        return !process.isAlive() && process.exitValue() == 0;
    }

    boolean exits(Duration limit) {
        try {
            return process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return !process.isAlive();
        }
    }

    /** What to do at the shutdown hook before the children that are left are ended. */
    public static void atShutdown(Runnable end) {
        ORDERLY_ENDS.add(end);
    }

    private static void endAll() {
        ORDERLY_ENDS.forEach(Runnable::run);
        List<ChildProcess> children = List.copyOf(RUNNING);
        children.forEach(child -> child.process.destroy());
        children.forEach(child -> child.stop(Duration.ofSeconds(10)));
    }
}
