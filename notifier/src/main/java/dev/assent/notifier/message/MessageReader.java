package dev.assent.notifier.message;

import dev.assent.notifier.message.IncomingMessage.AttachedFile;
import org.apache.james.mime4j.codec.DecodeMonitor;
import org.apache.james.mime4j.dom.Message;
import org.apache.james.mime4j.dom.address.Mailbox;
import org.apache.james.mime4j.dom.address.MailboxList;
import org.apache.james.mime4j.message.DefaultMessageBuilder;
import org.apache.james.mime4j.stream.Field;
import org.apache.james.mime4j.stream.MimeConfig;
import org.jspecify.annotations.Nullable;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads a mail as leniently as people's mailers write it. It never fails: what cannot be read becomes a message that says
 * so and keeps the raw bytes, so that no request is lost to a broken mailer.
 */
public final class MessageReader {

    private static final Pattern MESSAGE_ID = Pattern.compile("<[^<>\\s]{1,500}>");
    // Long threads name every mail; the newest and the first decide where one belongs.
    private static final int MOST_REFERENCES = 100;
    private static final MimeConfig LENIENT = MimeConfig.custom()
            .setMaxLineLen(1_000_000)
            .setMaxHeaderLen(1_000_000)
            .setMaxHeaderCount(5_000)
            .setMaxContentLen(-1)
            .build();

    private final int largestAttachment;
    private final int mostAttachments;

    /**
     * A reader with these limits.
     *
     * @param largestAttachment bytes up to which an attachment's content is kept
     * @param mostAttachments how many attachments are listed
     */
    public MessageReader(int largestAttachment, int mostAttachments) {
        this.largestAttachment = largestAttachment;
        this.mostAttachments = mostAttachments;
    }

    /**
     * Reads a mail.
     *
     * @param raw the mail as it came
     * @param whole false where {@code raw} is only the headers of a mail too large to fetch
     */
    public IncomingMessage read(byte[] raw, boolean whole) {
        try {
            DefaultMessageBuilder builder = new DefaultMessageBuilder();
            builder.setMimeEntityConfig(LENIENT);
            builder.setDecodeMonitor(DecodeMonitor.SILENT);
            return read(builder.parseMessage(new ByteArrayInputStream(raw)), raw, whole);
        } catch (IOException | RuntimeException | StackOverflowError e) {
            return unreadable(raw);
        }
    }

    /** A message that says nothing but that its raw form is kept: for a mail that cannot be taken otherwise. */
    public IncomingMessage unread(byte[] raw) {
        return unreadable(raw);
    }

    private IncomingMessage read(Message mail, byte[] raw, boolean whole) throws IOException {
        MessageParts parts = new MessageParts(largestAttachment, mostAttachments);
        if (whole) {
            parts.collect(mail);
        }
        Mailbox from = from(mail);
        String sender = from == null ? "" : address(from);
        String subject = value(mail, "Subject");
        Origin origin = AutomaticMail.originOf(mail, sender);
        String messageId = firstId(value(mail, "Message-ID"));
        Set<String> references = new LinkedHashSet<>(ids(value(mail, "References")));
        references.addAll(ids(value(mail, "In-Reply-To")));
        if (origin == Origin.BOUNCE) {
            references.addAll(ids(parts.returned()));
        }
        List<String> newest = List.copyOf(references);
        newest = newest.subList(Math.max(0, newest.size() - MOST_REFERENCES), newest.size());
        return new IncomingMessage(
                messageId,
                Fingerprint.of(sender, value(mail, "Date"), subject, parts.text(), parts.files()),
                newest,
                sender,
                from == null || from.getName() == null ? null : MailText.line(from.getName()),
                subject,
                parts.text(),
                origin,
                parts.files(),
                raw,
                whole);
    }

    private static IncomingMessage unreadable(byte[] raw) {
        // The first lines still say whose it is, in most cases.
        String head = new String(raw, 0, Math.min(raw.length, 65_536), StandardCharsets.ISO_8859_1);
        Matcher id = Pattern.compile("(?im)^message-id:\\s*(<[^<>\\s]{1,500}>)").matcher(head);
        List<AttachedFile> none = List.of();
        return new IncomingMessage(
                id.find() ? id.group(1) : null,
                Fingerprint.of(raw),
                List.of(),
                "",
                null,
                "",
                "",
                Origin.UNANSWERABLE,
                none,
                raw,
                false);
    }

    private static @Nullable Mailbox from(Message mail) {
        MailboxList from = mail.getFrom();
        if (from != null && !from.isEmpty()) {
            return from.get(0);
        }
        return mail.getSender();
    }

    // Domains know no case; local parts may, so they stay as written.
    private static String address(Mailbox mailbox) {
        String local = mailbox.getLocalPart();
        String domain = mailbox.getDomain();
        if (local == null || local.isBlank() || domain == null || domain.isBlank()) {
            return "";
        }
        String address = MailText.line(local + "@" + domain.toLowerCase(Locale.ROOT));
        return address.length() <= 320 ? address : "";
    }

    private static String value(Message mail, String name) {
        Field field = mail.getHeader().getField(name);
        return field == null ? "" : MailText.header(field);
    }

    private static @Nullable String firstId(String text) {
        List<String> ids = ids(text);
        return ids.isEmpty() ? null : ids.getFirst();
    }

    private static List<String> ids(String text) {
        List<String> ids = new ArrayList<>();
        Matcher matcher = MESSAGE_ID.matcher(text);
        while (matcher.find()) {
            ids.add(matcher.group());
        }
        return ids;
    }
}
