package dev.assent.notifier.mailbox;

import dev.assent.notifier.mailbox.MailboxConfig.Tls;
import io.quarkus.runtime.configuration.DurationConverter;
import io.smallrye.config.EnvConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.Map;

import static org.assertj.core.api.Assertions.assertThat;

class MailboxAccessTest {

    @Test
    void mailboxesAreNamedByEnvironmentVariables() {
        MailboxConfig config = config(Map.of(
                "ASSENT_NOTIFIER_IMAP_HOST", "127.0.0.1",
                "ASSENT_NOTIFIER_IMAP_PORT", "3143",
                "ASSENT_NOTIFIER_IMAP_TLS", "none",
                "ASSENT_NOTIFIER_MAILBOXES_SMARTSUPP_USER", "dpo@smartsupp.test",
                "ASSENT_NOTIFIER_MAILBOXES_SMARTSUPP_PASSWORD", "secret"));

        assertThat(config.mailboxes()).containsOnlyKeys("smartsupp");
        MailboxAccess access = MailboxAccess.of("smartsupp", config.mailboxes().get("smartsupp"), config.imap());
        assertThat(access)
                .isEqualTo(new MailboxAccess(
                        "smartsupp", "127.0.0.1", 3143, Tls.NONE, "dpo@smartsupp.test", "secret", "INBOX"));
        assertThat(access.toString()).doesNotContain("secret", "dpo@");
    }

    @Test
    void encryptsUnlessTheServerIsThisMachine() {
        assertThat(tls("imap.example.test", "143")).isEqualTo(Tls.STARTTLS);
        assertThat(tls("imap.example.test", "993")).isEqualTo(Tls.IMPLICIT);
        assertThat(tls("localhost", "143")).isEqualTo(Tls.NONE);
    }

    private static Tls tls(String host, String port) {
        MailboxConfig config = config(Map.of(
                "ASSENT_NOTIFIER_MAILBOXES_A_HOST",
                host,
                "ASSENT_NOTIFIER_MAILBOXES_A_PORT",
                port,
                "ASSENT_NOTIFIER_MAILBOXES_A_USER",
                "a",
                "ASSENT_NOTIFIER_MAILBOXES_A_PASSWORD",
                "b"));
        return MailboxAccess.of("a", config.mailboxes().get("a"), config.imap()).tls();
    }

    private static MailboxConfig config(Map<String, String> environment) {
        return new SmallRyeConfigBuilder()
                .withSources(new EnvConfigSource(environment, 300))
                .withConverter(Duration.class, 200, new DurationConverter())
                .withMapping(MailboxConfig.class)
                .addDefaultInterceptors()
                .build()
                .getConfigMapping(MailboxConfig.class);
    }
}
