package dev.assent.deploy.local;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class CommandTest {

    @Test
    void startsInTheForegroundUnlessToldOtherwise() throws UsageException {
        assertThat(Command.parse(List.of())).isEqualTo(new Command.Run(false, false));
        assertThat(Command.parse(List.of("--fresh"))).isEqualTo(new Command.Run(true, false));
        assertThat(Command.parse(List.of("--background", "--fresh"))).isEqualTo(new Command.Run(true, true));
    }

    @Test
    void knowsItsOtherCommands() throws UsageException {
        assertThat(Command.parse(List.of("stop"))).isEqualTo(new Command.Stop());
        assertThat(Command.parse(List.of("status"))).isEqualTo(new Command.Status());
        assertThat(Command.parse(List.of("help"))).isEqualTo(new Command.Help());
        assertThat(Command.parse(List.of("verify", "--json"))).isEqualTo(new Command.Verify(List.of("--json")));
    }

    @Test
    void faultsCanBePlayedAgain() throws UsageException {
        assertThat(Command.parse(List.of("faults", "--seed", "7", "--round", "12")))
                .isEqualTo(new Command.Faults(7, 12, 12, Integer.MAX_VALUE));
        assertThat(Command.parse(List.of("faults", "--seed", "7", "--rounds", "3", "--minutes", "5")))
                .isEqualTo(new Command.Faults(7, 1, 3, 5));
        assertThat(Command.parse(List.of("faults")))
                .isInstanceOfSatisfying(Command.Faults.class, faults -> assertThat(faults.last())
                        .isEqualTo(200));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "start",
                "--stop",
                "-x",
                "stop --fresh",
                "--fresh stop",
                "status all",
                "faults --seed",
                "faults --seed x",
                "faults --long 3"
            })
    void saysWhatItDoesNotKnow(String line) {
        assertThatThrownBy(() -> Command.parse(List.of(line.split(" ", -1))))
                .isInstanceOf(UsageException.class)
                .hasMessageStartingWith("./run ");
    }
}
