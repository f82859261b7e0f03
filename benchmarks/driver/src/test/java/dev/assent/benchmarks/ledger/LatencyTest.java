package dev.assent.benchmarks.ledger;

import org.junit.jupiter.api.Test;

import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class LatencyTest {

    @Test
    void ofAHundredTimesTheP99IsTheLastButOne() {
        List<Double> times = new java.util.ArrayList<>(
                IntStream.rangeClosed(1, 100).mapToObj(Double::valueOf).toList());
        Collections.reverse(times);

        assertThat(Latency.of(times)).isEqualTo(new Latency(50, 99));
    }

    @Test
    void ofOneTimeBothAreThatTime() {
        assertThat(Latency.of(List.of(7.0))).isEqualTo(new Latency(7, 7));
    }

    @Test
    void ofNothingThereIsNone() {
        assertThatIllegalArgumentException().isThrownBy(() -> Latency.of(List.of()));
    }
}
