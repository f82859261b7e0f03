package dev.assent.events;

import org.jspecify.annotations.Nullable;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;

/**
 * A choice's JSON by hand, byte for byte what the mapper writes (a test holds one against the other): every choice of
 * every visitor is written here, and the mapper takes several times as long.
 */
final class ChoiceWriter {

    private static final int USUAL_LENGTH = 1_280;

    private final StringBuilder json = new StringBuilder(USUAL_LENGTH);

    /** Whether all texts so far stand in JSON as they are. */
    private boolean plain = true;

    private ChoiceWriter() {}

    /** The bytes; null for what is rare enough to leave it to the mapper: imported choices, and texts with escapes. */
    static byte @Nullable [] write(ChoiceRecorded choice) {
        if (choice.imported() != null) {
            return null;
        }
        ChoiceWriter writer = new ChoiceWriter();
        writer.choice(choice);
        return writer.plain ? writer.json.toString().getBytes(StandardCharsets.US_ASCII) : null;
    }

    private void choice(ChoiceRecorded choice) {
        json.append("{\"type\":\"").append(ChoiceRecorded.TYPE).append('"');
        text(",\"eventId\":", choice.eventId());
        text(",\"site\":", choice.site());
        text(",\"subject\":", choice.subject());
        time(",\"recordedAt\":", choice.recordedAt());
        time(",\"occurredAt\":", choice.occurredAt());
        json.append(",\"clockSkewed\":").append(choice.clockSkewed());
        time(",\"validUntil\":", choice.validUntil());
        json.append(",\"noticeVersion\":").append(choice.noticeVersion());
        text(",\"noticeHash\":", choice.noticeHash());
        json.append(",\"noticeSuperseded\":").append(choice.noticeSuperseded());
        text(",\"bannerVersion\":", choice.bannerVersion());
        text(",\"language\":", choice.language());
        text(",\"surface\":", wire(choice.surface()));
        text(",\"method\":", wire(choice.method()));
        text(",\"action\":", wire(choice.action()));
        number(",\"sequence\":", choice.sequence());
        answers(",\"purposes\":{", choice.purposes());
        answers(",\"vendors\":{", choice.vendors());
        circumstances(choice.circumstances());
        number(",\"subjectKey\":", choice.subjectKey());
        text(",\"confirms\":", choice.confirms());
        text(",\"salt\":", choice.salt());
        text(",\"producer\":{\"run\":", choice.producer().run());
        json.append(",\"sequence\":").append(choice.producer().sequence()).append("}}");
    }

    private void circumstances(ChoiceRecorded.@Nullable Circumstances circumstances) {
        if (circumstances == null) {
            return;
        }
        json.append(",\"circumstances\":{");
        text("\"jurisdiction\":", circumstances.jurisdiction());
        if (circumstances.jurisdiction() != null) {
            json.append(',');
        }
        ChoiceRecorded.GpcSignal gpc = circumstances.gpc();
        if (gpc != null) {
            json.append("\"gpc\":{\"honoured\":").append(gpc.honoured());
            list(",\"overridden\":[", gpc.overridden());
            json.append("},");
        }
        text("\"agent\":", circumstances.agent());
        if (circumstances.agent() != null) {
            json.append(',');
        }
        json.append("\"automated\":").append(circumstances.automated()).append('}');
    }

    private void answers(String member, @Nullable SortedMap<String, Answer> answers) {
        if (answers == null) {
            return;
        }
        json.append(member);
        Iterator<Map.Entry<String, Answer>> all = answers.entrySet().iterator();
        while (all.hasNext()) {
            Map.Entry<String, Answer> one = all.next();
            text("", one.getKey());
            text(":", wire(one.getValue()));
            if (all.hasNext()) {
                json.append(',');
            }
        }
        json.append('}');
    }

    private void list(String member, List<String> texts) {
        json.append(member);
        for (int i = 0; i < texts.size(); i++) {
            text(i == 0 ? "" : ",", texts.get(i));
        }
        json.append(']');
    }

    private void number(String member, @Nullable Number number) {
        if (number != null) {
            json.append(member).append(number.longValue());
        }
    }

    private void time(String member, @Nullable Instant time) {
        if (time != null) {
            json.append(member).append('"');
            Times.append(json, time);
            json.append('"');
        }
    }

    private void text(String member, @Nullable String text) {
        if (text != null) {
            plain &= isPlain(text);
            json.append(member).append('"').append(text).append('"');
        }
    }

    /** Printable ASCII without the two characters that JSON escapes. */
    private static boolean isPlain(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < ' ' || c > '~' || c == '"' || c == '\\') {
                return false;
            }
        }
        return true;
    }

    private static String wire(Answer answer) {
        return switch (answer) {
            case GRANTED -> "granted";
            case DENIED -> "denied";
            case NEVER_ASKED -> "never-asked";
            case PENDING -> "pending";
            case EXEMPT -> "exempt";
        };
    }

    private static String wire(Surface surface) {
        return switch (surface) {
            case BANNER -> "banner";
            case PREFERENCES -> "preferences";
            case FORM -> "form";
            case API -> "api";
            case MAIL -> "mail";
        };
    }

    private static String wire(Method method) {
        return switch (method) {
            case CLICK -> "click";
            case SIGNAL -> "signal";
            case API -> "api";
        };
    }

    private static String wire(Action action) {
        return switch (action) {
            case ACCEPT_ALL -> "accept-all";
            case REFUSE_ALL -> "refuse-all";
            case WITHDRAW_ALL -> "withdraw-all";
            case CUSTOM -> "custom";
            case RENEW -> "renew";
            case CONFIRM -> "confirm";
        };
    }
}
