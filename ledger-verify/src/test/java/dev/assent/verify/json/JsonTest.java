package dev.assent.verify.json;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class JsonTest {

    @Test
    void readsWhatTheLedgerServes() throws JsonException {
        Json json = Json.parse("""
                { "size": 12, "name": "caf\\u00e9 \\"x\\" \\/", "hashes": ["a", "b"], "none": null, "yes": true,
                  "deep": {"empty": {}, "list": []}, "small": -1.5e2 }
                """);

        assertThat(json.number("size")).isEqualTo(12);
        assertThat(json.text("name")).isEqualTo("café \"x\" /");
        assertThat(json.texts("hashes")).containsExactly("a", "b");
        assertThat(json.find("none")).isEmpty();
        assertThat(json.get("deep").list("list")).isEmpty();
        assertThat(json.number("small")).isEqualTo(-150);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{",
                "[1,]",
                "{\"a\":1,}",
                "{\"a\":1,\"a\":2}",
                "01",
                "1.",
                "\"\\x\"",
                "\"\\u12g4\"",
                "\"\\u+123\"",
                "\"a\nb\"",
                "tru",
                "nul",
                "[1] 2",
                "{a:1}",
                "'a'",
                "NaN",
                "\"a",
                "\u00a0 1"
            })
    void refusesWhatIsNotJson(String text) {
        assertThatExceptionOfType(JsonException.class).isThrownBy(() -> Json.parse(text));
    }

    @Test
    void refusesBottomlessNesting() {
        String nested = "[".repeat(100_000);

        assertThatExceptionOfType(JsonException.class).isThrownBy(() -> Json.parse(nested));
    }

    @Test
    void saysWhatIsMissing() throws JsonException {
        Json json = Json.parse("{\"size\": \"12\", \"half\": 0.5}");

        assertThatExceptionOfType(JsonException.class).isThrownBy(() -> json.number("size"));
        assertThatExceptionOfType(JsonException.class).isThrownBy(() -> json.number("half"));
        assertThatExceptionOfType(JsonException.class)
                .isThrownBy(() -> json.text("index"))
                .withMessageContaining("index");
    }
}
