package dev.assent.benchmarks.intake;

import org.junit.jupiter.api.Test;

import java.util.Arrays;
import java.util.Iterator;
import java.util.function.DoubleSupplier;

import static org.assertj.core.api.Assertions.assertThat;

class WarmUpTest {

    @Test
    void itEndsWhenTwoStepsBroughtNothing() {
        WarmUp.Step step = WarmUp.until(24, steps(100, 400, 900, 910, 905, 5_000));

        assertThat(step).isEqualTo(new WarmUp.Step(5, 905, true));
    }

    @Test
    void oneSlowStepIsNotTheEnd() {
        WarmUp.Step step = WarmUp.until(24, steps(100, 50, 900, 900, 900));

        assertThat(step).isEqualTo(new WarmUp.Step(5, 900, true));
    }

    @Test
    void itEndsInAnyCase() {
        WarmUp.Step step = WarmUp.until(3, steps(100, 200, 300, 400));

        assertThat(step).isEqualTo(new WarmUp.Step(3, 300, false));
    }

    private static DoubleSupplier steps(double... values) {
        Iterator<Double> rest = Arrays.stream(values).boxed().toList().iterator();
        return rest::next;
    }
}
