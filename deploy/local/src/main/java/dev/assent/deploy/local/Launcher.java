package dev.assent.deploy.local;

import dev.assent.deploy.local.faults.FaultSuite;
import dev.assent.deploy.parts.ChildProcess;

import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;

/** The program behind {@code ./run}. */
public final class Launcher {
    /** What a fresh start leaves: the lock that it holds, and the log that a background start writes to. */
    private static final Set<String> KEPT = Set.of("run.lock", "run.log");

    private final Path root;
    private final Path local;
    private final Map<String, String> environment;
    private final PrintStream out;
    private final PrintStream err;

    Launcher(Path root, Path local, Map<String, String> environment, PrintStream out, PrintStream err) {
        this.root = root;
        this.local = local;
        this.environment = environment;
        this.out = out;
        this.err = err;
    }

    /** Runs one command; the exit code is its result. */
    @SuppressWarnings("SystemOut") // A program for the terminal.
    public static void main(String[] arguments) {
        Path root = PlatformOptions.findRoot();
        String local = System.getenv().getOrDefault("ASSENT_LOCAL", "");
        Launcher launcher = new Launcher(
                root,
                (local.isBlank() ? root.resolve(".local") : Path.of(local)).toAbsolutePath(),
                System.getenv(),
                System.out,
                System.err);
        System.exit(launcher.run(List.of(arguments)));
    }

    int run(List<String> arguments) {
        try {
            return switch (Command.parse(arguments)) {
                case Command.Run run -> run.background() ? background(run.fresh()) : foreground(run.fresh());
                case Command.Stop _ -> new Running(local, out).stop();
                case Command.Status _ -> new Running(local, out).status();
                case Command.Verify verify -> verify(verify.more());
                case Command.Faults faults -> faults(faults);
                case Command.Help _ -> {
                    out.print(Command.USAGE);
                    yield 0;
                }
            };
        } catch (UsageException e) {
            err.println(e.getMessage());
            err.println();
            err.print(Command.USAGE);
            return 64;
        } catch (StartFailedException e) {
            err.println();
            err.println("Assent does not start: " + e.getMessage());
            return 1;
        }
    }

    private int foreground(boolean fresh) throws UsageException {
        PortPlan ports = PortPlan.from(environment);
        RunState state = new RunState(local);
        if (!state.take()) {
            return alreadyRuns(state);
        }
        if (fresh) {
            forget(local);
        }
        state.write(ports, false);
        AtomicBoolean failed = new AtomicBoolean();
        ChildProcess.atShutdown(() -> {
            if (!failed.get()) {
                out.println("\nStopping…");
            }
        });
        long from = System.nanoTime();
        out.println("Starting Assent; data is in " + local);
        Platform platform = start(ports, state, failed);
        ChildProcess.atShutdown(() -> {
            state.clear();
            out.println("Stopped.");
        });
        out.println();
        out.print(Table.of(ports).text());
        out.println();
        out.println(String.format(
                Locale.ROOT,
                "Assent runs, after %.0f s. Stop it with Ctrl-C or ./run stop; check the ledger with ./run verify.",
                (System.nanoTime() - from) / 1e9));
        state.write(ports, true);
        watch(platform);
        return 0;
    }

    private Platform start(PortPlan ports, RunState state, AtomicBoolean failed) {
        try {
            return Platform.start(
                    new PlatformOptions(root, local, ports, true, true),
                    (what, duration) -> out.println(String.format(
                            Locale.ROOT, "  %-16s answers after %5.1f s", what, duration.toMillis() / 1000.0)));
        } catch (StartFailedException e) {
            failed.set(true);
            state.clear();
            throw e;
        }
    }

    /** Until this program is ended: says when a service ends by itself. */
    private void watch(Platform platform) {
        Set<Service> told = new HashSet<>();
        while (pause(Duration.ofSeconds(1))) {
            for (ServiceProcess ended : platform.ended()) {
                if (told.add(ended.service())) {
                    err.println(ended.service().module() + " has ended. Its log " + ended.log() + " ends:\n"
                            + ended.tail(20));
                }
            }
        }
    }

    private int background(boolean fresh) throws UsageException {
        // Said here, before anything is started.
        PortPlan ports = PortPlan.from(environment);
        RunState state = new RunState(local);
        if (state.held()) {
            return alreadyRuns(state);
        }
        ports.firstTaken().ifPresent(sentence -> {
            throw new StartFailedException(sentence);
        });
        state.clear();
        Background child = Background.start(root, local, fresh);
        while (child.alive()) {
            child.copyLog(out);
            if (state.running().filter(RunState.Running::ready).isPresent()) {
                child.copyLog(out);
                return 0;
            }
            pause(Duration.ofMillis(100));
        }
        child.copyLog(err);
        err.println("It ended with code " + child.exitCode() + "; this was " + child.log()
                + ". The services' logs are in " + local.resolve("logs") + ".");
        return 1;
    }

    private int verify(List<String> more) throws UsageException {
        RunState state = new RunState(local);
        PortPlan ports = state.running().map(RunState.Running::ports).orElse(null);
        if (ports == null) {
            err.println("Nothing runs: start the platform with ./run, so that there is a ledger to ask.");
            return 2;
        }
        Verifier verifier = new Verifier(root, ports, new LocalSecrets(local));
        List<String> witnessed = new ArrayList<>(List.of("--witness", verifier.witness()));
        witnessed.addAll(more);
        int full = verifier.show("--full", witnessed);
        return full == 0 ? verifier.show("--public", witnessed) : full;
    }

    /** On a platform of its own, with free ports and fresh data, beside any other that runs. */
    private int faults(Command.Faults faults) {
        Path directory = local.resolve("faults");
        forget(directory);
        out.println("Seed " + faults.seed() + "; the services' logs will be in " + directory.resolve("logs"));
        PlatformOptions options = new PlatformOptions(root, directory, PortPlan.random(), false, false);
        try (Platform platform = Platform.start(options)) {
            boolean held = new FaultSuite(platform, ServiceEnvironment.LOGS, faults.seed(), out)
                    .play(faults.first(), faults.last(), Duration.ofMinutes(faults.minutes()));
            return held ? 0 : 1;
        }
    }

    private int alreadyRuns(RunState state) {
        String who = state.running()
                .map(running ->
                        " (process " + running.pid() + ", " + running.ports().url(Port.DEMO) + "/)")
                .orElse("");
        err.println("Assent already runs here" + who + ". Stop it with ./run stop, or look with ./run status.");
        return 1;
    }

    private static void forget(Path directory) {
        if (!Files.exists(directory)) {
            return;
        }
        try (Stream<Path> all = Files.walk(directory)) {
            for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                if (!path.equals(directory)
                        && !KEPT.contains(directory.relativize(path).toString())) {
                    Files.delete(path);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static boolean pause(Duration duration) {
        try {
            Thread.sleep(duration);
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
