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

    @ParameterizedTest
    @ValueSource(strings = {"start", "--stop", "-x", "stop --fresh", "--fresh stop", "status all"})
    void saysWhatItDoesNotKnow(String line) {
        assertThatThrownBy(() -> Command.parse(List.of(line.split(" ", -1))))
                .isInstanceOf(UsageException.class)
                .hasMessageStartingWith("./run ");
    }
}
