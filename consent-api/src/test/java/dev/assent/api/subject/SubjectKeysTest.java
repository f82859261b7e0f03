package dev.assent.api.subject;

import org.junit.jupiter.api.Test;

import java.util.Base64;
import java.util.Map;
import java.util.OptionalInt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class SubjectKeysTest {

    private static final String KEY = Base64.getEncoder().encodeToString(new byte[32]);

    @Test
    void theCurrentVersionIsTheOneThatIsNamed() {
        SubjectKeys keys = new SubjectKeys(config(OptionalInt.of(2), Map.of(1, KEY, 2, KEY)));

        assertThat(keys.current().version()).isEqualTo(2);
        assertThat(keys.earlier()).singleElement().satisfies(key -> assertThat(key.version())
                .isEqualTo(1));
    }

    @Test
    void whatIsMissingOrShortIsNamedWithWhatToSet() {
        refused(config(OptionalInt.empty(), Map.of()), "Set assent.subject-keys.current");
        refused(config(OptionalInt.of(3), Map.of(1, KEY)), "Set assent.subject-keys.key.3 to the base64");
        refused(config(OptionalInt.of(1), Map.of(1, "c2hvcnQ=")), "assent.subject-keys.key.1 is not the base64");
        refused(config(OptionalInt.of(1), Map.of(1, "no base64!")), "assent.subject-keys.key.1 is not the base64");
    }

    private static void refused(SubjectKeysConfig config, String sentence) {
        assertThatThrownBy(() -> new SubjectKeys(config))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining(sentence);
    }

    private static SubjectKeysConfig config(OptionalInt current, Map<Integer, String> key) {
        return new SubjectKeysConfig() {
            @Override
            public OptionalInt current() {
                return current;
            }

            @Override
            public Map<Integer, String> key() {
                return key;
            }
        };
    }
}
