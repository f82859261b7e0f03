package dev.assent.api.identity;

import dev.assent.foundation.problem.Problem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class IdempotencyKeyTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "\"9f2c1a52-6c1d\"|9f2c1a52-6c1d",
                "9f2c1a52-6c1d|9f2c1a52-6c1d",
                "` \"a\" `|a",
                "\"a\\\"b\\\\c\"|a\"b\\c",
                "\"a,b;c\"|a,b;c",
                "a+b/c==|a+b/c=="
            })
    void aKeyIsAStringInQuotesOrBare(String header, String value) {
        assertThat(IdempotencyKey.of(List.of(header))).isEqualTo(new IdempotencyKey(value));
    }

    @Test
    void theLongestKeyIsTakenAndNoneIsNone() {
        assertThat(IdempotencyKey.of(List.of("k".repeat(64)))).isNotNull();
        assertThat(IdempotencyKey.of(List.of("\"" + "k".repeat(64) + "\""))).isNotNull();
        assertThat(IdempotencyKey.of(List.of())).isNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "\"\"",
                "\"",
                "\"a",
                "a\"",
                "\"a\"b\"",
                "\"a\\n\"",
                "\"a\\\"",
                "\"a b\"",
                "a b",
                "a,b",
                "a;b",
                "\"a\"; b",
                "\"a\", \"b\"",
                "ž",
                "\"\u007f\"",
                "a\\b"
            })
    void whatIsNoKeyIsRefused(String header) {
        assertRefused(List.of(header));
    }

    @Test
    void twoKeysOrOneThatIsTooLongAreRefused() {
        assertRefused(List.of("a", "b"));
        assertRefused(List.of("k".repeat(65)));
        assertRefused(List.of("again." + "k".repeat(85)));
        assertRefused(List.of("again." + "k".repeat(87)));
    }

    private static void assertRefused(List<String> headers) {
        assertThatThrownBy(() -> IdempotencyKey.of(headers)).isInstanceOfSatisfying(Problem.class, problem -> {
            assertThat(problem.getStatusCode()).isEqualTo(400);
            assertThat(String.valueOf(problem.getType())).endsWith(":invalid-idempotency-key");
        });
    }
}
