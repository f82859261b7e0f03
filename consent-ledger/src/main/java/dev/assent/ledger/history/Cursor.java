package dev.assent.ledger.history;

import dev.assent.ledger.log.LogId;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/** Places in logs as callers carry them: opaque to them, and nothing secret. */
final class Cursor {

    private Cursor() {}

    /** Writes places. */
    static String write(Map<LogId, Long> places) {
        String text = places.entrySet().stream()
                .map(place -> place.getKey().number() + ":" + place.getValue())
                .collect(Collectors.joining(","));
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.US_ASCII));
    }

    /** Reads them; 400 if they are none of ours. */
    static Map<LogId, Long> read(String cursor) {
        try {
            String text = new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.US_ASCII);
            Map<LogId, Long> places = new LinkedHashMap<>();
            for (String place : Arrays.asList(text.split(",", -1))) {
                int colon = place.indexOf(':');
                places.put(
                        LogId.ofNumber(Integer.parseInt(place.substring(0, colon))),
                        Long.parseLong(place.substring(colon + 1)));
            }
            return places;
        } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
            throw Query.bad("cursor", "It is none of ours.");
        }
    }
}
