package dev.assent.system.platform;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import java.io.UncheckedIOException;
import java.net.http.HttpHeaders;
import java.net.http.HttpResponse;
import java.time.Duration;

/** What a service answered, and how long that took. */
public record Answer(int status, HttpHeaders headers, String body, Duration took) {

    private static final ObjectMapper MAPPER = new ObjectMapper();

    public static Answer of(HttpResponse<String> response, long startNanos) {
        return new Answer(
                response.statusCode(),
                response.headers(),
                response.body(),
                Duration.ofNanos(System.nanoTime() - startNanos));
    }

    public JsonNode json() {
        try {
            return MAPPER.readTree(body);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException("not JSON: " + body, e);
        }
    }

    public String text(String member) {
        return json().path(member).asText();
    }

    public String header(String name) {
        return headers.firstValue(name).orElse("");
    }

    @Override
    public String toString() {
        return status + " after " + took.toMillis() + " ms: " + body;
    }
}
