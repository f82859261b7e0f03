package dev.assent.benchmarks;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;

class BenchTest {

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @Test
    void helpSaysWhatThereIs() {
        int code = run("--help");

        assertThat(code).isZero();
        assertThat(out.toString(StandardCharsets.UTF_8)).contains("./bench intake", "./bench ledger");
    }

    @ParameterizedTest
    @ValueSource(strings = {"registry", "notifier", "compare"})
    void aBenchThatIsStillToComeSaysSo(String name) {
        int code = run(name);

        assertThat(code).isEqualTo(64);
        assertThat(err.toString(StandardCharsets.UTF_8)).startsWith("./bench " + name + " is not there yet");
    }

    @ParameterizedTest
    @ValueSource(strings = {"intakes", "--fast"})
    void anUnknownOneIsNotGuessedAt(String name) {
        int code = run(name);

        assertThat(code).isEqualTo(64);
        assertThat(err.toString(StandardCharsets.UTF_8)).startsWith("./bench does not know " + name);
    }

    @Test
    void anUnknownOptionStartsNothing() {
        int code = run("intake", "--fast");

        assertThat(code).isEqualTo(64);
        assertThat(err.toString(StandardCharsets.UTF_8)).startsWith("./bench intake does not know --fast");
    }

    private int run(String... arguments) {
        return new Bench(
                        Path.of(""),
                        new PrintStream(out, true, StandardCharsets.UTF_8),
                        new PrintStream(err, true, StandardCharsets.UTF_8))
                .run(List.of(arguments));
    }
}
