package dev.assent.deploy.local.demo;

import jakarta.activation.DataSource;
import jakarta.mail.BodyPart;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMultipart;
import jakarta.mail.util.ByteArrayDataSource;
import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A submitted form: its texts by name, and its files. */
record Form(Map<String, String> texts, Map<String, DataSource> files) {

    private static final Pattern PARAMETER = Pattern.compile("\\b(name|filename)=\"([^\"]*)\"");

    static Form parse(String type, byte[] body) throws IOException {
        if (!type.startsWith("multipart/form-data")) {
            return new Form(urlEncoded(new String(body, StandardCharsets.UTF_8)), Map.of());
        }
        Map<String, String> texts = new LinkedHashMap<>();
        Map<String, DataSource> files = new LinkedHashMap<>();
        try {
            MimeMultipart parts = new MimeMultipart(new ByteArrayDataSource(body, type));
            for (int i = 0; i < parts.getCount(); i++) {
                read(parts.getBodyPart(i), texts, files);
            }
        } catch (MessagingException e) {
            throw new RefusedFormException("It cannot be read.");
        }
        return new Form(texts, files);
    }

    static Map<String, String> urlEncoded(@Nullable String text) {
        Map<String, String> values = new LinkedHashMap<>();
        if (text != null && !text.isEmpty()) {
            for (String pair : text.split("&", -1)) {
                int equals = pair.indexOf('=');
                String name = equals < 0 ? pair : pair.substring(0, equals);
                values.put(decoded(name), equals < 0 ? "" : decoded(pair.substring(equals + 1)));
            }
        }
        return values;
    }

    static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    /** A field that must be filled in. */
    String text(String name) {
        String value = texts.getOrDefault(name, "").strip();
        if (value.isEmpty()) {
            throw new RefusedFormException("The field \"%s\" is empty.".formatted(name));
        }
        return value;
    }

    /** A file, or null where none was chosen. */
    @Nullable
    DataSource file(String name) {
        return files.get(name);
    }

    private static void read(BodyPart part, Map<String, String> texts, Map<String, DataSource> files)
            throws MessagingException, IOException {
        byte[] content = part.getInputStream().readAllBytes();
        String[] disposition = part.getHeader("Content-Disposition");
        if (disposition == null) {
            return;
        }
        // Browsers write these names as plain UTF-8, which mail does not know.
        String header = new String(disposition[0].getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
        Map<String, String> parameters = new LinkedHashMap<>();
        for (Matcher matcher = PARAMETER.matcher(header); matcher.find(); ) {
            parameters.put(matcher.group(1), matcher.group(2));
        }
        String name = parameters.getOrDefault("name", "");
        String file = parameters.get("filename");
        if (file == null) {
            texts.put(name, new String(content, StandardCharsets.UTF_8));
        } else if (content.length > 0) {
            ByteArrayDataSource source = new ByteArrayDataSource(content, part.getContentType());
            source.setName(file);
            files.put(name, source);
        }
    }

    private static String decoded(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw new RefusedFormException("Its address cannot be read.");
        }
    }
}
