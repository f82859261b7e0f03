package dev.assent.verify.stored;

import dev.assent.verify.json.JsonException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.nio.charset.StandardCharsets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** The short way reads what the long way reads, or leaves it to that. */
class EventScanTest {

    private static final String HEAD = """
            {"type":"assent.choice-recorded.v1","eventId":"019a0000-0000-7000-8000-000000000001","site":"smartsupp",\
            "subject":"ih6R","recordedAt":"2026-11-22T17:00:00.123Z","notice":{"a":[1,{"b":"}]\\""}],"c":null},""";
    private static final String TAIL = "\"salt\":\"AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8\"}";

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"sequence\":12,\"purposes\":{\"a\":\"granted\",\"b\":\"pending\"},",
                "\"purposes\":{},\"clockSkewed\":false,\"n\":-1.5e3,",
                "\"linked\":true,\"person\":\"p\",",
                "\"linked\":false,",
                "\"command\":\"erase\",\"reason\":\"ž — \\u017e\","
            })
    void readsWhatIsPlainlyWrittenAsTheJsonReaderDoes(String members) throws JsonException {
        String event = HEAD + members + TAIL;

        EventView quick = new EventScan(utf8(event)).view();

        // The same with a space is no longer plain, and means the same.
        assertThat(quick).isNotNull().isEqualTo(EventView.of(utf8(event.replaceFirst(",\"site\"", ", \"site\""))));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"sequence\":1,\"sequence\":2,",
                "\"si\\u0074e\":\"other\",",
                "\"sequence\":01,",
                "\"sequence\":1.0,",
                "\"sequence\":null,",
                "\"linked\":1,",
                "\"purposes\":{\"a\":\"granted\",\"a\":\"denied\"},",
                "\"imported\":{\"source\":\"s\",\"recordedAt\":\"2025-01-01T00:00:00Z\"},",
                " \"space\":1,"
            })
    void leavesTheUnusualToTheJsonReader(String members) {
        assertThat(new EventScan(utf8(HEAD + members + TAIL)).view()).isNull();
    }

    @Test
    void whatEndsEarlyIsNoEvent() {
        String event = HEAD + TAIL;

        for (int i = 0; i < event.length(); i++) {
            byte[] cut = utf8(event.substring(0, i));
            assertThat(new EventScan(cut).view()).isNull();
            assertThatThrownBy(() -> EventView.of(cut)).isInstanceOf(JsonException.class);
        }
    }

    @Test
    void aRestBehindTheEventIsNotPassedOver() {
        assertThat(new EventScan(utf8(HEAD + TAIL + " ")).view()).isNull();
        assertThat(new EventScan(utf8(HEAD + TAIL + "{}")).view()).isNull();
    }

    @Test
    void quartersAreThoseOfTheTime() {
        assertThat(EventView.quarter("2026-12-31T23:59:59.999Z")).isEqualTo(20_264);
        assertThat(EventView.quarter("2027-01-01T00:00:00Z")).isEqualTo(20_271);
    }
}
