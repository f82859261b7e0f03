package dev.assent.benchmarks.load;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class WrkTest {

    @Test
    void theScriptsLineIsFoundInWhatWrkPrints() {
        String output = """
                Running 10s test @ http://127.0.0.1:8080/bare
                  1 threads and 64 connections
                RESULT micros=10000000 requests=250100 statuses=90 timeouts=7 broken=3 p50=1500 p99=12250 p999=40000
                """;

        LoadResult result = Wrk.parse(output);

        assertThat(result).isEqualTo(new LoadResult(10, 250_100, 100, 1.5, 12.25, 40));
        assertThat(result.perSecond()).isEqualTo(25_000);
    }

    @Test
    void whatWrkSaysInsteadIsShown() {
        assertThatThrownBy(() -> Wrk.parse("unable to connect to 127.0.0.1:1 Connection refused\n"))
                .isInstanceOf(LoadFailedException.class)
                .hasMessageContaining("Connection refused");
    }
}
