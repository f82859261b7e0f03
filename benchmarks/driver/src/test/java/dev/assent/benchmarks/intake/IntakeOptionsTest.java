package dev.assent.benchmarks.intake;

import dev.assent.benchmarks.UsageException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.time.Duration;
import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class IntakeOptionsTest {

    @Test
    void withoutOptionsFiveRoundsAreMeasured() throws UsageException {
        IntakeOptions options = IntakeOptions.parse(List.of());

        assertThat(options).isEqualTo(IntakeOptions.usual());
        assertThat(options.rounds()).isEqualTo(5);
        assertThat(options.connections()).containsExactly(512, 64);
        assertThat(options.soak()).isNull();
    }

    @Test
    void eachOptionChangesItsOwnSetting() throws UsageException {
        IntakeOptions options = IntakeOptions.parse(
                List.of("--rounds", "7", "--seconds", "30", "--connections", "256,32", "--soak", "10m", "--profile"));

        assertThat(options).isEqualTo(new IntakeOptions(7, 30, List.of(256, 32), 24, Duration.ofMinutes(10), true));
    }

    @Test
    void aQuickRunCanStillBeTold() throws UsageException {
        IntakeOptions options = IntakeOptions.parse(List.of("--quick", "--rounds", "2"));

        assertThat(options.rounds()).isEqualTo(2);
        assertThat(options.seconds()).isLessThan(IntakeOptions.usual().seconds());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "--fast",
                "--rounds",
                "--rounds 0",
                "--seconds -1",
                "--connections 64,",
                "--connections 64,64",
                "--soak 10",
                "--soak m"
            })
    void whatItDoesNotUnderstandIsRefused(String line) {
        assertThatThrownBy(() -> IntakeOptions.parse(List.of(line.split(" "))))
                .isInstanceOf(UsageException.class)
                .hasMessageContaining(line.split(" ")[0]);
    }
}
