package dev.assent.ledger.statistics;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Objects;

import static org.assertj.core.api.Assertions.assertThat;

class SuppressionTest {

    private static Suppression.Shown of(long... counts) {
        return Suppression.of(counts, new boolean[counts.length]);
    }

    @Test
    void whereThereWasNobodyNothingIsHidden() {
        Suppression.Shown shown = Suppression.of(new long[] {0, 0, 12}, new boolean[] {true, true, false});

        assertThat(shown.counts()).containsExactly(0L, 0L, 12L);
        assertThat(shown.total()).isEqualTo(12);
    }

    @Test
    void whatNobodyAnsweredAmongSomeIsHidden() {
        Suppression.Shown shown = Suppression.of(new long[] {0, 0, 12, 30}, new boolean[] {true, false, false, false});

        assertThat(shown.counts()).containsExactly(0L, null, null, 30L);
        assertThat(shown.total()).isEqualTo(42);
    }

    @Test
    void largeCountsAreShown() {
        Suppression.Shown shown = of(5, 12, 100);

        assertThat(shown.counts()).containsExactly(5L, 12L, 100L);
        assertThat(shown.total()).isEqualTo(117);
    }

    @Test
    void aSmallCountTakesTheSmallestOtherWithIt() {
        Suppression.Shown shown = of(40, 3, 12, 15);

        assertThat(shown.counts()).containsExactly(40L, null, null, 15L);
        assertThat(shown.total()).isEqualTo(70);
    }

    @Test
    void aSmallCountAloneHidesTheTotal() {
        Suppression.Shown shown = of(3);

        assertThat(shown.counts()).containsExactly((Long) null);
        assertThat(shown.total()).isNull();
    }

    @Test
    void nothingCountedIsHiddenLikeAnythingSmall() {
        Suppression.Shown shown = of(0, 0, 0);

        assertThat(shown.counts()).containsOnlyNulls();
        assertThat(shown.total()).isNull();
    }

    @Test
    void anEmptyListShowsNoTotal() {
        assertThat(of().total()).isNull();
    }

    /** By trying every number: each hidden small count could be 0, and could be 4, for all that the answer tells. */
    @Property(tries = 3_000)
    void noHiddenSmallCountFollowsFromTheRest(
            @ForAll @Size(min = 1, max = 7) List<@LongRange(min = 0, max = 14) Long> list) {
        long[] counts = list.stream().mapToLong(Long::longValue).toArray();

        Suppression.Shown shown = of(counts);

        int small = 0;
        int large = 0;
        long smallestShown = Long.MAX_VALUE;
        for (int i = 0; i < counts.length; i++) {
            Long told = shown.counts().get(i);
            if (told == null) {
                small += counts[i] < 5 ? 1 : 0;
                large += counts[i] < 5 ? 0 : 1;
            } else {
                assertThat(told).isEqualTo(counts[i]).isGreaterThanOrEqualTo(5);
                smallestShown = Math.min(smallestShown, told);
            }
        }
        if (shown.total() != null && small > 0) {
            long hidden = shown.total()
                    - shown.counts().stream()
                            .filter(Objects::nonNull)
                            .mapToLong(Long::longValue)
                            .sum();
            for (long guess : new long[] {0, 4}) {
                assertThat(isPossible(hidden - guess, small - 1, large, smallestShown))
                        .as("%s tells %s, and so not %d", list, shown, guess)
                        .isTrue();
            }
        }
        if (shown.total() == null) {
            assertThat(list.stream().anyMatch(count -> count < 5)).isTrue();
        }
    }

    /** Whether so many numbers from 0 to 4 and so many from 5 to the smallest shown can add up to a sum. */
    private static boolean isPossible(long sum, int small, int large, long smallestShown) {
        if (sum < 0) {
            return false;
        }
        if (small > 0) {
            for (long number = 0; number < 5; number++) {
                if (isPossible(sum - number, small - 1, large, smallestShown)) {
                    return true;
                }
            }
            return false;
        }
        if (large > 0) {
            for (long number = 5; number <= Math.min(sum, smallestShown); number++) {
                if (isPossible(sum - number, 0, large - 1, smallestShown)) {
                    return true;
                }
            }
            return false;
        }
        return sum == 0;
    }
}
