package dev.assent.system.isolation;

import java.io.IOException;
import java.net.HttpCookie;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Signs in at a service's console as a browser does: to the identity provider's page, its form, and back. */
final class ConsoleSession implements AutoCloseable {

    private static final Pattern FORM = Pattern.compile("<form[^>]*\\saction=\"([^\"]+)\"");
    private static final int MOST_REDIRECTS = 10;

    private final HttpClient http = HttpClient.newBuilder()
            .followRedirects(HttpClient.Redirect.NEVER)
            .version(HttpClient.Version.HTTP_1_1)
            .build();
    // By host and port. Java's own store keeps "Secure" cookies from http://localhost, which browsers trust.
    private final Map<String, Map<String, String>> cookies = new HashMap<>();

    private ConsoleSession() {}

    /** The Cookie header of the session. */
    static String cookies(URI console, String person, String password) {
        try (ConsoleSession browser = new ConsoleSession()) {
            HttpResponse<String> page = browser.follow(HttpRequest.newBuilder(console));
            Matcher form = FORM.matcher(page.body());
            if (!form.find()) {
                throw new AssertionError("no sign-in form at " + page.uri() + ": " + page.statusCode());
            }
            String credentials = "username=" + encode(person) + "&password=" + encode(password);
            HttpResponse<String> end = browser.follow(
                    HttpRequest.newBuilder(page.uri().resolve(form.group(1).replace("&amp;", "&")))
                            .header("Content-Type", "application/x-www-form-urlencoded")
                            .POST(BodyPublishers.ofString(credentials)));
            String session = browser.header(console, "q_session");
            if (session.isEmpty()) {
                throw new AssertionError(
                        person + " has no session at " + console + ", but " + end.statusCode() + " at " + end.uri());
            }
            return session;
        }
    }

    private HttpResponse<String> follow(HttpRequest.Builder first) {
        HttpResponse<String> response = send(first);
        for (int i = 0; i < MOST_REDIRECTS && response.statusCode() / 100 == 3; i++) {
            String location = response.headers().firstValue("Location").orElseThrow();
            response = send(HttpRequest.newBuilder(response.uri().resolve(location)));
        }
        return response;
    }

    private HttpResponse<String> send(HttpRequest.Builder request) {
        URI address = request.build().uri();
        String known = header(address, "");
        if (!known.isEmpty()) {
            request.header("Cookie", known);
        }
        try {
            HttpResponse<String> response =
                    http.send(request.timeout(Duration.ofSeconds(30)).build(), BodyHandlers.ofString());
            response.headers().allValues("Set-Cookie").stream()
                    .flatMap(header -> HttpCookie.parse(header).stream())
                    .forEach(cookie -> cookies.computeIfAbsent(address.getAuthority(), _ -> new TreeMap<>())
                            .put(cookie.getName(), cookie.getValue()));
            return response;
        } catch (IOException e) {
            throw new AssertionError(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    private String header(URI address, String prefix) {
        return cookies.getOrDefault(address.getAuthority(), Map.of()).entrySet().stream()
                .filter(cookie ->
                        cookie.getKey().startsWith(prefix) && !cookie.getValue().isEmpty())
                .map(cookie -> cookie.getKey() + "=" + cookie.getValue())
                .collect(Collectors.joining("; "));
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        http.close();
    }
}
