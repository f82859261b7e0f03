package dev.assent.verify.stored;

import org.jspecify.annotations.Nullable;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Reads an event from its bytes without building a tree of it: a million events are read in the time that matters. It
 * takes only what is plainly written. Whatever is unusual (an escape, a member twice, another type than expected) is left
 * to the JSON reader, which says what is wrong.
 */
final class EventScan {

    private static final int YEAR_LENGTH = 4;
    private static final int AT_MONTH = 5;
    private static final int AT_TIME = 10;
    private static final int MONTHS_PER_QUARTER = 3;
    private static final int QUARTERS_PER_YEAR_CODE = 10;
    private static final int MOST_DIGITS = 18;

    private final byte[] json;
    private int at;
    private @Nullable String type;
    private @Nullable String eventId;
    private @Nullable String site;
    private @Nullable String subject;
    private @Nullable ByteBuffer receiptTag;
    private int quarter;
    private @Nullable Long sequence;
    private @Nullable String command;
    private @Nullable Boolean linked;
    private @Nullable Set<String> answers;

    /** Thrown where the short way ends; without a stack, so that it costs little. */
    private static final class UnusualException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        private UnusualException() {
            super(null, null, false, false);
        }
    }

    EventScan(byte[] json) {
        this.json = json;
    }

    /** The event; null where it must be read the long way. */
    @Nullable
    EventView view() {
        try {
            expect('{');
            do {
                member();
            } while (accept(','));
            expect('}');
            if (at != json.length) {
                return null;
            }
            if (type == null
                    || eventId == null
                    || site == null
                    || subject == null
                    || receiptTag == null
                    || quarter == 0) {
                return null;
            }
            Set<String> words = answers == null ? Set.of() : answers;
            return new EventView(
                    type, eventId, site, subject, receiptTag, quarter, sequence, command, linked, words, null);
        } catch (UnusualException | ArrayIndexOutOfBoundsException | IllegalArgumentException e) {
            return null;
        }
    }

    private void member() {
        String name = string();
        expect(':');
        switch (name) {
            case "type" -> type = once(type, string());
            case "eventId" -> eventId = once(eventId, string());
            case "site" -> site = once(site, string());
            case "subject" -> subject = once(subject, string());
            case "salt" -> receiptTag = once(receiptTag, EventView.receiptTag(string()));
            case "recordedAt" -> quarter = once(quarter == 0 ? null : quarter, quarter(string()));
            case "sequence" -> sequence = once(sequence, number());
            case "command" -> command = once(command, string());
            case "linked" -> linked = once(linked, bool());
            case "purposes" -> answers = once(answers, words());
            case "imported" -> throw new UnusualException();
            default -> skip();
        }
    }

    private static <T> T once(@Nullable T before, T now) {
        if (before != null) {
            throw new UnusualException();
        }
        return now;
    }

    private Set<String> words() {
        Set<String> words = new HashSet<>();
        List<String> names = new ArrayList<>();
        expect('{');
        if (accept('}')) {
            return words;
        }
        do {
            String name = string();
            if (names.contains(name)) {
                throw new UnusualException();
            }
            names.add(name);
            expect(':');
            words.add(string());
        } while (accept(','));
        expect('}');
        return words;
    }

    /** Of {@code 2026-11-22T17:00:00.123Z}, and of nothing that is written in another way. */
    private static int quarter(String time) {
        if (time.length() <= AT_TIME
                || time.charAt(YEAR_LENGTH) != '-'
                || time.charAt(AT_TIME) != 'T'
                || !time.endsWith("Z")) {
            throw new UnusualException();
        }
        int year = Integer.parseInt(time, 0, YEAR_LENGTH, 10);
        int month = Integer.parseInt(time, AT_MONTH, AT_MONTH + 2, 10);
        if (month < 1 || month > 12) {
            throw new UnusualException();
        }
        return year * QUARTERS_PER_YEAR_CODE + (month - 1) / MONTHS_PER_QUARTER + 1;
    }

    /** Skips a value; of arrays and objects by their brackets. */
    private void skip() {
        int depth = 0;
        do {
            byte c = json[at];
            switch (c) {
                case '"' -> skipString();
                case '{', '[' -> {
                    depth++;
                    at++;
                }
                case '}', ']' -> {
                    depth--;
                    at++;
                }
                case ' ', '\t', '\r', '\n' -> throw new UnusualException();
                default -> at++;
            }
        } while (depth > 0 || !(json[at] == ',' || json[at] == '}'));
    }

    private void skipString() {
        for (at++; json[at] != '"'; at++) {
            if (json[at] == '\\') {
                at++;
            }
        }
        at++;
    }

    private String string() {
        expect('"');
        int from = at;
        for (; json[at] != '"'; at++) {
            if (json[at] == '\\' || json[at] < ' ') {
                throw new UnusualException();
            }
        }
        return known(from, at++);
    }

    private String known(int from, int to) {
        return new String(json, from, to - from, StandardCharsets.US_ASCII);
    }

    private long number() {
        int from = at;
        while (json[at] >= '0' && json[at] <= '9') {
            at++;
        }
        if (at == from || at - from > MOST_DIGITS || (json[from] == '0' && at - from > 1)) {
            throw new UnusualException();
        }
        return Long.parseLong(known(from, at));
    }

    private boolean bool() {
        if (Arrays.equals(json, at, at + 4, TRUE, 0, 4)) {
            at += 4;
            return true;
        }
        if (Arrays.equals(json, at, at + 5, FALSE, 0, 5)) {
            at += 5;
            return false;
        }
        throw new UnusualException();
    }

    private static final byte[] TRUE = "true".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] FALSE = "false".getBytes(StandardCharsets.US_ASCII);

    private boolean accept(char c) {
        if (json[at] == c) {
            at++;
            return true;
        }
        return false;
    }

    private void expect(char c) {
        if (json[at++] != c) {
            throw new UnusualException();
        }
    }
}
