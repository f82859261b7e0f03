package dev.assent.events;

import org.jspecify.annotations.Nullable;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Reads what {@link ChoiceWriter} writes, member by member in its order. Whatever stands there in another way is left to the
 * mapper, which takes several times as long and says what is wrong; what is read here, the mapper reads as the same (a test
 * holds one against the other).
 */
final class ChoiceReader {

    private static final int MOST_DIGITS = 18;

    private final byte[] json;
    private int at;

    /** Thrown where the short way ends; without a stack, so that it costs little. */
    private static final class UnusualException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        private UnusualException() {
            super(null, null, false, false);
        }
    }

    private ChoiceReader(byte[] json) {
        this.json = json;
    }

    /** The choice, with members that nobody has checked yet; null where it must be read the long way. */
    static @Nullable ChoiceRecorded read(byte[] json) {
        ChoiceReader reader = new ChoiceReader(json);
        if (!reader.has("{\"type\":\"" + ChoiceRecorded.TYPE + "\"")) {
            return null;
        }
        try {
            ChoiceRecorded choice = reader.choice();
            return reader.at == json.length ? choice : null;
        } catch (UnusualException e) {
            return null;
        }
    }

    private ChoiceRecorded choice() {
        return new ChoiceRecorded(
                text(",\"eventId\":"),
                text(",\"site\":"),
                text(",\"subject\":"),
                time(",\"recordedAt\":"),
                optionalTime(",\"occurredAt\":"),
                bool(",\"clockSkewed\":"),
                time(",\"validUntil\":"),
                integer(",\"noticeVersion\":"),
                text(",\"noticeHash\":"),
                bool(",\"noticeSuperseded\":"),
                optionalText(",\"bannerVersion\":"),
                text(",\"language\":"),
                surface(text(",\"surface\":")),
                method(text(",\"method\":")),
                action(text(",\"action\":")),
                has(",\"sequence\":") ? (Long) number() : null,
                answers(",\"purposes\":{"),
                optionalAnswers(",\"vendors\":{"),
                circumstances(),
                has(",\"subjectKey\":") ? (Integer) integer() : null,
                optionalText(",\"confirms\":"),
                null,
                text(",\"salt\":"),
                producer());
    }

    private ProducerPosition producer() {
        String run = text(",\"producer\":{\"run\":");
        expect(",\"sequence\":");
        ProducerPosition producer = new ProducerPosition(run, number());
        expect("}}");
        return producer;
    }

    private ChoiceRecorded.@Nullable Circumstances circumstances() {
        if (!has(",\"circumstances\":{")) {
            return null;
        }
        String jurisdiction = optionalText("\"jurisdiction\":");
        if (jurisdiction != null) {
            expect(",");
        }
        ChoiceRecorded.GpcSignal gpc = null;
        if (has("\"gpc\":{\"honoured\":")) {
            gpc = new ChoiceRecorded.GpcSignal(bool(), texts(",\"overridden\":["));
            expect("},");
        }
        String agent = optionalText("\"agent\":");
        if (agent != null) {
            expect(",");
        }
        boolean automated = bool("\"automated\":");
        expect("}");
        return new ChoiceRecorded.Circumstances(jurisdiction, gpc, agent, automated);
    }

    private List<String> texts(String member) {
        expect(member);
        List<String> texts = new ArrayList<>();
        if (!has("]")) {
            do {
                texts.add(text());
            } while (has(","));
            expect("]");
        }
        return texts;
    }

    private @Nullable SortedMap<String, Answer> optionalAnswers(String member) {
        return has(member) ? answers() : null;
    }

    private SortedMap<String, Answer> answers(String member) {
        expect(member);
        return answers();
    }

    private SortedMap<String, Answer> answers() {
        SortedMap<String, Answer> answers = new TreeMap<>();
        if (!has("}")) {
            do {
                String of = text();
                expect(":");
                if (answers.put(of, answer(text())) != null) {
                    throw new UnusualException();
                }
            } while (has(","));
            expect("}");
        }
        return answers;
    }

    private Instant time(String member) {
        Instant time = Times.instant(text(member));
        if (time == null) {
            throw new UnusualException();
        }
        return time;
    }

    private @Nullable Instant optionalTime(String member) {
        if (!has(member)) {
            return null;
        }
        Instant time = Times.instant(text());
        if (time == null) {
            throw new UnusualException();
        }
        return time;
    }

    private String text(String member) {
        expect(member);
        return text();
    }

    private @Nullable String optionalText(String member) {
        return has(member) ? text() : null;
    }

    /** Printable ASCII without an escape. */
    private String text() {
        expect("\"");
        int from = at;
        while (at < json.length && json[at] != '"') {
            if (json[at] < ' ' || json[at] > '~' || json[at] == '\\') {
                throw new UnusualException();
            }
            at++;
        }
        String text = new String(json, from, at - from, StandardCharsets.US_ASCII);
        expect("\"");
        return text;
    }

    private int integer(String member) {
        expect(member);
        return integer();
    }

    private int integer() {
        long number = number();
        if (number > Integer.MAX_VALUE) {
            throw new UnusualException();
        }
        return (int) number;
    }

    private long number() {
        int from = at;
        long number = 0;
        while (at < json.length && json[at] >= '0' && json[at] <= '9') {
            number = 10 * number + json[at] - '0';
            at++;
        }
        if (at == from || at - from > MOST_DIGITS || (json[from] == '0' && at - from > 1)) {
            throw new UnusualException();
        }
        return number;
    }

    private boolean bool(String member) {
        expect(member);
        return bool();
    }

    private boolean bool() {
        if (has("true")) {
            return true;
        }
        expect("false");
        return false;
    }

    private void expect(String text) {
        if (!has(text)) {
            throw new UnusualException();
        }
    }

    /** Whether that comes next; then it is passed. */
    private boolean has(String text) {
        int length = text.length();
        if (json.length - at < length) {
            return false;
        }
        for (int i = 0; i < length; i++) {
            if (json[at + i] != text.charAt(i)) {
                return false;
            }
        }
        at += length;
        return true;
    }

    private static Answer answer(String wire) {
        return switch (wire) {
            case "granted" -> Answer.GRANTED;
            case "denied" -> Answer.DENIED;
            case "never-asked" -> Answer.NEVER_ASKED;
            case "pending" -> Answer.PENDING;
            case "exempt" -> Answer.EXEMPT;
            default -> throw new UnusualException();
        };
    }

    private static Surface surface(String wire) {
        return switch (wire) {
            case "banner" -> Surface.BANNER;
            case "preferences" -> Surface.PREFERENCES;
            case "form" -> Surface.FORM;
            case "api" -> Surface.API;
            case "mail" -> Surface.MAIL;
            default -> throw new UnusualException();
        };
    }

    private static Method method(String wire) {
        return switch (wire) {
            case "click" -> Method.CLICK;
            case "signal" -> Method.SIGNAL;
            case "api" -> Method.API;
            default -> throw new UnusualException();
        };
    }

    private static Action action(String wire) {
        return switch (wire) {
            case "accept-all" -> Action.ACCEPT_ALL;
            case "refuse-all" -> Action.REFUSE_ALL;
            case "withdraw-all" -> Action.WITHDRAW_ALL;
            case "custom" -> Action.CUSTOM;
            case "renew" -> Action.RENEW;
            case "confirm" -> Action.CONFIRM;
            default -> throw new UnusualException();
        };
    }
}
