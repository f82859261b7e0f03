package dev.assent.system.platform;

import com.fasterxml.jackson.databind.JsonNode;

import java.net.URI;
import java.net.http.HttpRequest;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

import static org.awaitility.Awaitility.await;

/** A site's visitors, as consent-api sees them: each with a secret of their own. */
public final class Site implements AutoCloseable {

    /** The French site with a banner and three optional purposes. */
    public static final String SMARTSUPP = "smartsupp";

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Client client = new Client();
    private final SecureRandom random = new SecureRandom();
    private final PlatformUnderTest platform;
    private final String id;
    private final int noticeVersion;
    private final List<String> optional = new ArrayList<>();

    public Site(PlatformUnderTest platform, String id) {
        this.platform = platform;
        this.id = id;
        // A service is ready before the registry's first announcements have reached it.
        JsonNode banner = await().atMost(PATIENCE)
                .until(
                        () -> get(platform.api().resolve("/v1/sites/" + id + "/banner?lang=fr")),
                        answer -> answer.status() == 200)
                .json();
        noticeVersion = banner.path("noticeVersion").asInt();
        banner.path("purposes").forEach(purpose -> {
            if (!purpose.path("exempt").asBoolean()) {
                optional.add(purpose.path("id").asText());
            }
        });
    }

    /** The purposes that a visitor is asked about. */
    public List<String> optionalPurposes() {
        return optional;
    }

    public int noticeVersion() {
        return noticeVersion;
    }

    /** A new visitor's secret: 128 random bits. */
    public String secret() {
        byte[] bytes = new byte[16];
        random.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    /** The body of a whole answer: {@code accept-all}, {@code refuse-all} or {@code withdraw-all}. */
    public String action(String secret, long sequence, String action) {
        return body(secret, sequence, "\"action\":\"" + action + "\"");
    }

    /** The body of an answer purpose by purpose, {@code {"statistics":"granted",…}}. */
    public String custom(String secret, long sequence, String choices) {
        return body(secret, sequence, "\"choices\":" + choices);
    }

    private String body(String secret, long sequence, String answer) {
        return """
                {"subjectSecret":"%s","sequence":%d,%s,"noticeVersion":%d,"language":"fr","surface":"banner",\
                "method":"click"}""".formatted(secret, sequence, answer, noticeVersion);
    }

    /** Sends a choice. */
    public Answer choose(String body) {
        return choose(body, "application/json");
    }

    public Answer choose(String body, String contentType) {
        return send(HttpRequest.newBuilder(choices())
                .header("Content-Type", contentType)
                .POST(HttpRequest.BodyPublishers.ofString(body)));
    }

    public URI choices() {
        return platform.api().resolve("/v1/sites/" + id + "/choices");
    }

    /** What the present state of a visitor is, asked with the visitor's secret. */
    public Answer consent(String secret) {
        return send(HttpRequest.newBuilder(platform.ledger().resolve("/v1/sites/" + id + "/consent"))
                .header("Assent-Subject", secret));
    }

    public Answer get(URI address) {
        return client.get(address);
    }

    public Answer send(HttpRequest.Builder request) {
        return client.send(request);
    }

    @Override
    public void close() {
        client.close();
    }
}
