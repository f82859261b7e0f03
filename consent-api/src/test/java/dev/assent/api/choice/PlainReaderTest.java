package dev.assent.api.choice;

import dev.assent.foundation.problem.Problem;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.nio.charset.StandardCharsets;

import static org.assertj.core.api.Assertions.assertThat;

class PlainReaderTest {

    private static final int BODIES = 5_000;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"subjectSecret\":\"000102030405060708090a0b0c0d0e0f\",\"sequence\":1,\"action\":\"accept-all\","
                        + "\"noticeVersion\":3,\"language\":\"fr\",\"surface\":\"banner\",\"method\":\"click\"}",
                " {\"choices\" : {\"a\":\"granted\", \"b\":\t\"denied\"},\r\n\"vendors\":{\"v\":\"denied\"} } \n",
                "{\"address\":\"kim@reader.test\",\"action\":\"renew\",\"surface\":\"form\",\"method\":\"api\"}",
                "{\"action\":\"refuse-all\",\"surface\":\"mail\",\"method\":\"signal\",\"noticeVersion\":999999999}",
                "{\"action\":\"withdraw-all\",\"surface\":\"preferences\",\"sequence\":999999999999999999}",
                "{\"surface\":\"api\",\"occurredAt\":\"2026-11-22T17:00:00Z\",\"bannerVersion\":\"\",\"sequence\":0}"
            })
    void whatIsPlainIsReadAsTheMapperReadsIt(String body) {
        assertThat(plain(body)).isNotNull().isEqualTo(mapped(body));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{}",
                "null",
                "{\"language\":\"fr\"",
                "{\"language\":\"fr\"}x",
                "{\"language\":\"fr\",}",
                "{\"language\":\"f\\u0072\"}",
                "{\"language\":\"é\"}",
                "{\"language\":\"fr\",\"language\":\"fr\"}",
                "{\"choices\":{\"a\":\"denied\",\"a\":\"denied\"}}",
                "{\"choices\":{}}",
                "{\"choices\":{\"a\":null}}",
                "{\"sequence\":-1}",
                "{\"sequence\":01}",
                "{\"sequence\":1.0}",
                "{\"sequence\":1e3}",
                "{\"sequence\":1000000000000000000}",
                "{\"sequence\":\"1\"}",
                "{\"noticeVersion\":4294967297}",
                "{\"surface\":\"Banner\"}",
                "{\"site\":\"a\"}"
            })
    void everythingElseIsLeftToTheMapper(String body) {
        assertThat(plain(body)).isNull();
    }

    @Test
    void noBodyIsReadOtherwiseThanTheMapperReadsIt() throws Exception {
        GeneratedBodies bodies = new GeneratedBodies(20_261_125);
        int plain = 0;

        for (int i = 0; i < BODIES; i++) {
            byte[] body = bodies.next();
            ChoiceRequest read = PlainReader.read(body);
            if (read != null) {
                plain++;
                StrictJson.check(body);
                assertThat(read).isEqualTo(ChoiceRequest.mapped(body));
            }
        }

        assertThat(plain).isGreaterThan(100);
    }

    private static @Nullable ChoiceRequest plain(String body) {
        return PlainReader.read(body.getBytes(StandardCharsets.UTF_8));
    }

    private static ChoiceRequest mapped(String body) {
        try {
            return ChoiceRequest.mapped(body.getBytes(StandardCharsets.UTF_8));
        } catch (IOException | Problem e) {
            throw new AssertionError(e);
        }
    }
}
