package dev.assent.api.client;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.time.Duration;
import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

/** The examples and rules of W3C Trace Context, level 1, sections 3.2 and 3.3. */
class TraceContextTest {

    private static final String PARENT = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";
    private static final String VALID = "00-[0-9a-f]{32}-[0-9a-f]{16}-00";

    @Test
    void aValidTraceGoesOn() {
        TraceContext trace = TraceContext.of(List.of(PARENT), List.of("congo=t61rcWkgMzE,rojo=00f067aa0ba902b7"));

        assertThat(trace.traceparent()).isEqualTo(PARENT);
        assertThat(trace.tracestate()).isEqualTo("congo=t61rcWkgMzE,rojo=00f067aa0ba902b7");
    }

    @Test
    void withoutOneAFreshOneBegins() {
        TraceContext trace = TraceContext.of(List.of(), List.of("congo=t61rcWkgMzE"));

        assertThat(trace.traceparent()).matches(VALID);
        assertThat(trace.tracestate()).isNull();
        assertThat(TraceContext.of(List.of(), List.of())).isNotEqualTo(trace);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "00",
                "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331",
                "00-0AF7651916CD43DD8448EB211C80319C-b7ad6b7169203331-01",
                "00-00000000000000000000000000000000-b7ad6b7169203331-01",
                "00-0af7651916cd43dd8448eb211c80319c-0000000000000000-01",
                "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-0x",
                "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01-more",
                "ff-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01",
                "cc-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01more",
                "0x-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01",
                "00_0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01",
                "person@example.test, person@example.test, person@example.test"
            })
    void anInvalidOneIsDroppedWithItsState(String parent) {
        TraceContext trace = TraceContext.of(List.of(parent), List.of("congo=t61rcWkgMzE"));

        assertThat(trace.traceparent()).matches(VALID);
        assertThat(trace.tracestate()).isNull();
    }

    @Test
    void twoParentsAreNone() {
        assertThat(TraceContext.of(List.of(PARENT, PARENT), List.of()).traceparent())
                .matches(VALID);
    }

    @ParameterizedTest
    @ValueSource(strings = {"cc-%s-01", "cc-%s-01-what the future brings"})
    void aLaterVersionIsReadAsFarAsThisOneGoes(String form) {
        String ids = "0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331";

        assertThat(TraceContext.of(List.of(form.formatted(ids)), List.of()).traceparent())
                .isEqualTo("00-" + ids + "-01");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"foo=1", "foo=1,", "foo=1 , bar=2", "tenant@system=a b", "foo=1,,bar=2", "a-b_c*d/e=!"})
    void aValidStateGoesOn(String state) {
        assertThat(TraceContext.of(List.of(PARENT), List.of(state)).tracestate())
                .isEqualTo(state);
    }

    @ParameterizedTest
    @ValueSource(strings = {"foo", "Foo=1", "foo=", "foo=1=2", "=1", "foo =1", "foo=\u0001", "tenant@=1", "foo=é"})
    void anInvalidStateIsDroppedAlone(String state) {
        TraceContext trace = TraceContext.of(List.of(PARENT), List.of(state));

        assertThat(trace.traceparent()).isEqualTo(PARENT);
        assertThat(trace.tracestate()).isNull();
    }

    @Test
    void aStateThatIsTooLongIsDropped() {
        assertThat(TraceContext.of(
                                List.of(PARENT), List.of("foo=" + "1".repeat(250), "bar=" + "2".repeat(250), "c=345"))
                        .tracestate())
                .isNull();
    }

    /** Nobody can have the list cut in one way after the other until the replica is done with nothing else. */
    @ParameterizedTest
    @ValueSource(strings = {" ,", "   ,", "\t \t,", ",", " a=b ,", "a=b  ,  ", "a@"})
    void aStateThatHasManyReadingsIsDroppedAtOnce(String piece) {
        String state = piece.repeat(500 / piece.length()) + "!";

        TraceContext trace = assertTimeoutPreemptively(
                Duration.ofSeconds(5), () -> TraceContext.of(List.of(PARENT), List.of(state)));

        assertThat(trace.tracestate()).isNull();
    }

    @Test
    void onlySoManyMembersAreTaken() {
        assertThat(TraceContext.of(List.of(PARENT), List.of("a=1" + ",b=2".repeat(31)))
                        .tracestate())
                .isNotNull();
        assertThat(TraceContext.of(List.of(PARENT), List.of("a=1" + ",b=2".repeat(32)))
                        .tracestate())
                .isNull();
    }

    @Test
    void severalStatesAreOne() {
        assertThat(TraceContext.of(List.of(PARENT), List.of("foo=1", "bar=2")).tracestate())
                .isEqualTo("foo=1,bar=2");
    }
}
