package dev.assent.benchmarks.result;

import org.junit.jupiter.api.Test;

import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class SampleTest {

    @Test
    void anOddNumberOfRunsHasOneInTheMiddle() {
        Sample sample = Sample.of(9, 1, 5);

        assertThat(sample).isEqualTo(new Sample(5, 1, 9));
    }

    @Test
    void anEvenNumberOfRunsHasTheMeanOfTwo() {
        Sample sample = Sample.of(4, 1, 2, 30);

        assertThat(sample).isEqualTo(new Sample(3, 1, 30));
    }

    @Test
    void oneRunIsAllOfThem() {
        assertThat(Sample.of(0.5)).isEqualTo(new Sample(0.5, 0.5, 0.5));
    }

    @Test
    void noRunIsNoFigure() {
        assertThatIllegalArgumentException().isThrownBy(() -> Sample.of(List.of()));
    }
}
