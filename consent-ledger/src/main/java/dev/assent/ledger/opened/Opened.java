package dev.assent.ledger.opened;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.assent.events.ChoiceRecorded;
import dev.assent.events.Event;
import dev.assent.events.EventCodec;
import dev.assent.events.LogEvent;
import dev.assent.events.MalformedEventException;
import dev.assent.ledger.evidence.Entry;
import dev.assent.ledger.log.LogId;

import java.io.IOException;
import java.time.Instant;

/**
 * An entry, opened.
 *
 * @param log the log that holds it
 * @param entry the entry
 * @param value the event's JSON, byte for byte as it came
 */
@SuppressWarnings("ArrayRecordComponent")
public record Opened(LogId log, Entry entry, byte[] value) {

    private static final JsonMapper JSON = new JsonMapper();

    /** The event. */
    public LogEvent event() {
        try {
            Event event = EventCodec.read(value);
            if (event instanceof LogEvent known) {
                return known;
            }
            throw new IllegalStateException("entry %d of log %s holds another event".formatted(entry.index(), log));
        } catch (MalformedEventException e) {
            throw new IllegalStateException("entry %d of log %s cannot be read".formatted(entry.index(), log), e);
        }
    }

    /** The event, which is a choice. */
    public ChoiceRecorded choice() {
        if (event() instanceof ChoiceRecorded choice) {
            return choice;
        }
        throw new IllegalStateException("entry %d of log %s is no choice".formatted(entry.index(), log));
    }

    /** When the platform took the event. */
    public Instant recordedAt() {
        return event().recordedAt();
    }

    /** The event as it was recorded, with members that this version does not know. */
    public JsonNode json() {
        try {
            return JSON.readTree(value);
        } catch (IOException e) {
            throw new IllegalStateException("entry %d of log %s holds no JSON".formatted(entry.index(), log), e);
        }
    }

    /** Whether it is a choice that never took effect: late, pending after an answer, or imported after one. */
    public boolean superseded() {
        return entry.kind() == Entry.Kind.SUPERSEDED_CHOICE;
    }

    @Override
    public String toString() {
        return "entry %d of log %s".formatted(entry.index(), log);
    }
}
