package dev.assent.benchmarks.process;

import org.junit.jupiter.api.Test;

import java.time.Duration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class ProcFileTest {

    private static final String STAT =
            "4711 (a (odd) name) S 1 4711 4711 0 -1 4194304 1 2 3 4 1234 66 7 8 20 0 40 0 99 1 2 3";

    @Test
    void processorTimeIsTheProgramsAndTheKernels() {
        assertThat(ProcFile.processorTime(STAT)).isEqualTo(Duration.ofSeconds(13));
    }

    @Test
    void residentMemoryIsInBytes() {
        assertThat(ProcFile.residentBytes("Name:\tjava\nVmHWM:\t  400 kB\nVmRSS:\t  300 kB\n"))
                .isEqualTo(300 * 1024);
    }

    @Test
    void aProcessThatEndedHasNoMemory() {
        assertThatIllegalArgumentException().isThrownBy(() -> ProcFile.residentBytes("Name:\tjava\nState:\tZ\n"));
    }
}
