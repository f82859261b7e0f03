package dev.assent.deploy.local;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.util.Map;

import static org.assertj.core.api.Assertions.assertThat;

class RunStateTest {

    @Test
    void aSecondOneSeesWhoRunsWhere(@TempDir Path directory) throws UsageException {
        // Given
        RunState first = new RunState(directory);
        assertThat(new RunState(directory).running()).isEmpty();

        // When
        assertThat(first.take()).isTrue();
        first.write(PortPlan.from(Map.of("ASSENT_PORT_API", "7001")), true);

        // Then
        RunState second = new RunState(directory);
        assertThat(second.take()).isFalse();
        assertThat(second.held()).isTrue();
        assertThat(second.running()).hasValueSatisfying(running -> {
            assertThat(running.pid()).isEqualTo(ProcessHandle.current().pid());
            assertThat(running.ready()).isTrue();
            assertThat(running.ports().of(Port.API)).isEqualTo(7001);
        });
    }

    @Test
    void whatAKilledOneLeftBehindIsNobody(@TempDir Path directory) {
        new RunState(directory).write(PortPlan.random(), true);

        assertThat(new RunState(directory).running()).isEmpty();
    }
}
