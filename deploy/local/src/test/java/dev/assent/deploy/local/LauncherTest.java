package dev.assent.deploy.local;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

class LauncherTest {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @TempDir
    private Path directory;

    @Test
    void anUnknownCommandIsAnsweredWithUsage() {
        assertThat(launcher(Map.of()).run(List.of("dance"))).isEqualTo(64);

        assertThat(err.toString(UTF_8))
                .startsWith("./run does not know dance\n")
                .contains("./run --background");
    }

    @Test
    void whereNothingRunsThereIsNothingToStopToSeeOrToCheck() {
        assertThat(launcher(Map.of()).run(List.of("stop"))).isZero();
        assertThat(launcher(Map.of()).run(List.of("status"))).isEqualTo(3);
        assertThat(launcher(Map.of()).run(List.of("verify"))).isEqualTo(2);

        assertThat(out.toString(UTF_8)).isEqualTo("Nothing runs.\nNothing runs.\n");
    }

    @Test
    void aTakenPortStopsTheStartBeforeAnythingHasStarted() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Map<String, String> environment = new HashMap<>();
            PortPlan free = PortPlan.random();
            for (Port port : Port.values()) {
                environment.put(port.variable(), Integer.toString(free.of(port)));
            }
            environment.put(Port.KAFKA.variable(), Integer.toString(taken.getLocalPort()));

            assertThat(launcher(environment).run(List.of("--background"))).isEqualTo(1);
        }
        assertThat(err.toString(UTF_8)).contains("Assent does not start: Port ", "which Kafka needs");
    }

    @Test
    void aSecondOneSaysThatOneRuns() {
        RunState first = new RunState(directory);
        assertThat(first.take()).isTrue();
        first.write(PortPlan.random(), true);

        assertThat(launcher(Map.of()).run(List.of())).isEqualTo(1);

        assertThat(err.toString(UTF_8))
                .startsWith("Assent already runs here (process "
                        + ProcessHandle.current().pid())
                .contains("./run stop");
    }

    private Launcher launcher(Map<String, String> environment) {
        return new Launcher(
                directory,
                directory,
                environment,
                new PrintStream(out, true, UTF_8),
                new PrintStream(err, true, UTF_8));
    }
}
