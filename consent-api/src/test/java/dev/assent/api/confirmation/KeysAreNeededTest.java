package dev.assent.api.confirmation;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.Base64;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

class KeysAreNeededTest {

    private static final String KEY = Base64.getEncoder().encodeToString(new byte[32]);
    private static final String SHORT = Base64.getEncoder().encodeToString(new byte[31]);
    private static final Duration DAY = Duration.ofHours(24);

    @Test
    void whatIsMissingOrWrongIsNamedWithWhatToSet() {
        refused(null, KEY, DAY, "Set assent.confirmations.secret to the base64");
        refused(SHORT, KEY, DAY, "assent.confirmations.secret is shorter than 32 bytes");
        refused("no base64!", KEY, DAY, "Set assent.confirmations.secret");
        refused(KEY, null, DAY, "Set assent.confirmations.notifier-key to the base64");
        refused(KEY, SHORT, DAY, "Set assent.confirmations.notifier-key to the base64");
        refused(KEY, KEY, Duration.ofMinutes(59), "between one hour and seven days");
        refused(KEY, KEY, Duration.ofDays(8), "between one hour and seven days");
    }

    private static void refused(String secret, String notifierKey, Duration validity, String sentence) {
        assertThatThrownBy(() -> new ConfirmationKeys(TokensTest.config(secret, notifierKey, validity)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining(sentence);
    }
}
