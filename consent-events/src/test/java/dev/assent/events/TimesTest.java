package dev.assent.events;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.regex.Pattern;

import static org.assertj.core.api.Assertions.assertThat;

class TimesTest {

    private static final Pattern WIRE = Pattern.compile("\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:\\d{2}(?:\\.\\d{1,9})?Z");

    @Property
    void readsWhatTheLibraryReads(@ForAll("nearlyTimes") String text) {
        assertThat(Times.instant(text)).isEqualTo(byTheLibrary(text));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2026-11-22T17:00:00Z",
                "2026-11-22T17:00:00.12Z",
                "2026-11-22T17:00:00.123456789Z",
                "2026-02-29T17:00:00Z",
                "2024-02-29T23:59:59.999Z",
                "2026-11-22T24:00:00Z",
                "2026-11-22T23:59:60Z",
                "2026-11-22T17:00:00.000z",
                "2026-11-22t17:00:00Z",
                "2026-11-22T17:00:00,123Z",
                "2026-11-22T17:00:00+00Z",
                "٢٠٢٦-11-22T17:00:00Z",
                "0000-01-01T00:00:00Z",
                "9999-12-31T23:59:59.999Z",
                ""
            })
    void readsTheCornersAsTheLibraryDoes(String text) {
        assertThat(Times.instant(text)).isEqualTo(byTheLibrary(text));
    }

    @Property
    void writesWhatItReads(@ForAll("times") Instant time) {
        assertThat(Times.text(time)).isEqualTo(time.toString());
        assertThat(Times.instant(Times.text(time))).isEqualTo(time);
    }

    private static @Nullable Instant byTheLibrary(String text) {
        try {
            return WIRE.matcher(text).matches() ? Instant.parse(text) : null;
        } catch (DateTimeException e) {
            return null;
        }
    }

    @Provide
    Arbitrary<Instant> times() {
        Arbitrary<Long> seconds = Arbitraries.longs()
                .between(
                        Instant.parse("0000-01-01T00:00:00Z").getEpochSecond(),
                        Instant.parse("9999-12-31T23:59:59Z").getEpochSecond());
        Arbitrary<Long> nanos = Arbitraries.oneOf(
                Arbitraries.just(0L),
                Arbitraries.longs().between(0, 999).map(millis -> millis * 1_000_000),
                Arbitraries.longs().between(0, 999_999_999));
        return Combinators.combine(seconds, nanos).as(Instant::ofEpochSecond);
    }

    /** Times, with one character changed in every other. */
    @Provide
    Arbitrary<String> nearlyTimes() {
        Arbitrary<Character> other = Arbitraries.chars().with("0123456789-:.TZtz+ ٣");
        return Combinators.combine(times(), Arbitraries.integers().between(0, 60), other)
                .as((time, at, c) -> {
                    String text = time.toString();
                    return at < text.length() ? text.substring(0, at) + c + text.substring(at + 1) : text;
                });
    }
}
