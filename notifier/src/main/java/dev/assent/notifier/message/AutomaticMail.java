package dev.assent.notifier.message;

import org.apache.james.mime4j.dom.Message;
import org.apache.james.mime4j.stream.Field;

import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Tells mails that machines sent from those of people (RFC 3834 section 2, and what mailers do in practice). */
final class AutomaticMail {

    private static final Set<String> BULK = Set.of("bulk", "list", "junk");
    private static final List<String> LIST_HEADERS = List.of("List-Id", "List-Unsubscribe", "List-Post");
    private static final List<String> RESPONDER_HEADERS = List.of("X-Autoreply", "X-Autorespond", "X-Autoresponder");

    private AutomaticMail() {}

    static Origin originOf(Message mail, String sender) {
        if (isBounce(mail, sender)) {
            return Origin.BOUNCE;
        }
        String autoSubmitted = value(mail, "Auto-Submitted");
        if (!autoSubmitted.isEmpty() && !autoSubmitted.startsWith("no")) {
            return Origin.AUTOMATIC;
        }
        if (BULK.contains(value(mail, "Precedence")) || LIST_HEADERS.stream().anyMatch(name -> has(mail, name))) {
            return Origin.BULK;
        }
        if (value(mail, "Precedence").equals("auto_reply")
                || RESPONDER_HEADERS.stream().anyMatch(name -> has(mail, name))) {
            return Origin.AUTOMATIC;
        }
        String suppress = value(mail, "X-Auto-Response-Suppress");
        return sender.isEmpty() || suppress.contains("all") || suppress.contains("autoreply")
                ? Origin.UNANSWERABLE
                : Origin.PERSON;
    }

    private static boolean isBounce(Message mail, String sender) {
        String type = value(mail, "Content-Type");
        return value(mail, "Return-Path").equals("<>")
                || (type.startsWith("multipart/report") && type.contains("delivery-status"))
                || sender.toLowerCase(Locale.ROOT).startsWith("mailer-daemon@");
    }

    private static boolean has(Message mail, String name) {
        return mail.getHeader().getField(name) != null;
    }

    private static String value(Message mail, String name) {
        Field field = mail.getHeader().getField(name);
        return field == null ? "" : MailText.header(field).toLowerCase(Locale.ROOT);
    }
}
