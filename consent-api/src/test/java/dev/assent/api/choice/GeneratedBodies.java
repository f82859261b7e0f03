package dev.assent.api.choice;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/** Bodies that somebody could send: nearly right ones, wrong ones, and what is no text at all. The seed repeats them. */
final class GeneratedBodies {

    static final String GOOD = """
            {"subjectSecret": "000102030405060708090a0b0c0d0e0f", "sequence": 1,
             "choices": {"statistics": "granted", "marketing": "denied"}, "vendors": {"ads": "denied"},
             "noticeVersion": 2, "language": "en", "surface": "banner", "method": "click",
             "occurredAt": "2026-11-22T17:00:00Z", "bannerVersion": "0.2.0"}""";

    private static final int TEN_MEGABYTES = 10_000_000;
    private static final int RARELY = 1_000;
    private static final List<String> TOKENS = List.of(
            "null",
            "{}",
            "[]",
            "\"\"",
            "-1",
            "1e999",
            "\"\\u0000\"",
            "true",
            "\"accept-all\"",
            "\"signal\"",
            "\"form\"",
            "\"renew\"");
    private static final List<String> MEMBERS = List.of(
            "subjectSecret",
            "sequence",
            "choices",
            "vendors",
            "action",
            "noticeVersion",
            "language",
            "surface",
            "method",
            "occurredAt",
            "bannerVersion",
            "site",
            "__proto__",
            "");
    private static final List<Charset> ENCODINGS = List.of(
            StandardCharsets.UTF_16,
            StandardCharsets.UTF_16LE,
            StandardCharsets.UTF_16BE,
            Charset.forName("UTF-32LE"),
            Charset.forName("UTF-32BE"),
            Charset.forName("IBM037"),
            StandardCharsets.ISO_8859_1);

    private final Random random;

    GeneratedBodies(long seed) {
        this.random = new Random(seed);
    }

    byte[] next() {
        if (random.nextInt(RARELY) == 0) {
            return utf8(GOOD.replace("\"en\"", "\"" + "e".repeat(TEN_MEGABYTES) + "\""));
        }
        return switch (random.nextInt(10)) {
            case 0, 1, 2, 3 -> mutated();
            case 4 -> utf8(json(0));
            case 5 -> bytes(random.nextInt(600));
            case 6 -> utf8(nested());
            case 7 -> utf8(GOOD.replace(random.nextBoolean() ? ": 1," : ": 2,", ": " + number() + ","));
            case 8 -> utf8(withHalfAPair());
            default ->
                GOOD.replace("en", random.nextBoolean() ? "en" : "é")
                        .getBytes(ENCODINGS.get(random.nextInt(ENCODINGS.size())));
        };
    }

    /** What a caller could send as Idempotency-Key, as far as HTTP lets it through. */
    String key() {
        StringBuilder key = new StringBuilder();
        for (int length = random.nextInt(100); length > 0; length--) {
            key.append((char) (' ' + random.nextInt('~' - ' ' + 1)));
        }
        return key.toString();
    }

    private byte[] mutated() {
        byte[] body = utf8(GOOD);
        int at = random.nextInt(body.length);
        int end = at + random.nextInt(body.length - at);
        switch (random.nextInt(6)) {
            case 0 -> body[at] = (byte) random.nextInt(256);
            case 1 -> body = Arrays.copyOf(body, at);
            case 2 -> body = joined(Arrays.copyOf(body, end), Arrays.copyOfRange(body, at, body.length));
            case 3 -> body = joined(Arrays.copyOf(body, at), Arrays.copyOfRange(body, end, body.length));
            case 4 -> {
                for (int i = 0; i < 8; i++) {
                    body[random.nextInt(body.length)] = body[random.nextInt(body.length)];
                }
            }
            default ->
                body = joined(
                        Arrays.copyOf(body, at), joined(utf8(one(TOKENS)), Arrays.copyOfRange(body, at, body.length)));
        }
        return body;
    }

    private String json(int depth) {
        return switch (random.nextInt(depth > 4 ? 5 : 8)) {
            case 0 -> number();
            case 1 -> one(TOKENS);
            case 2 -> Boolean.toString(random.nextBoolean());
            case 3, 4 -> "\"" + one(MEMBERS) + "\"";
            case 5 -> "[" + json(depth + 1) + "," + json(depth + 1) + "]";
            default -> {
                StringBuilder object = new StringBuilder("{");
                for (int members = random.nextInt(6); members > 0; members--) {
                    object.append('"').append(one(MEMBERS)).append("\":").append(json(depth + 1));
                    object.append(members > 1 ? "," : "");
                }
                yield object.append('}').toString();
            }
        };
    }

    private String nested() {
        int depth = 1 + random.nextInt(3_000);
        return switch (random.nextInt(3)) {
            case 0 -> "[".repeat(depth) + "]".repeat(depth);
            case 1 -> "{\"choices\":".repeat(Math.min(depth, 1_300));
            default -> GOOD.replace("\"granted\"", "[".repeat(depth) + "]".repeat(depth));
        };
    }

    private String number() {
        return switch (random.nextInt(6)) {
            case 0 -> "9".repeat(1 + random.nextInt(3_000));
            case 1 -> "-" + random.nextLong();
            case 2 -> "1e" + random.nextInt();
            case 3 -> random.nextDouble() + "e" + random.nextInt(400);
            case 4 -> "0." + "0".repeat(random.nextInt(1_000)) + "1";
            default -> Long.toString(random.nextLong());
        };
    }

    private String withHalfAPair() {
        String half = "\\u%04x".formatted(0xD800 + random.nextInt(0x800));
        return GOOD.replace(
                one(List.of(
                        "0001", "statistics", "granted", "ads", "en", "banner", "click", "2026", "0.2.0", "method")),
                half);
    }

    private byte[] bytes(int length) {
        byte[] bytes = new byte[length];
        random.nextBytes(bytes);
        return bytes;
    }

    private <T> T one(List<T> of) {
        return of.get(random.nextInt(of.size()));
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] joined(byte[] first, byte[] second) {
        byte[] both = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, both, first.length, second.length);
        return both;
    }
}
