package dev.assent.api.choice;

import dev.assent.foundation.problem.Problem;

/**
 * Refuses text that a JSON reader would bend into shape: bytes that are not UTF-8 (RFC 3629; RFC 8259 allows no other
 * encoding) and halves of surrogate pairs, which stand for no character. One pass, before the reader.
 */
final class StrictJson {

    private static final int ESCAPE = 6;

    private StrictJson() {}

    /** @throws Problem 400 {@code malformed-request} */
    static void check(byte[] body) {
        int at = 0;
        while (at < body.length) {
            byte b = body[at];
            if (b == '\\') {
                at = afterEscape(body, at);
            } else if (b > 0) {
                at++;
            } else {
                at = afterSequence(body, at);
            }
        }
    }

    private static int afterEscape(byte[] body, int at) {
        int unit = unit(body, at);
        if (unit < 0) {
            // Another escape, or none at all: the reader says which.
            return at + 2;
        }
        if (!Character.isSurrogate((char) unit)) {
            return at + ESCAPE;
        }
        int next = unit(body, at + ESCAPE);
        if (Character.isHighSurrogate((char) unit) && next >= 0 && Character.isLowSurrogate((char) next)) {
            return at + 2 * ESCAPE;
        }
        throw ChoiceProblems.malformed("The body has half of a surrogate pair, which is no character.");
    }

    /** The UTF-16 unit that an escape stands for; -1 if there is none. */
    private static int unit(byte[] body, int at) {
        if (at + ESCAPE > body.length || body[at] != '\\' || body[at + 1] != 'u') {
            return -1;
        }
        int unit = 0;
        for (int i = at + 2; i < at + ESCAPE; i++) {
            int digit = Character.digit(body[i], 16);
            if (digit < 0) {
                return -1;
            }
            unit = (unit << 4) | digit;
        }
        return unit;
    }

    private static int afterSequence(byte[] body, int at) {
        int lead = body[at] & 0xFF;
        int length = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : 2;
        if (lead < 0xC2 || lead > 0xF4 || at + length > body.length) {
            throw notUtf8();
        }
        int code = lead & (0x7F >> length);
        for (int i = at + 1; i < at + length; i++) {
            if ((body[i] & 0xC0) != 0x80) {
                throw notUtf8();
            }
            code = (code << 6) | (body[i] & 0x3F);
        }
        boolean overlong = (length == 3 && code < 0x800) || (length == 4 && code < 0x1_0000);
        if (overlong || code > Character.MAX_CODE_POINT) {
            throw notUtf8();
        }
        if (code >= Character.MIN_SURROGATE && code <= Character.MAX_SURROGATE) {
            throw ChoiceProblems.malformed("The body has half of a surrogate pair, which is no character.");
        }
        return at + length;
    }

    private static Problem notUtf8() {
        return ChoiceProblems.malformed("The body is not UTF-8.");
    }
}
