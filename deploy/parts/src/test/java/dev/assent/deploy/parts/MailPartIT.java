package dev.assent.deploy.parts;

import jakarta.mail.Folder;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.event.MessageCountAdapter;
import jakarta.mail.event.MessageCountEvent;
import org.eclipse.angus.mail.imap.IMAPFolder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

class MailPartIT {
    private static final String DPO = "dpo@smartsupp.test";
    private static final byte[] RAW = """
            From: =?UTF-8?Q?Zo=C3=A9?= <zoe@visitor.test>
            To: dpo@smartsupp.test
            Subject: =?UTF-8?Q?Acc=C3=A8s_=C3=A0_mes_donn=C3=A9es?=
            MIME-Version: 1.0
            Content-Type: text/plain; charset=UTF-8
            Content-Transfer-Encoding: 8bit

            Bonjour, que savez-vous de moi ? Zoé
            """.replace("\n", "\r\n").getBytes(UTF_8);

    private MailPart mail;

    @BeforeEach
    void start() {
        mail = MailPart.start(0, 0, Map.of(DPO, "secret"));
    }

    @AfterEach
    void close() {
        mail.close();
    }

    @Test
    void aMessageIsReadAsItWasSent() {
        mail.send("zoe@visitor.test", List.of(DPO, "friend@visitor.test"), RAW);

        await().untilAsserted(() -> assertThat(mail.inbox(DPO)).singleElement().satisfies(found -> {
            assertThat(found.from()).isEqualTo("zoe@visitor.test");
            assertThat(found.subject()).isEqualTo("Accès à mes données");
            assertThat(found.text()).contains("Zoé");
            assertThat(found.recipients()).containsExactly(DPO);
        }));
        await().untilAsserted(
                        () -> assertThat(mail.inbox("friend@visitor.test")).hasSize(1));
        assertThat(mail.inbox("nobody@visitor.test")).isEmpty();
    }

    @Test
    void idleTellsOfANewMessage() throws Exception {
        try (var store = Session.getInstance(new Properties()).getStore("imap")) {
            store.connect("127.0.0.1", mail.imapPort(), DPO, "secret");
            IMAPFolder inbox = (IMAPFolder) store.getFolder("INBOX");
            inbox.open(Folder.READ_WRITE);
            CountDownLatch told = new CountDownLatch(1);
            inbox.addMessageCountListener(new MessageCountAdapter() {
                @Override
                public void messagesAdded(MessageCountEvent event) {
                    told.countDown();
                }
            });
            Thread idle = Thread.ofVirtual().start(() -> {
                try {
                    inbox.idle(true);
                } catch (MessagingException e) {
                    assertThat(told.getCount()).isZero();
                }
            });

            mail.send("zoe@visitor.test", List.of(DPO), RAW);

            assertThat(told.await(10, TimeUnit.SECONDS)).isTrue();
            idle.join(Duration.ofSeconds(10));
        }
    }

    @Test
    void aWrongPasswordIsRefused() throws Exception {
        try (var store = Session.getInstance(new Properties()).getStore("imap")) {
            assertThatThrownBy(() -> store.connect("127.0.0.1", mail.imapPort(), DPO, "wrong"))
                    .isInstanceOf(MessagingException.class);
        }
    }

    @Test
    void mailOutlivesARestart() {
        // Given
        mail.send("zoe@visitor.test", List.of(DPO), RAW);
        await().untilAsserted(() -> assertThat(mail.inbox(DPO)).hasSize(1));

        // When
        mail.kill();
        mail.start();

        // Then
        assertThat(mail.inbox(DPO)).singleElement().satisfies(found -> assertThat(found.text())
                .contains("Zoé"));
    }

    @Test
    void aTakenPortIsNamed() {
        assertThatThrownBy(() -> MailPart.start(0, mail.imapPort(), Map.of()))
                .isInstanceOf(PortTakenException.class)
                .hasMessageContaining("which IMAP needs");
    }
}
