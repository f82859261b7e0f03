package dev.assent.ledger.evidence;

import dev.assent.ledger.log.LogId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class LogRangeTest {

    @Test
    void aRangeHoldsItsEndsAndNoOtherGeneration() {
        LogRange range = LogRange.parse(" 2-4..7 ");

        assertThat(range.contains(new LogId(2, 4))).isTrue();
        assertThat(range.contains(new LogId(2, 7))).isTrue();
        assertThat(range.contains(new LogId(2, 8))).isFalse();
        assertThat(range.contains(new LogId(2, 3))).isFalse();
        assertThat(range.contains(new LogId(1, 5))).isFalse();
    }

    @Test
    void oneLogIsARange() {
        assertThat(LogRange.parse("1-7")).isEqualTo(new LogRange(new LogId(1, 7), new LogId(1, 7)));
    }

    @Test
    void rangesOverlapWhereTheyShareALog() {
        assertThat(LogRange.parse("1-0..3").overlaps(LogRange.parse("1-3..9"))).isTrue();
        assertThat(LogRange.parse("1-5").overlaps(LogRange.parse("1-3..9"))).isTrue();
        assertThat(LogRange.parse("1-0..3").overlaps(LogRange.parse("1-4..9"))).isFalse();
        assertThat(LogRange.parse("1-0..3").overlaps(LogRange.parse("2-0..3"))).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "7", "1-7..", "1-7..3", "1-7-9", "0-1", "1-0..99999", "1-x"})
    void whatIsNoRangeIsRefused(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> LogRange.parse(text));
    }
}
