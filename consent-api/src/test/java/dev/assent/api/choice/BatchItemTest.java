package dev.assent.api.choice;

import dev.assent.foundation.problem.Problem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.nio.charset.StandardCharsets;
import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class BatchItemTest {

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }

    @Test
    void aBatchIsCutIntoTheBytesOfItsItems() {
        List<byte[]> items =
                BatchItem.cut(bytes(" { \"choices\" : [ {\"a\":[{}],\"a\":\"é]}\"} , 17,\"x\" ,null,{}\n]} "), 5);

        assertThat(items)
                .extracting(BatchItemTest::text)
                .containsExactly("{\"a\":[{}],\"a\":\"é]}\"}", "17", "\"x\"", "null", "{}");
    }

    @Test
    void aBatchInAnotherEncodingIsNone() {
        assertThatThrownBy(() -> BatchItem.cut("{\"choices\":[{}]}".getBytes(StandardCharsets.UTF_16BE), 5))
                .isInstanceOf(Problem.class)
                .extracting(problem -> ((Problem) problem).getStatusCode())
                .isEqualTo(400);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "[]",
                "null",
                "{}",
                "{\"choices\":{}}",
                "{\"choices\":[]}",
                "{\"items\":[{}]}",
                "{\"choices\":[{}],\"more\":1}",
                "{\"choices\":[{}]} {}",
                "{\"choices\":[{}",
                "{\"choices\":[{]}",
            })
    void whatIsNoBatchIsRefusedAsAWhole(String body) {
        assertThatThrownBy(() -> BatchItem.cut(bytes(body), 5))
                .isInstanceOfSatisfying(Problem.class, problem -> assertThat(problem.getStatusCode())
                        .isEqualTo(400));
    }

    @Test
    void aBatchHasOnlySoManyItems() {
        assertThatThrownBy(() -> BatchItem.cut(bytes("{\"choices\":[1,2,3]}"), 2))
                .isInstanceOfSatisfying(Problem.class, problem -> assertThat(problem.getStatusCode())
                        .isEqualTo(413));
    }

    @Test
    void anItemIsAChoiceBesideAPersonAndAKey() {
        BatchItem item = BatchItem.read(
                bytes(
                        "{\"sequence\":1.0,\"idempotencyKey\":\"k\",\"noticeVersion\":1e2,\"person\":\"p\",\"language\":\"é\"}"));

        assertThat(text(item.choice()))
                .startsWith("{\"sequence\":1.0,\"noticeVersion\":1")
                .endsWith("\"language\":\"é\"}");
        assertThat(item.person()).isEqualTo("p");
        assertThat(item.keys()).containsExactly("k");
        assertThat(item.whose()).isEqualTo("person p");
    }

    @Test
    void itemsOfOneSubjectAreKnownAsSuch() {
        assertThat(BatchItem.read(bytes("{\"subjectSecret\":\"s\"}")).whose())
                .isEqualTo(BatchItem.read(bytes("{\"sequence\":2,\"subjectSecret\":\"s\"}"))
                        .whose())
                .isNotEqualTo(BatchItem.read(bytes("{\"person\":\"s\"}")).whose())
                .isNotEqualTo(BatchItem.read(bytes("{\"subjectSecret\":\"t\"}")).whose());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "17",
                "null",
                "[]",
                "{\"person\":\"a\",\"person\":\"b\"}",
                "{\"person\":17}",
                "{\"idempotencyKey\":{}}",
                "{\"person\":\"a\",\"subjectSecret\":\"b\"}",
                "{\"person\":\"\\ud800\"}",
            })
    void anItemThatCannotBeReadIsRefused(String item) {
        assertThatThrownBy(() -> BatchItem.read(bytes(item)))
                .isInstanceOfSatisfying(Problem.class, problem -> assertThat(problem.getStatusCode())
                        .isEqualTo(400));
    }
}
