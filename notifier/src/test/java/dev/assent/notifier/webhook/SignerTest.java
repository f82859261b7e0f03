package dev.assent.notifier.webhook;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class SignerTest {

    private static final String SECRET = "whsec_AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=";

    @Test
    void theSignatureIsTheOneOfOpenssl() {
        // printf 'msg_1.1700000000.{"a":1}' | openssl dgst -sha256 -mac HMAC -macopt hexkey:000102…1f -binary | base64
        Optional<String> signature =
                new Signer(config(Map.of("shop", SECRET))).sign("shop", "msg_1", 1_700_000_000L, "{\"a\":1}");

        assertThat(signature).contains("v1,AMaOha7DUT/0J0JMycRuYOBSvbx3WtwLd2khXXbaVj4=");
    }

    @Test
    void whileASecretIsReplacedThereAreTwoSignatures() {
        String other = "whsec_" + "A".repeat(43) + "=";

        Optional<String> signature =
                new Signer(config(Map.of("shop", SECRET + " " + other))).sign("shop", "id", 1, "{}");

        assertThat(signature.orElseThrow().split(" ")).hasSize(2).allMatch(one -> one.startsWith("v1,"));
    }

    @Test
    void aSiteWithoutASecretIsNotSignedFor() {
        assertThat(new Signer(config(Map.of())).sign("shop", "id", 1, "{}")).isEmpty();
    }

    @Test
    void aSecretInAnotherFormIsRefusedWithoutRepeatingIt() {
        for (String wrong : List.of("whsec_c2hvcnQ=", "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=", "whsec_!")) {
            assertThatThrownBy(() -> new Signer(config(Map.of("shop", wrong))))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("assent.notifier.webhooks.secrets.shop")
                    .hasMessageNotContaining(wrong);
        }
    }

    private static WebhookConfig config(Map<String, String> secrets) {
        return new WebhookConfig() {
            @Override
            public Map<String, String> secrets() {
                return secrets;
            }

            @Override
            public boolean plainHttpToLoopback() {
                return false;
            }

            @Override
            public Optional<List<String>> allowedAddresses() {
                return Optional.empty();
            }

            @Override
            public Duration timeout() {
                return Duration.ofSeconds(1);
            }

            @Override
            public Duration pollInterval() {
                return Duration.ofSeconds(1);
            }

            @Override
            public Duration firstPause() {
                return Duration.ofSeconds(1);
            }

            @Override
            public Duration longestPause() {
                return Duration.ofSeconds(1);
            }

            @Override
            public Duration giveUpAfter() {
                return Duration.ofDays(3);
            }

            @Override
            public int atOnce() {
                return 1;
            }
        };
    }
}
