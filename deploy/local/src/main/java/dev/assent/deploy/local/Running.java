package dev.assent.deploy.local;

import dev.assent.deploy.parts.Ports;

import java.io.PrintStream;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Set;

/** The platform that another process runs: looks at it, and stops it. */
final class Running {
    private static final int NOT_ALL_ANSWER = 1;
    private static final int NOTHING_RUNS = 3;
    private static final Duration STOP_LIMIT = Duration.ofSeconds(90);
    private static final Duration STEP = Duration.ofMillis(100);

    private final RunState state;
    private final PrintStream out;

    Running(Path local, PrintStream out) {
        this.state = new RunState(local);
        this.out = out;
    }

    int stop() {
        RunState.Running running = state.running().orElse(null);
        if (running == null) {
            out.println("Nothing runs.");
            return 0;
        }
        ProcessHandle launcher = ProcessHandle.of(running.pid()).orElse(null);
        if (launcher == null) {
            out.println("Nothing runs.");
            return 0;
        }
        launcher.destroy();
        long end = System.nanoTime() + STOP_LIMIT.toNanos();
        while (launcher.isAlive() && System.nanoTime() < end) {
            Launcher.pause(STEP);
        }
        if (launcher.isAlive()) {
            out.println("Process " + running.pid() + " does not stop; it is ended by force.");
            launcher.destroyForcibly();
        }
        out.println("Stopped.");
        return 0;
    }

    int status() {
        RunState.Running running = state.running().orElse(null);
        if (running == null) {
            out.println("Nothing runs.");
            return NOTHING_RUNS;
        }
        PortPlan ports = running.ports();
        Set<Port> silent = EnumSet.noneOf(Port.class);
        Table table = new Table().row("WHAT", "WHERE", "NOW");
        try (HttpClient http =
                HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2)).build()) {
            for (Service service : Service.values()) {
                boolean ready = ServiceProcess.answers(http, ports.url(service.management()) + "/q/health/ready");
                line(table, service.module(), ports, service.http(), ready, silent);
            }
            for (Port port : EnumSet.of(Port.DEMO, Port.OIDC, Port.KAFKA, Port.POSTGRES, Port.SMTP, Port.IMAP)) {
                line(table, port.user(), ports, port, Ports.answers(ports.of(port)), silent);
            }
        }
        out.print(table.text());
        out.println(
                running.ready() ? "Process " + running.pid() + "." : "Process " + running.pid() + " is starting it.");
        return silent.isEmpty() ? 0 : NOT_ALL_ANSWER;
    }

    private static void line(Table table, String what, PortPlan ports, Port port, boolean answers, Set<Port> silent) {
        table.row(what, "localhost:" + ports.of(port), answers ? "answers" : "does not answer");
        if (!answers) {
            silent.add(port);
        }
    }
}
