package dev.assent.ledger.export;

import dev.assent.ledger.export.ExportCursor.Stretch;
import dev.assent.ledger.log.LogId;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.time.Instant;
import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;

class ExportCursorTest {

    @Property
    void comesBackAsItWent(
            @ForAll @LongRange(min = 0, max = Long.MAX_VALUE) long next,
            @ForAll @LongRange(min = 0, max = Long.MAX_VALUE) long end) {
        ExportCursor cursor = new ExportCursor(
                Instant.parse("2026-11-22T17:00:00Z"),
                List.of(new Stretch(new LogId(1, 3), next, end), new Stretch(new LogId(9, 63), 0, 1)));

        assertThat(ExportCursor.read(cursor.text())).contains(cursor);
    }

    @Test
    void standsAfterAnEntryAndThenAfterALog() {
        ExportCursor cursor = new ExportCursor(
                null, List.of(new Stretch(new LogId(1, 0), 0, 10), new Stretch(new LogId(1, 1), 0, 20)));

        assertThat(cursor.after(7).left().getFirst()).isEqualTo(new Stretch(new LogId(1, 0), 8, 10));
        assertThat(cursor.withoutFirst().left()).containsExactly(new Stretch(new LogId(1, 1), 0, 20));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "A", "!!!", "AQ", "AQAB", "AgAA", "AQD__________38", "AQABAAAA", "AQAAAA"})
    void whatIsNoCursorIsNone(String text) {
        assertThat(ExportCursor.read(text)).isEmpty();
    }
}
