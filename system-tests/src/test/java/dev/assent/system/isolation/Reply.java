package dev.assent.system.isolation;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;

import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * What came back.
 *
 * @param status the HTTP status
 * @param location where it sends the caller; empty if nowhere
 * @param shape everything that a caller could tell two answers apart by, but for what the caller itself had sent
 */
record Reply(int status, String location, String shape) {

    private static final ObjectMapper JSON = new ObjectMapper();

    /**
     * An answer.
     *
     * @param sent what the caller sent in the path, and may therefore get back
     */
    static Reply of(HttpResponse<String> response, List<String> sent) {
        Map<String, String> headers = new TreeMap<>();
        response.headers()
                .map()
                .forEach((name, values) ->
                        headers.put(name.toLowerCase(java.util.Locale.ROOT), new TreeSet<>(values).toString()));
        headers.keySet().removeAll(List.of("date", "content-length", "set-cookie"));
        String shape = response.statusCode() + " " + headers + " " + body(response.body());
        // The sign-in's state is random each time.
        shape = shape.replaceAll("state=[0-9a-f-]{36}", "state=…");
        for (String value : sent) {
            shape = shape.replace(value, "…");
        }
        return new Reply(
                response.statusCode(), response.headers().firstValue("location").orElse(""), shape);
    }

    /** Whether it sends a person to the sign-in page. */
    boolean asksToSignIn() {
        return status == 302 && location.contains("/protocol/openid-connect/auth");
    }

    private static String body(String text) {
        try {
            JsonNode json = JSON.readTree(text);
            if (json instanceof ObjectNode problem) {
                problem.remove("instance");
                return problem.properties().stream()
                        .sorted(Map.Entry.comparingByKey())
                        .map(Object::toString)
                        .collect(Collectors.joining(","));
            }
            return json.toString();
        } catch (JsonProcessingException e) {
            return text;
        }
    }
}
