package dev.assent.api.choice;

import dev.assent.foundation.problem.Problem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Random;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

class StrictJsonTest {

    private static final int SAMPLES = 20_000;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{\"a\": \"žluťoučký 🍪\"}",
                "\"\\ud83c\\udf6a\"",
                "\"\\\\ud83c\"",
                "\"\\n\\\"\\u0041\"",
                "\"\\",
                "\"\\u12",
                "\"\\uzzzz\""
            })
    void textIsLeftToTheReader(String text) {
        assertThatCode(() -> StrictJson.check(text.getBytes(StandardCharsets.UTF_8)))
                .doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"\\ud83c\"",
                "\"\\udf6a\"",
                "\"\\udf6a\\ud83c\"",
                "\"\\ud83c\\u0041\"",
                "\"\\ud83c\\n\"",
                "\"\\ud83cx\"",
                "\"\\uD83C",
                "\"\\\\\\ud83c\""
            })
    void halfOfASurrogatePairIsRefused(String text) {
        assertThat(refusal(text.getBytes(StandardCharsets.UTF_8))).contains("surrogate");
    }

    @ParameterizedTest
    @ValueSource(strings = {"22eda0bc22", "22edb0aa22", "22eda0bcedbdaa22"})
    void halfOfASurrogatePairInBytesIsRefused(String hex) {
        assertThat(refusal(HexFormat.of().parseHex(hex))).contains("surrogate");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "7b007d00",
                "007b007d",
                "fffe7b00",
                "feff007b",
                "0000007b",
                "c0af",
                "c1bf",
                "e080af",
                "f08080af",
                "f4908080",
                "f5808080",
                "80",
                "bf",
                "c3",
                "e282",
                "f09f8d",
                "c328",
                "ff"
            })
    void whatIsNotUtf8IsRefused(String hex) {
        assertThat(refusal(HexFormat.of().parseHex(hex))).contains("UTF-8");
    }

    /** The JDK's decoder is the judge, of bytes that are likely to be nearly right. */
    @Test
    void itJudgesAsTheDecoderOfTheJdkDoes() {
        Random random = new Random(20_261_122);
        byte[] likely = {
            'a',
            (byte) 0xC3,
            (byte) 0xA9,
            (byte) 0xE2,
            (byte) 0x82,
            (byte) 0xAC,
            (byte) 0xF0,
            (byte) 0x9F,
            (byte) 0x8D,
            (byte) 0xAA,
            (byte) 0xED,
            (byte) 0xA0,
            (byte) 0xF4,
            (byte) 0x90,
            (byte) 0xC0,
            (byte) 0xFF
        };
        for (int i = 0; i < SAMPLES; i++) {
            byte[] bytes = new byte[1 + random.nextInt(6)];
            for (int at = 0; at < bytes.length; at++) {
                bytes[at] = likely[random.nextInt(likely.length)];
            }

            assertThat(catchThrowableOfType(Problem.class, () -> StrictJson.check(bytes)) == null)
                    .as(HexFormat.of().formatHex(bytes))
                    .isEqualTo(isUtf8(bytes));
        }
    }

    private static boolean isUtf8(byte[] bytes) {
        try {
            StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
            return true;
        } catch (CharacterCodingException e) {
            return false;
        }
    }

    private static String refusal(byte[] body) {
        Problem problem = catchThrowableOfType(Problem.class, () -> StrictJson.check(body));
        assertThat(problem.getStatusCode()).isEqualTo(400);
        return problem.getDetail();
    }
}
