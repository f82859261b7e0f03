package dev.assent.notifier.message;

import dev.assent.notifier.message.IncomingMessage.AttachedFile;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;

import static org.assertj.core.api.Assertions.assertThat;

class MessageReaderTest {

    private static final MessageReader READER = new MessageReader(1_000, 3);

    @ParameterizedTest
    @ValueSource(
            strings = {
                "=?UTF-8?Q?Acc=C3=A8s_=C3=A0_mes_donn=C3=A9es?=",
                "=?utf-8?B?QWNjw6hzIMOgIG1lcyBkb25uw6llcw==?=",
                "=?iso-8859-1?Q?Acc=E8s_=E0_?=\r\n =?iso-8859-1?Q?mes_donn=E9es?=",
                "Accès à mes données"
            })
    void decodesSubjectsHoweverTheyAreWritten(String subject) {
        assertThat(read("Subject: " + subject + "\r\n\r\nBonjour").subject()).isEqualTo("Accès à mes données");
    }

    @ParameterizedTest
    @CsvSource({
        "utf-8, UTF-8",
        "iso-8859-1, windows-1252",
        "no-such-charset, UTF-8",
        "us-ascii, UTF-8",
        "'', windows-1252"
    })
    void decodesTextEvenWhereTheCharsetIsMissingOrWrong(String label, String actual) {
        byte[] head = ("Content-Type: text/plain" + (label.isEmpty() ? "" : "; charset=" + label)
                        + "\r\nContent-Transfer-Encoding: 8bit\r\n\r\n")
                .getBytes(StandardCharsets.US_ASCII);
        byte[] body = "où est mon œuvre".getBytes(Charset.forName(actual));

        assertThat(READER.read(joined(head, body), true).text()).isEqualTo("où est mon œuvre");
    }

    @Test
    void showsOfHtmlTheTextAlone() {
        IncomingMessage mail = read("""
                        Content-Type: text/html; charset=utf-8

                        <html><head><title>x</title><style>p{color:red}</style></head><body>
                        <p>Please <b>delete</b> my data.</p><script>alert(1)</script>
                        <ul><li>name</li><li>address</li></ul><img src="https://tracker.test/p.gif" onerror="alert(2)">&lt;b&gt;
                        </body></html>
                        """);

        assertThat(mail.text())
                .contains("Please delete my data.", "- name", "- address", "<b>")
                .doesNotContain("alert", "tracker", "color");
    }

    @Test
    void prefersPlainTextAndKeepsTheFiles() {
        IncomingMessage mail = read("""
                        Content-Type: multipart/mixed; boundary=a

                        --a
                        Content-Type: multipart/alternative; boundary=b

                        --b
                        Content-Type: text/plain

                        plain words
                        --b
                        Content-Type: text/html

                        <p>html words</p>
                        --b--
                        --a
                        Content-Type: image/png; name="=?utf-8?Q?../../etc/pass=E2=80=AEwd.png?="
                        Content-Transfer-Encoding: base64

                        iVBORw0KGgo=
                        --a
                        Content-Type: text/plain
                        Content-Disposition: attachment; filename="notes.txt"

                        not part of the text
                        --a--
                        """);

        assertThat(mail.text()).isEqualTo("plain words");
        assertThat(mail.attachments()).extracting(AttachedFile::name).containsExactly("pass wd.png", "notes.txt");
        assertThat(mail.attachments().getFirst().content()).startsWith(0x89, 'P', 'N', 'G');
    }

    @Test
    void listsWhatIsTooLargeWithoutKeepingIt() {
        IncomingMessage mail = read("Content-Type: application/zip; name=big.zip\r\n\r\n" + "x".repeat(2_000));

        assertThat(mail.attachments()).singleElement().satisfies(file -> {
            assertThat(file.size()).isGreaterThanOrEqualTo(2_000);
            assertThat(file.content()).isNull();
        });
    }

    @ParameterizedTest
    @CsvSource({
        "Auto-Submitted: no, PERSON",
        "Auto-Submitted: auto-replied, AUTOMATIC",
        "Auto-Submitted: auto-generated; x=y, AUTOMATIC",
        "Precedence: bulk, BULK",
        "List-Id: <news.example.test>, BULK",
        "X-Auto-Response-Suppress: All, UNANSWERABLE",
        "Return-Path: <>, BOUNCE",
        "Content-Type: multipart/report; report-type=delivery-status; boundary=x, BOUNCE",
        "X-Nothing: special, PERSON"
    })
    void tellsMachinesFromPeople(String header, Origin origin) {
        assertThat(read("From: a@example.test\r\n" + header + "\r\n\r\nwords").origin())
                .isEqualTo(origin);
    }

    @Test
    void takesFromABounceTheIdOfWhatCameBack() {
        IncomingMessage mail = read("""
                        From: MAILER-DAEMON@mx.test
                        Content-Type: multipart/report; report-type=delivery-status; boundary=r

                        --r
                        Content-Type: text/plain

                        It could not be delivered.
                        --r
                        Content-Type: message/delivery-status

                        Reporting-MTA: dns; mx.test
                        --r
                        Content-Type: message/rfc822

                        Message-ID: <letter-1@smartsupp.test>
                        Subject: hello

                        words
                        --r--
                        """);

        assertThat(mail.origin()).isEqualTo(Origin.BOUNCE);
        assertThat(mail.references()).containsExactly("<letter-1@smartsupp.test>");
    }

    @Test
    void knowsACopyByItsIdAndWithoutOneByItsContent() {
        String mail = "From: a@example.test\r\nDate: x\r\nSubject: s\r\n\r\nwords";
        IncomingMessage withId = read("Message-ID: <1@x.test>\r\n" + mail);

        assertThat(withId.identity()).isEqualTo("id:<1@x.test>");
        assertThat(read(mail).identity())
                .isEqualTo(read("Received: by here\r\n" + mail).identity());
        assertThat(read(mail).identity()).isNotEqualTo(read(mail + "!").identity());
    }

    @Test
    void readsSenderAndThread() {
        IncomingMessage mail = read(
                "From: =?utf-8?Q?Ren=C3=A9e?= <Renee@EXAMPLE.test>\r\nReferences: <1@x> <2@x>\r\nIn-Reply-To: <2@x>\r\n\r\nhi");

        assertThat(mail.sender()).isEqualTo("Renee@example.test");
        assertThat(mail.senderName()).isEqualTo("Renée");
        assertThat(mail.references()).containsExactly("<1@x>", "<2@x>");
    }

    @Property(tries = 300)
    void neverFailsAndNeverGivesWhatTheDatabaseRefuses(@ForAll @Size(max = 2_000) byte[] bytes) {
        IncomingMessage mail = READER.read(bytes, true);

        assertThat(mail.raw()).isEqualTo(bytes);
        assertThat(mail.subject() + mail.text() + mail.sender()).doesNotContain("\u0000");
    }

    private static IncomingMessage read(String mail) {
        return READER.read(mail.getBytes(StandardCharsets.UTF_8), true);
    }

    private static byte[] joined(byte[] head, byte[] body) {
        byte[] all = new byte[head.length + body.length];
        System.arraycopy(head, 0, all, 0, head.length);
        System.arraycopy(body, 0, all, head.length, body.length);
        return all;
    }
}
