package dev.assent.ledger.console;

import com.fasterxml.jackson.databind.JsonNode;
import dev.assent.ledger.history.Item;
import dev.assent.ledger.history.Shown;
import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * An event in a list.
 *
 * @param what in words
 * @param at when, in words
 * @param answers purpose by purpose; empty for what is no choice
 * @param where how it was asked, in words
 * @param notes what else to know of it
 * @param eventId its id
 * @param place log and index
 * @param receipt its receipt's address
 * @param shown the address of what had been shown; null for what is no choice
 * @param version the notice's version, in words
 * @param subjectPage the page of whose it is
 */
public record EventRow(
        String what,
        String at,
        List<String> answers,
        String where,
        List<String> notes,
        String eventId,
        String place,
        String receipt,
        @Nullable String shown,
        String version,
        String subjectPage) {

    static EventRow of(Item item) {
        JsonNode event = item.event();
        Shown shown = item.shown();
        return new EventRow(
                Wording.event(event.path("type").asText(), word(event)),
                Wording.moment(Instant.parse(event.path("recordedAt").asText())),
                answers(event),
                Stream.of(
                                Wording.surface(event.path("surface").asText("")),
                                event.path("language").asText(""))
                        .filter(text -> !text.isEmpty())
                        .collect(Collectors.joining(", ")),
                notes(item),
                event.path("eventId").asText(),
                "log " + item.log() + ", entry " + item.index(),
                item.receipt(),
                shown == null ? null : shown.version(),
                shown == null ? "" : "Version " + shown.noticeVersion(),
                subjectPage(event.path("site").asText(), event.path("subject").asText()));
    }

    static String subjectPage(String site, String subject) {
        return "/console/sites/" + site + "/subjects/" + subject;
    }

    private static @Nullable String word(JsonNode event) {
        if (event.has("shredded")) {
            return "shredded";
        }
        return Stream.of("action", "command", "linked")
                .filter(event::has)
                .map(member -> event.get(member).asText())
                .findFirst()
                .orElse(null);
    }

    private static List<String> answers(JsonNode event) {
        return event.path("purposes").properties().stream()
                .map(answer ->
                        answer.getKey() + ": " + answer.getValue().asText().replace('-', ' '))
                .toList();
    }

    private static List<String> notes(Item item) {
        JsonNode event = item.event();
        return Stream.of(
                        Map.entry(item.superseded(), "never took effect"),
                        Map.entry(event.has("imported"), "imported"),
                        Map.entry(event.path("circumstances").path("automated").asBoolean(), "a robot"),
                        Map.entry(event.path("noticeSuperseded").asBoolean(), "under an older notice"))
                .filter(Map.Entry::getKey)
                .map(Map.Entry::getValue)
                .toList();
    }
}
