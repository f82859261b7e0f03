package dev.assent.notifier.message;

import dev.assent.notifier.message.IncomingMessage.AttachedFile;
import org.apache.james.mime4j.dom.BinaryBody;
import org.apache.james.mime4j.dom.Body;
import org.apache.james.mime4j.dom.Entity;
import org.apache.james.mime4j.dom.Message;
import org.apache.james.mime4j.dom.Multipart;
import org.apache.james.mime4j.dom.SingleBody;
import org.apache.james.mime4j.dom.field.ContentTypeField;
import org.apache.james.mime4j.message.DefaultMessageWriter;
import org.apache.james.mime4j.stream.Field;
import org.jspecify.annotations.Nullable;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Walks through a mail and takes out the text that a person reads and the files. */
final class MessageParts {

    private static final int DEEPEST = 30;

    private final int largestAttachment;
    private final int mostAttachments;
    private final StringBuilder plain = new StringBuilder();
    private final StringBuilder html = new StringBuilder();
    private final StringBuilder returned = new StringBuilder();
    private final List<AttachedFile> files = new ArrayList<>();

    MessageParts(int largestAttachment, int mostAttachments) {
        this.largestAttachment = largestAttachment;
        this.mostAttachments = mostAttachments;
    }

    void collect(Entity mail) throws IOException {
        collect(mail, 0);
    }

    /** The plain text where the mail has one, else the HTML's text. */
    String text() {
        String written = MailText.lines(plain.toString());
        return written.isEmpty() && !html.isEmpty() ? MailText.ofHtml(html.toString()) : written;
    }

    List<AttachedFile> files() {
        return List.copyOf(files);
    }

    /** Ids of mails that this one brings back, in any form. */
    String returned() {
        return returned.toString();
    }

    private void collect(Entity part, int depth) throws IOException {
        Body body = part.getBody();
        if (body instanceof Multipart multipart && depth < DEEPEST) {
            for (Entity child : multipart.getBodyParts()) {
                collect(child, depth + 1);
            }
        } else if (body instanceof Message inner) {
            Field id = inner.getHeader().getField("Message-ID");
            returned.append(id == null ? "" : MailText.header(id)).append(' ');
            attach(part, written(inner));
        } else if (body instanceof SingleBody single) {
            collectSingle(part, single);
        }
    }

    private void collectSingle(Entity part, SingleBody body) throws IOException {
        byte[] bytes = bytes(body);
        String type = type(part);
        boolean isFile = part.getFilename() != null || "attachment".equalsIgnoreCase(part.getDispositionType());
        if (type.equals("text/rfc822-headers")) {
            returned.append(MailText.decode(bytes, part.getCharset())).append(' ');
        }
        if (isFile || body instanceof BinaryBody) {
            attach(part, bytes);
        } else if (type.equals("text/html")) {
            // Where the mail names no charset this says us-ascii, which decode() takes for "guess".
            html.append(MailText.decode(bytes, part.getCharset())).append('\n');
        } else if (type.equals("text/plain")) {
            plain.append(MailText.decode(bytes, part.getCharset())).append('\n');
        } else if (bytes.length > 0) {
            attach(part, bytes);
        }
    }

    private void attach(Entity part, byte[] bytes) {
        if (files.size() >= mostAttachments) {
            return;
        }
        String type = type(part);
        String name = MailText.fileName(name(part), files.size() + 1, type);
        byte[] kept = bytes.length <= largestAttachment ? bytes : null;
        files.add(new AttachedFile(name, type, bytes.length, Fingerprint.of(bytes), kept));
    }

    // Older mailers name a file in its type alone.
    private static @Nullable String name(Entity part) {
        String name = part.getFilename();
        if (name == null && part.getHeader().getField("Content-Type") instanceof ContentTypeField type) {
            name = type.getParameter("name");
        }
        return name;
    }

    private static String type(Entity part) {
        String type = part.getMimeType();
        return type == null ? "application/octet-stream" : MailText.line(type).toLowerCase(Locale.ROOT);
    }

    private static byte[] bytes(SingleBody body) throws IOException {
        try (InputStream in = body.getInputStream()) {
            return in.readAllBytes();
        }
    }

    private static byte[] written(Message inner) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        new DefaultMessageWriter().writeMessage(inner, out);
        return out.toByteArray();
    }
}
