package dev.assent.deploy.local.demo;

import jakarta.activation.DataHandler;
import jakarta.activation.DataSource;
import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.BodyPart;
import jakarta.mail.Folder;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Multipart;
import jakarta.mail.Part;
import jakarta.mail.Session;
import jakarta.mail.Store;
import jakarta.mail.Transport;
import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import jakarta.mail.internet.MimeUtility;
import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.UnsupportedEncodingException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Properties;

/** Writes to the sites' data protection officers over SMTP, and reads the writer's mailbox over IMAP. */
final class MailDesk {

    /** Whose mailbox is shown before another is asked for. */
    static final String VISITOR = "camille.durand@visiteuse.test";

    /** The addresses to which one may write from here. */
    static final List<String> OFFICERS =
            List.of("dpo@smartsupp.test", "dpo@smartwork.test", "dpo@smartwatt.test", "dpo@onesmartech.test");

    private static final String TIMEOUT_MILLIS = "5000";
    private static final int SHOWN = 20;
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss");

    private final Session session;
    private final int imapPort;

    MailDesk(int smtpPort, int imapPort) {
        this.imapPort = imapPort;
        Properties properties = new Properties();
        properties.put("mail.smtp.host", "127.0.0.1");
        properties.put("mail.smtp.port", Integer.toString(smtpPort));
        for (String protocol : List.of("smtp", "imap")) {
            properties.put("mail." + protocol + ".connectiontimeout", TIMEOUT_MILLIS);
            properties.put("mail." + protocol + ".timeout", TIMEOUT_MILLIS);
        }
        session = Session.getInstance(properties);
    }

    void send(String from, String to, String subject, String text, @Nullable DataSource attachment) {
        if (!OFFICERS.contains(to)) {
            throw new RefusedFormException("It can only be sent to a sample site's officer.");
        }
        try {
            MimeMessage message = new MimeMessage(session);
            message.setFrom(sender(from));
            message.setRecipients(Message.RecipientType.TO, to);
            // One line: what follows a line break would become a header.
            message.setSubject(subject.replaceAll("\\p{Cntrl}+", " "), StandardCharsets.UTF_8.name());
            message.setSentDate(Date.from(Instant.now()));
            if (attachment == null) {
                message.setText(text, StandardCharsets.UTF_8.name());
            } else {
                message.setContent(withAttachment(text, attachment));
            }
            Transport.send(message);
        } catch (MessagingException e) {
            throw new MailException(e);
        }
    }

    /** The newest messages of a mailbox, newest first; none where nobody ever wrote to it. */
    List<Map<String, Object>> inbox(String address) {
        if (address.isEmpty() || OFFICERS.contains(address)) {
            return List.of();
        }
        try (Store store = session.getStore("imap")) {
            // The local mail server makes a mailbox with its first message; its password is the address.
            store.connect("127.0.0.1", imapPort, address, address);
            Folder inbox = store.getFolder("INBOX");
            inbox.open(Folder.READ_ONLY);
            List<Map<String, Object>> messages = new ArrayList<>();
            int count = inbox.getMessageCount();
            for (int i = count; i > Math.max(0, count - SHOWN); i--) {
                messages.add(shown(inbox.getMessage(i)));
            }
            return messages;
        } catch (AuthenticationFailedException e) {
            return List.of();
        } catch (MessagingException | IOException e) {
            throw new MailException(e);
        }
    }

    private static InternetAddress sender(String from) {
        try {
            InternetAddress address = new InternetAddress(from, true);
            address.validate();
            return address;
        } catch (AddressException e) {
            throw new RefusedFormException("The sender is not an e-mail address.");
        }
    }

    private static Multipart withAttachment(String text, DataSource attachment) throws MessagingException {
        MimeBodyPart body = new MimeBodyPart();
        body.setText(text, StandardCharsets.UTF_8.name());
        MimeBodyPart file = new MimeBodyPart();
        file.setDataHandler(new DataHandler(attachment));
        try {
            file.setFileName(MimeUtility.encodeText(attachment.getName(), "UTF-8", null));
        } catch (UnsupportedEncodingException e) {
            throw new MailException(e);
        }
        return new MimeMultipart(body, file);
    }

    private static Map<String, Object> shown(Message message) throws MessagingException, IOException {
        var senders = message.getFrom();
        var date = message.getReceivedDate();
        return Map.of(
                "from", senders == null || senders.length == 0 ? "" : ((InternetAddress) senders[0]).toUnicodeString(),
                "subject", message.getSubject() == null ? "" : message.getSubject(),
                "at", date == null ? "" : TIME.format(date.toInstant().atZone(ZoneId.systemDefault())),
                "text", text(message));
    }

    private static String text(Part part) throws MessagingException, IOException {
        if (part.isMimeType("text/plain")) {
            return part.getContent().toString();
        }
        if (part.isMimeType("multipart/*") && part.getContent() instanceof Multipart parts) {
            for (int i = 0; i < parts.getCount(); i++) {
                BodyPart inner = parts.getBodyPart(i);
                String text = text(inner);
                if (!text.isEmpty()) {
                    return text;
                }
            }
        }
        return "";
    }
}
