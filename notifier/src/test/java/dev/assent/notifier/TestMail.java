package dev.assent.notifier;

import dev.assent.deploy.parts.Mail;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;

/** Mails as people's mailers write them. */
public final class TestMail {

    private TestMail() {}

    /** A French request with an accented subject and a PDF. */
    public static String french(String id, String from) {
        return """
                From: =?UTF-8?Q?Ren=C3=A9e_D=C3=A9sir?= <%2$s>
                To: dpo@smartsupp.test
                Date: Sun, 22 Nov 2026 18:00:00 +0100
                Message-ID: %1$s
                Subject: =?UTF-8?B?%3$s?=
                MIME-Version: 1.0
                Content-Type: multipart/mixed; boundary="b1"

                --b1
                Content-Type: text/plain; charset=iso-8859-1
                Content-Transfer-Encoding: quoted-printable

                Bonjour, je voudrais savoir quelles donn=E9es vous d=E9tenez sur moi et en
                recevoir une copie. Merci d'avance.
                --b1
                Content-Type: application/pdf
                Content-Disposition: attachment; filename*=UTF-8''pi%%C3%%A8ce%%20d%%27identit%%C3%%A9.pdf
                Content-Transfer-Encoding: base64

                JVBERi0xLjcKJcOkw7zDtsOfCg==
                --b1--
                """.formatted(id, from, base64("Accès à mes données personnelles"));
    }

    /** A plain mail; headers are whole lines. */
    public static String plain(String from, String to, String subject, String text, String... headers) {
        return "From: " + from + "\nTo: " + to + "\nDate: Sun, 22 Nov 2026 18:00:00 +0100\nSubject: " + subject + "\n"
                + String.join("\n", headers) + (headers.length == 0 ? "" : "\n")
                + "MIME-Version: 1.0\nContent-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: 8bit\n\n"
                + text
                + "\n";
    }

    /** Sends it to a mailbox. */
    public static void send(String mail, String from, String to) {
        NotifierParts.mail().send(from, List.of(to), bytes(mail));
    }

    /** The mail on the wire. */
    public static byte[] bytes(String mail) {
        return mail.replace("\n", "\r\n").getBytes(StandardCharsets.UTF_8);
    }

    /** What an address has got. */
    public static List<Mail> inbox(String address) {
        return NotifierParts.mail().inbox(address);
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}
