package dev.assent.system.isolation;

import com.fasterxml.jackson.databind.JsonNode;
import dev.assent.deploy.local.SampleSites;
import dev.assent.deploy.local.Service;
import dev.assent.system.platform.Answer;
import dev.assent.system.platform.Client;
import dev.assent.system.platform.PlatformUnderTest;

import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

import static org.awaitility.Awaitility.await;

/** A request with an attachment at each of the sites, opened by a mail as anyone would write it. */
final class OpenedRequests implements Matrix.ForeignObjects {

    private static final String MAIL = """
            From: Visitor <visitor@people.test>
            To: %1$s
            Subject: What do you hold about me?
            Message-ID: <isolation-%2$s@people.test>
            Date: Sun, 22 Nov 2026 12:00:00 +0000
            MIME-Version: 1.0
            Content-Type: multipart/mixed; boundary="part"

            --part
            Content-Type: text/plain; charset=utf-8

            Please send me a copy of what you hold about me.
            --part
            Content-Type: text/plain; name="proof.txt"
            Content-Disposition: attachment; filename="proof.txt"

            This is my proof.
            --part--
            """;

    /** A request's id, and its attachment's. */
    private record Opened(String request, String attachment) {}

    private final Map<String, Opened> bySite;

    OpenedRequests(PlatformUnderTest platform, List<String> sites) {
        sites.forEach(site -> write(platform, site));
        bySite = sites.stream().collect(Collectors.toMap(Function.identity(), site -> opened(platform, site)));
    }

    @Override
    public List<String> of(String site, Operation operation) {
        Opened opened = bySite.get(site);
        return switch (operation.path().replace("/console/sites/", "/v1/sites/")) {
            case "/v1/sites/{site}/requests/{id}" -> List.of(opened.request());
            case "/v1/sites/{site}/requests/{id}/attachments/{attachment}" ->
                List.of(opened.request(), opened.attachment());
            default -> List.of();
        };
    }

    private static void write(PlatformUnderTest platform, String site) {
        String officer = SampleSites.mailbox(site);
        byte[] mail = MAIL.formatted(officer, site).replace("\n", "\r\n").getBytes(StandardCharsets.UTF_8);
        platform.platform().mail().send("visitor@people.test", List.of(officer), mail);
    }

    private static Opened opened(PlatformUnderTest platform, String site) {
        URI requests = platform.notifier().resolve("/v1/sites/" + site + "/requests");
        String token = platform.platform().accessToken("dpo-" + site, Service.NOTIFIER);
        try (Client client = new Client()) {
            Function<URI, Answer> get =
                    address -> client.send(HttpRequest.newBuilder(address).header("Authorization", "Bearer " + token));
            String id = await().atMost(Duration.ofSeconds(60))
                    .until(() -> mine(get.apply(requests).json()), found -> !found.isEmpty());
            JsonNode request = get.apply(URI.create(requests + "/" + id)).json();
            return new Opened(id, request.at("/messages/0/attachments/0/id").asText());
        }
    }

    private static String mine(JsonNode page) {
        for (JsonNode item : page.path("items")) {
            if (item.path("sender").asText().equals("visitor@people.test")) {
                return item.path("id").asText();
            }
        }
        return "";
    }
}
