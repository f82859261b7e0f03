package dev.assent.benchmarks.result;

import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class FlatnessTest {

    @Test
    void whatGrowsAtFirstAndThenStaysIsFlat() {
        List<Double> samples = DoubleStream.of(200, 240, 270, 300, 301, 300, 302, 301, 300)
                .boxed()
                .toList();

        Flatness flatness = Flatness.of(samples);

        assertThat(flatness).isEqualTo(new Flatness(300, 301, true));
    }

    @Test
    void aLeakIsNot() {
        List<Double> samples =
                IntStream.range(0, 60).mapToObj(minute -> 250.0 + minute).toList();

        assertThat(Flatness.of(samples).flat()).isFalse();
    }

    @Test
    void onePeakIsNoLeak() {
        List<Double> samples = DoubleStream.of(300, 300, 300, 300, 300, 300, 300, 390, 300)
                .boxed()
                .toList();

        assertThat(Flatness.of(samples).flat()).isTrue();
    }

    @Test
    void twoSamplesSayNothing() {
        assertThatIllegalArgumentException().isThrownBy(() -> Flatness.of(List.of(1.0, 2.0)));
    }
}
