package dev.assent.benchmarks.intake;

import dev.assent.benchmarks.load.LoadResult;
import org.junit.jupiter.api.Test;

import java.util.Arrays;
import java.util.Iterator;
import java.util.function.Supplier;

import static org.assertj.core.api.Assertions.assertThat;

class WarmUpTest {

    @Test
    void itEndsWhenTwoStepsBroughtNothing() {
        WarmUp.Step step = WarmUp.until(24, steps(10_000, 40_000, 90_000, 91_000, 90_500, 500_000));

        assertThat(step).isEqualTo(new WarmUp.Step(5, 90_500, true));
    }

    @Test
    void oneSlowStepIsNotTheEnd() {
        WarmUp.Step step = WarmUp.until(24, steps(100_000, 50_000, 900_000, 900_000, 900_000));

        assertThat(step).isEqualTo(new WarmUp.Step(5, 900_000, true));
    }

    @Test
    void aServiceThatHasHardlySeenARequestIsCold() {
        WarmUp.Step step = WarmUp.until(24, steps(0, 0, 0, 30_000, 30_000, 30_000, 30_000, 30_000));

        assertThat(step).isEqualTo(new WarmUp.Step(7, 30_000, true));
    }

    @Test
    void itEndsInAnyCase() {
        WarmUp.Step step = WarmUp.until(3, steps(100_000, 200_000, 300_000, 400_000));

        assertThat(step).isEqualTo(new WarmUp.Step(3, 300_000, false));
    }

    /** Steps of one second each. */
    private static Supplier<LoadResult> steps(long... answered) {
        Iterator<LoadResult> rest = Arrays.stream(answered)
                .mapToObj(many -> new LoadResult(1, many, 0, 1, 1, 1))
                .iterator();
        return rest::next;
    }
}
