package dev.assent.ledger.export;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.assent.ledger.opened.Opened;

/** A line of newline-delimited JSON. */
final class JsonLine {

    private static final JsonMapper JSON = new JsonMapper();

    private JsonLine() {}

    static String of(Opened entry, String cursor) {
        ObjectNode line = JSON.createObjectNode()
                .put("cursor", cursor)
                .put("log", entry.log().name())
                .put("index", entry.entry().index())
                .put("superseded", entry.superseded());
        line.set("event", entry.json());
        try {
            // A line end inside a text is written as \n, so a line is a line.
            return JSON.writeValueAsString(line) + "\n";
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(entry + " cannot be written", e);
        }
    }
}
