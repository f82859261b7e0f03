package dev.assent.ledger.console;

import dev.assent.ledger.history.Item;
import org.jspecify.annotations.Nullable;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The page of what a search found.
 *
 * @param actor who is signed in
 * @param site the site's id
 * @param from the first day, as it was typed
 * @param to the last day
 * @param rows newest first
 * @param next the address of the next page; null at the end
 */
public record EventsPage(
        String actor,
        String site,
        String from,
        String to,
        List<EventRow> rows,
        @Nullable String next) {

    static EventsPage of(
            String actor,
            String site,
            @Nullable String from,
            @Nullable String to,
            List<Item> items,
            @Nullable String cursor) {
        String first = from == null ? "" : from;
        String last = to == null ? "" : to;
        return new EventsPage(
                actor,
                site,
                first,
                last,
                items.stream().map(EventRow::of).toList(),
                cursor == null
                        ? null
                        : "/console/sites/" + site + "/events?"
                                + query(Map.of("from", first, "to", last, "cursor", cursor)));
    }

    static String query(Map<String, String> parameters) {
        return parameters.entrySet().stream()
                .filter(parameter -> !parameter.getValue().isEmpty())
                .sorted(Map.Entry.comparingByKey())
                .map(parameter ->
                        parameter.getKey() + "=" + URLEncoder.encode(parameter.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
    }
}
