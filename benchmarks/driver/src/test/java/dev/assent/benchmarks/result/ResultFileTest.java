package dev.assent.benchmarks.result;

import com.fasterxml.jackson.databind.json.JsonMapper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;

import static org.assertj.core.api.Assertions.assertThat;

class ResultFileTest {

    @TempDir
    Path directory;

    @Test
    void programsFindTheRatiosByName() throws IOException {
        Path file = directory.resolve("results/intake.json");

        new ResultFile(
                        Machine.here(Instant.parse("2026-11-22T17:00:00Z")).toMap(),
                        Map.of("intake.vs_bare", new Sample(0.6, 0.5, 0.7)),
                        Map.of("rounds", 5))
                .write(file);

        var result = JsonMapper.builder().build().readTree(file.toFile());
        assertThat(result.fieldNames()).toIterable().containsExactly("machine", "ratios", "figures");
        assertThat(result.at("/ratios").get("intake.vs_bare").toString())
                .isEqualTo("{\"median\":0.6,\"min\":0.5,\"max\":0.7}");
        assertThat(result.at("/figures/rounds").intValue()).isEqualTo(5);
        assertThat(result.at("/machine/cores").intValue()).isPositive();
        assertThat(result.at("/machine/at").textValue()).isEqualTo("2026-11-22T17:00:00Z");
    }

    @Test
    void anEarlierResultIsReplaced() throws IOException {
        Path file = Files.writeString(directory.resolve("intake.json"), "earlier");

        new ResultFile(Map.of(), Map.of(), Map.of()).write(file);

        assertThat(file).content().startsWith("{").doesNotContain("earlier");
        assertThat(directory).isDirectoryNotContaining("glob:**.partial");
    }
}
