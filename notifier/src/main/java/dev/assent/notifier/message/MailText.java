package dev.assent.notifier.message;

import org.apache.james.mime4j.codec.DecodeMonitor;
import org.apache.james.mime4j.codec.DecoderUtil;
import org.apache.james.mime4j.stream.Field;
import org.apache.james.mime4j.util.ByteSequence;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;
import org.jsoup.select.NodeTraversor;
import org.jsoup.select.NodeVisitor;
import org.jspecify.annotations.Nullable;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** Bytes of a mail to text that is safe to keep and show. */
final class MailText {

    private static final Charset WINDOWS_1252 = Charset.forName("windows-1252");
    private static final Pattern FOLD = Pattern.compile("\\r?\\n(?=[ \\t])");
    // Control characters, and those that turn the direction of what follows and so disguise names.
    private static final Pattern CONTROL = Pattern.compile("[\\p{Cc}\u200E\u200F\u202A-\u202E\u2066-\u2069\uFEFF]");
    private static final Pattern CONTROL_BUT_LINES =
            Pattern.compile("[\\p{Cc}\u202A-\u202E\u2066-\u2069\uFEFF&&[^\\n\\t]]");
    private static final Pattern LONE_SURROGATE = Pattern.compile(
            "(?<![\\x{D800}-\\x{DBFF}])[\\x{DC00}-\\x{DFFF}]|[\\x{D800}-\\x{DBFF}](?![\\x{DC00}-\\x{DFFF}])");
    private static final Pattern MANY_BLANK_LINES = Pattern.compile("\\n[ \\t]*(?:\\n[ \\t]*){2,}");
    private static final Set<String> BLOCKS = Set.of(
            "p",
            "div",
            "li",
            "tr",
            "table",
            "ul",
            "ol",
            "blockquote",
            "pre",
            "section",
            "article",
            "h1",
            "h2",
            "h3",
            "h4",
            "h5",
            "h6",
            "hr");

    private MailText() {}

    /** Decodes bytes by the charset that the mail names; one that is missing, unknown or wrong is guessed. */
    static String decode(byte[] bytes, @Nullable String label) {
        Charset named = charset(label);
        if (named == null || named.equals(StandardCharsets.US_ASCII) || named.equals(StandardCharsets.UTF_8)) {
            return utf8OrWestern(bytes);
        }
        // What calls itself Latin-1 is in practice Windows-1252.
        return new String(bytes, named.equals(StandardCharsets.ISO_8859_1) ? WINDOWS_1252 : named);
    }

    private static @Nullable Charset charset(@Nullable String label) {
        if (label == null || label.isBlank()) {
            return null;
        }
        try {
            return Charset.forName(label.strip());
        } catch (IllegalCharsetNameException | UnsupportedCharsetException e) {
            return null;
        }
    }

    private static String utf8OrWestern(byte[] bytes) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException e) {
            return new String(bytes, WINDOWS_1252);
        }
    }

    /** A header's value: unfolded, encoded words decoded, raw UTF-8 taken, on one line. */
    static String header(Field field) {
        ByteSequence raw = field.getRaw();
        String value = raw == null ? field.getBody() : afterColon(utf8OrWestern(raw.toByteArray()));
        String unfolded = FOLD.matcher(value).replaceAll("");
        return line(DecoderUtil.decodeEncodedWords(unfolded, DecodeMonitor.SILENT));
    }

    private static String afterColon(String field) {
        return field.substring(field.indexOf(':') + 1);
    }

    /** One line without control characters, at most 500 characters. */
    static String line(String text) {
        String clean = wellFormed(CONTROL.matcher(text).replaceAll(" ")).strip();
        return clean.length() <= 500 ? clean : clean.substring(0, clean.offsetByCodePoints(0, 450)) + "…";
    }

    /** Text with its lines, without other control characters. */
    static String lines(String text) {
        String unix = text.replace("\r\n", "\n").replace('\r', '\n');
        return wellFormed(CONTROL_BUT_LINES.matcher(unix).replaceAll("")).strip();
    }

    // UTF-8 has no form for half a character, so the database would refuse it.
    private static String wellFormed(String text) {
        return LONE_SURROGATE.matcher(text).replaceAll("\uFFFD");
    }

    /** The text of an HTML mail as a person reads it; no markup, script, image or link target is left. */
    static String ofHtml(String html) {
        Document document = Jsoup.parse(html);
        document.select("script, style, head, template, noscript, title").remove();
        StringBuilder text = new StringBuilder();
        NodeTraversor.traverse(new LineWriter(text), document.body());
        return MANY_BLANK_LINES.matcher(lines(text.toString())).replaceAll("\n\n");
    }

    private record LineWriter(StringBuilder text) implements NodeVisitor {
        @Override
        public void head(Node node, int depth) {
            if (node instanceof TextNode words) {
                text.append(words.text());
            } else if (node instanceof Element element) {
                String name = element.normalName();
                if (name.equals("br") || BLOCKS.contains(name)) {
                    text.append('\n');
                }
                if (name.equals("li")) {
                    text.append("- ");
                }
            }
        }

        @Override
        public void tail(Node node, int depth) {
            if (node instanceof Element element && BLOCKS.contains(element.normalName())) {
                text.append('\n');
            } else if (node instanceof Element element && element.normalName().equals("td")) {
                text.append(' ');
            }
        }
    }

    /** A file's name that no system takes for a path or another kind of file than it shows. */
    static String fileName(@Nullable String name, int number, String contentType) {
        String bare = name == null ? "" : line(DecoderUtil.decodeEncodedWords(name, DecodeMonitor.SILENT));
        bare = bare.substring(Math.max(bare.lastIndexOf('/'), bare.lastIndexOf('\\')) + 1)
                .replaceAll("[<>:\"|?*]", "_")
                .replaceAll("^[. ]+|[. ]+$", "");
        if (bare.isEmpty()) {
            return "attachment-" + number + suffix(contentType);
        }
        return bare.length() <= 150 ? bare : bare.substring(0, bare.offsetByCodePoints(0, 100)) + extension(bare);
    }

    private static String extension(String name) {
        int dot = name.lastIndexOf('.');
        return dot < 0 || name.length() - dot > 10 ? "" : name.substring(dot);
    }

    private static String suffix(String contentType) {
        return switch (contentType.toLowerCase(Locale.ROOT)) {
            case "application/pdf" -> ".pdf";
            case "image/png" -> ".png";
            case "image/jpeg" -> ".jpg";
            case "message/rfc822" -> ".eml";
            case "text/plain" -> ".txt";
            default -> ".bin";
        };
    }
}
