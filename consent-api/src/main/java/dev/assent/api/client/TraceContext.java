package dev.assent.api.client;

import org.jspecify.annotations.Nullable;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Pattern;

/**
 * Where a request stands in its caller's trace (W3C Trace Context, level 1). It travels in the record's headers and never
 * in its value.
 *
 * @param traceparent version 00
 * @param tracestate what the caller's tracing systems say about it, if they do
 */
public record TraceContext(String traceparent, @Nullable String tracestate) {

    private static final byte[] DIGITS = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] FRESH =
            "00-00000000000000000000000000000000-0000000000000000-00".getBytes(StandardCharsets.US_ASCII);
    private static final int LENGTH = 55;
    private static final int TRACE_ID = 3;
    private static final int PARENT_ID = 36;
    private static final int FLAGS = 53;
    private static final int LONGEST_STATE = 512;
    private static final int MOST_MEMBERS = 32;
    private static final Pattern MEMBER =
            Pattern.compile("(?:[a-z][a-z0-9_*/-]{0,255}|[a-z0-9][a-z0-9_*/-]{0,240}@[a-z][a-z0-9_*/-]{0,13})"
                    + "=[ -+\\--<>-~]{0,255}[!-+\\--<>-~]");

    /**
     * The trace that the headers name, or a fresh one where they name none that is valid.
     *
     * @param parents the values of {@code traceparent}; more than one is none
     * @param states the values of {@code tracestate}, in their order
     */
    static TraceContext of(List<String> parents, List<String> states) {
        String parent = parents.size() == 1 ? valid(parents.getFirst()) : null;
        return parent == null ? fresh() : new TraceContext(parent, validState(states));
    }

    private static TraceContext fresh() {
        ThreadLocalRandom random = ThreadLocalRandom.current();
        byte[] text = FRESH.clone();
        hex(text, TRACE_ID, random.nextLong());
        hex(text, TRACE_ID + 16, random.nextLong() | 1);
        hex(text, PARENT_ID, random.nextLong() | 1);
        return new TraceContext(new String(text, StandardCharsets.US_ASCII), null);
    }

    private static void hex(byte[] text, int from, long bits) {
        for (int i = 15; i >= 0; i--) {
            text[from + i] = DIGITS[(int) bits & 0xF];
            bits >>>= 4;
        }
    }

    /** The header as version 00 writes it; null if it is not valid. A later version is read as far as 00 goes. */
    private static @Nullable String valid(String header) {
        if (header.length() < LENGTH
                || !isHex(header, 0, 2)
                || header.startsWith("ff")
                || header.charAt(TRACE_ID - 1) != '-'
                || header.charAt(PARENT_ID - 1) != '-'
                || header.charAt(FLAGS - 1) != '-'
                || !isHex(header, TRACE_ID, PARENT_ID - 1)
                || !isHex(header, PARENT_ID, FLAGS - 1)
                || !isHex(header, FLAGS, LENGTH)
                || isZero(header, TRACE_ID, PARENT_ID - 1)
                || isZero(header, PARENT_ID, FLAGS - 1)) {
            return null;
        }
        if (header.startsWith("00")) {
            return header.length() == LENGTH ? header : null;
        }
        boolean ends = header.length() == LENGTH || header.charAt(LENGTH) == '-';
        return ends ? "00" + header.substring(2, LENGTH) : null;
    }

    private static @Nullable String validState(List<String> states) {
        if (states.isEmpty()) {
            return null;
        }
        String state = String.join(",", states);
        return state.length() <= LONGEST_STATE && !state.isBlank() && isState(state) ? state : null;
    }

    /** Member by member: whoever lets one pattern cut the list can be made to try its cuts for ever. */
    private static boolean isState(String state) {
        String[] members = state.split(",", -1);
        if (members.length > MOST_MEMBERS) {
            return false;
        }
        for (String member : members) {
            String stripped = strip(member);
            if (!stripped.isEmpty() && !MEMBER.matcher(stripped).matches()) {
                return false;
            }
        }
        return true;
    }

    /** Without the spaces and tabs around it (RFC 9110, section 5.6.3). */
    private static String strip(String member) {
        int from = 0;
        int to = member.length();
        while (from < to && isBlank(member.charAt(from))) {
            from++;
        }
        while (to > from && isBlank(member.charAt(to - 1))) {
            to--;
        }
        return member.substring(from, to);
    }

    private static boolean isBlank(char c) {
        return c == ' ' || c == '\t';
    }

    private static boolean isHex(String text, int from, int to) {
        for (int i = from; i < to; i++) {
            char c = text.charAt(i);
            if ((c < '0' || c > '9') && (c < 'a' || c > 'f')) {
                return false;
            }
        }
        return true;
    }

    private static boolean isZero(String text, int from, int to) {
        for (int i = from; i < to; i++) {
            if (text.charAt(i) != '0') {
                return false;
            }
        }
        return true;
    }
}
