package dev.assent.verify.json;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A recursive-descent reader of RFC 8259: strict, and small enough to be read by whoever doubts the verifier. */
final class JsonReader {

    /** Deeper than anything that the ledger serves, and shallow enough for the stack. */
    private static final int MOST_DEPTH = 64;

    private static final Pattern NUMBER = Pattern.compile("-?(0|[1-9][0-9]*)(\\.[0-9]+)?([eE][+-]?[0-9]{1,3})?");
    private static final Pattern HEX = Pattern.compile("[0-9a-fA-F]{4}");

    private final String text;
    private int at;
    private int depth;

    JsonReader(String text) {
        this.text = text;
    }

    Json read() throws JsonException {
        Json value = value();
        skipSpace();
        if (at != text.length()) {
            throw wrong("nothing more");
        }
        return value;
    }

    private Json value() throws JsonException {
        skipSpace();
        return switch (peek()) {
            case '{' -> nested(this::object);
            case '[' -> nested(this::array);
            case '"' -> new Json.Str(string());
            case 't' -> word("true", new Json.Bool(true));
            case 'f' -> word("false", new Json.Bool(false));
            case 'n' -> word("null", new Json.Nothing());
            default -> number();
        };
    }

    private interface Part {
        Json read() throws JsonException;
    }

    private Json nested(Part part) throws JsonException {
        if (++depth > MOST_DEPTH) {
            throw wrong("less nesting");
        }
        Json value = part.read();
        depth--;
        return value;
    }

    private Json object() throws JsonException {
        Map<String, Json> members = new LinkedHashMap<>();
        expect('{');
        skipSpace();
        if (peek() != '}') {
            do {
                skipSpace();
                String name = string();
                skipSpace();
                expect(':');
                if (members.put(name, value()) != null) {
                    throw wrong("no second “" + name + "”");
                }
                skipSpace();
            } while (accept(','));
        }
        expect('}');
        return new Json.Obj(members);
    }

    private Json array() throws JsonException {
        List<Json> elements = new ArrayList<>();
        expect('[');
        skipSpace();
        if (peek() != ']') {
            do {
                elements.add(value());
                skipSpace();
            } while (accept(','));
        }
        expect(']');
        return new Json.Arr(elements);
    }

    private String string() throws JsonException {
        expect('"');
        StringBuilder string = new StringBuilder();
        for (char c = next(); c != '"'; c = next()) {
            if (c < ' ') {
                throw wrong("no control character");
            }
            string.append(c == '\\' ? escaped() : c);
        }
        return string.toString();
    }

    private char escaped() throws JsonException {
        char c = next();
        return switch (c) {
            case '"', '\\', '/' -> c;
            case 'b' -> '\b';
            case 'f' -> '\f';
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            case 'u' -> {
                Matcher hex = HEX.matcher(text).region(at, Math.min(at + 4, text.length()));
                if (!hex.matches()) {
                    throw wrong("four hexadecimal digits");
                }
                at += 4;
                yield (char) Integer.parseInt(hex.group(), 16);
            }
            default -> throw wrong("an escape that JSON knows");
        };
    }

    private Json number() throws JsonException {
        Matcher number = NUMBER.matcher(text).region(at, text.length());
        if (!number.lookingAt()) {
            throw wrong("a value");
        }
        at = number.end();
        return new Json.Num(new BigDecimal(number.group()));
    }

    private Json word(String word, Json value) throws JsonException {
        if (!text.startsWith(word, at)) {
            throw wrong("a value");
        }
        at += word.length();
        return value;
    }

    private void skipSpace() {
        while (at < text.length() && " \t\r\n".indexOf(text.charAt(at)) >= 0) {
            at++;
        }
    }

    private char peek() throws JsonException {
        if (at >= text.length()) {
            throw wrong("more");
        }
        return text.charAt(at);
    }

    private char next() throws JsonException {
        char c = peek();
        at++;
        return c;
    }

    private boolean accept(char c) {
        boolean there = at < text.length() && text.charAt(at) == c;
        if (there) {
            at++;
        }
        return there;
    }

    private void expect(char c) throws JsonException {
        if (!accept(c)) {
            throw wrong("“" + c + "”");
        }
    }

    private JsonException wrong(String expected) {
        return new JsonException("not JSON: " + expected + " expected at character " + at);
    }
}
