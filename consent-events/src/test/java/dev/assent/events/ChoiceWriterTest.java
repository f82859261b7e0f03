package dev.assent.events;

import dev.assent.events.ChoiceRecorded.Circumstances;
import dev.assent.events.ChoiceRecorded.GpcSignal;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.LongRange;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNoException;

class ChoiceWriterTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "assent.choice-recorded.v1",
                "assent.choice-recorded.v1.with-every-member",
                "assent.choice-recorded.v1.without-optional-members"
            })
    void whatIsWrittenByHandIsWhatTheMapperWrites(String sample) {
        ChoiceRecorded choice = (ChoiceRecorded) Samples.event(sample);

        assertThat(text(EventCodec.write(choice))).isEqualTo(text(EventCodec.mapped(choice)));
    }

    @Property(tries = 2000)
    void soItIsForEveryChoice(
            @ForAll("times") Instant recordedAt,
            @ForAll("words") @Nullable String word,
            @ForAll @LongRange(min = 1) long number,
            @ForAll boolean flag,
            @ForAll Surface surface,
            @ForAll Method method,
            @ForAll Action action) {
        String text = word == null ? "x" : word;
        Long sequence = flag ? null : number;
        ChoiceRecorded choice = new ChoiceRecorded(
                text,
                text,
                text,
                recordedAt,
                word == null ? null : recordedAt.plusSeconds(number % 1_000_000_000),
                flag,
                recordedAt.plusSeconds(1),
                (int) number,
                text,
                !flag,
                word,
                text,
                surface,
                method,
                action,
                sequence,
                answers(text),
                flag ? answers(word + "-") : null,
                word != null && flag ? null : circumstances(word, flag),
                flag ? (Integer) (int) number : null,
                word,
                null,
                text,
                new ProducerPosition(text, number));

        byte[] written = EventCodec.write(choice);
        assertThat(text(written)).isEqualTo(text(EventCodec.mapped(choice)));
        assertReadAsTheMapperReads(written);
        assertReadAsTheMapperReads(
                changed(written, Math.floorMod(number, written.length), (byte) recordedAt.getNano()));
    }

    @Property
    void whatIsWrittenByHandIsReadByHand(
            @ForAll("times") Instant recordedAt, @ForAll Answer answer, @ForAll boolean flag) {
        Instant time = Times.instant(recordedAt.toString()) == null ? Instant.EPOCH : recordedAt;
        ChoiceRecorded sample = (ChoiceRecorded) Samples.event("assent.choice-recorded.v1");
        ChoiceRecorded choice = new ChoiceRecorded(
                sample.eventId(),
                sample.site(),
                sample.subject(),
                time,
                flag ? time : null,
                flag,
                time,
                1,
                sample.noticeHash(),
                !flag,
                flag ? null : "0.1.0",
                "fr",
                Surface.BANNER,
                Method.CLICK,
                Action.CUSTOM,
                flag ? null : 7L,
                new TreeMap<>(Map.of("statistics", answer, "marketing", Answer.DENIED)),
                flag ? null : new TreeMap<>(Map.of("maps", answer)),
                flag ? null : circumstances("EU", flag),
                flag ? 1 : null,
                flag ? sample.eventId() : null,
                null,
                sample.salt(),
                sample.producer());

        assertThat(ChoiceReader.read(EventCodec.write(choice))).isEqualTo(choice);
    }

    /** The short way may leave it to the mapper; it may not see something else. */
    private static void assertReadAsTheMapperReads(byte[] json) {
        ChoiceRecorded read = ChoiceReader.read(json);
        if (read != null) {
            assertThatNoException()
                    .isThrownBy(() -> assertThat(EventCodec.unmapped(json)).isEqualTo(read));
        }
    }

    private static byte[] changed(byte[] json, int at, byte to) {
        byte[] changed = json.clone();
        changed[at] = to;
        return changed;
    }

    @ParameterizedTest
    @CsvSource({"2026-11-22T17:00:00Z", "2026-01-02T03:04:05.006Z", "2026-12-31T23:59:59.999Z", "0999-01-01T00:00:00Z"})
    void aTimeIsWrittenAsTheJdkWritesIt(String time) {
        assertThat(Times.text(Instant.parse(time))).isEqualTo(time);
    }

    @Provide
    Arbitrary<Instant> times() {
        return Arbitraries.longs()
                .between(-70_000_000_000_000L, 260_000_000_000_000L)
                .map(Instant::ofEpochMilli)
                .flatMap(time -> Arbitraries.of(0L, 0L, 1L, 500_000L).map(time::plusNanos));
    }

    @Provide
    Arbitrary<String> words() {
        return Arbitraries.oneOf(
                        Arbitraries.strings().withCharRange('!', '~').ofMaxLength(20),
                        Arbitraries.strings().ofMaxLength(9))
                .injectNull(0.2);
    }

    private static SortedMap<String, Answer> answers(String word) {
        return Stream.of(Answer.values())
                .limit(Math.floorMod(word.hashCode(), Answer.values().length + 1))
                .collect(Collectors.toMap(
                        answer -> word + answer.ordinal(), answer -> answer, (one, other) -> one, TreeMap::new));
    }

    private static Circumstances circumstances(@Nullable String word, boolean flag) {
        String text = word == null ? "y" : word;
        return new Circumstances(
                word,
                flag ? new GpcSignal(flag, List.of(text, "b").subList(0, text.length() % 3)) : null,
                flag ? null : word,
                flag);
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
