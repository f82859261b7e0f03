package dev.assent.system.intake;

import dev.assent.system.platform.Answer;
import dev.assent.system.platform.OnPlatform;
import dev.assent.system.platform.PlatformUnderTest;
import dev.assent.system.platform.Site;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

import java.net.http.HttpRequest;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import static org.assertj.core.api.Assertions.assertThat;

@OnPlatform
class MalformedChoiceIT {

    private static final String JSON = "application/json";
    private static final int LOGS = 4;

    /** A request, and the status and problem type that it must get. */
    private record Row(String site, String contentType, String body, int status, String type) {}

    @Test
    void whatIsMalformedIsAProblemAndNeverReachesKafka(PlatformUnderTest platform) throws Exception {
        try (Site site = new Site(platform, Site.SMARTSUPP)) {
            Map<Integer, Long> before = offsets(platform);

            table(site).forEach((what, row) -> {
                Answer answer = send(platform, site, row);

                assertThat(answer.status()).as("%s: %s", what, answer).isEqualTo(row.status());
                assertThat(answer.text("type"))
                        .as("%s: %s", what, answer)
                        .isEqualTo("urn:assent:problem:" + row.type());
                assertThat(answer.header("Content-Type")).as(what).startsWith("application/problem+json");
                assertThat(answer.body()).as(what).doesNotContain("Exception", "dev.assent", "jackson");
            });

            assertThat(offsets(platform)).isEqualTo(before);
        }
    }

    private static Map<String, Row> table(Site site) {
        String good = site.action(site.secret(), 1, "accept-all");
        String secret = site.secret();
        Map<String, Row> rows = new TreeMap<>();
        rows.put("no body", row("", 400, "malformed-request"));
        rows.put("null", row("null", 400, "malformed-request"));
        rows.put("half an object", row(good.substring(0, good.length() / 2), 400, "malformed-request"));
        rows.put("an array", row("[" + good + "]", 400, "malformed-request"));
        rows.put("two objects", row(good + good, 400, "malformed-request"));
        rows.put("no JSON", row("accept all", 400, "malformed-request"));
        rows.put("broken UTF-16 escape", row(good.replace("banner", "\\ud8"), 400, "malformed-request"));
        rows.put("a member twice", row(good.replace("{", "{\"sequence\":2,"), 400, "malformed-request"));
        rows.put("an unknown member", row(good.replace("{", "{\"subject\":\"x\","), 400, "malformed-request"));
        rows.put("a number for a text", row(good.replace("\"fr\"", "1"), 400, "malformed-request"));
        rows.put("a fraction for a version", row(version(site, good, "1.5"), 400, "malformed-request"));
        rows.put("a number beyond long", row(version(site, good, "1e99"), 400, "malformed-request"));
        rows.put("an unknown surface", row(good.replace("banner", "billboard"), 400, "malformed-request"));
        rows.put("an unknown action", row(good.replace("accept-all", "accept-some"), 400, "malformed-request"));
        rows.put("deep nesting", row("[".repeat(8_000), 400, "malformed-request"));
        rows.put("no secret", row(good.replaceFirst("\"subjectSecret\":\"[^\"]*\",", ""), 400, "invalid-choice"));
        rows.put("a short secret", row(site.action("abc", 1, "accept-all"), 400, "invalid-choice"));
        rows.put("a version below 1", row(version(site, good, "0"), 400, "invalid-choice"));
        rows.put(
                "neither choices nor action",
                row(good.replace("\"action\":\"accept-all\",", ""), 400, "invalid-choice"));
        rows.put("no choices", row(site.custom(secret, 1, "{}"), 400, "invalid-choice"));
        rows.put("a sequence below 1", row(site.action(secret, 0, "accept-all"), 400, "invalid-choice"));
        rows.put("a language that is none", row(good.replace("\"fr\"", "\"<b>\""), 400, "invalid-choice"));
        rows.put(
                "an unknown purpose",
                row(site.custom(secret, 1, "{\"astrology\":\"granted\"}"), 422, "unknown-purpose"));
        rows.put(
                "a version that is not known yet",
                row(version(site, good, "999999"), 503, "notice-version-not-known-yet"));
        rows.put("an unknown site", new Row("nowhere", JSON, good, 404, "unknown-site"));
        rows.put("a site id that is none", new Row("..%2f..", JSON, good, 404, "unknown-site"));
        rows.put(
                "a form",
                new Row(Site.SMARTSUPP, "application/x-www-form-urlencoded", "a=b", 415, "unsupported-media-type"));
        rows.put("a web page", new Row(Site.SMARTSUPP, "text/html", good, 415, "unsupported-media-type"));
        rows.put("a body of 11 MB", row(good.replace("\"fr\"", "\"" + "f".repeat(11 << 20) + "\""), 413, "too-large"));
        return rows;
    }

    private static Row row(String body, int status, String type) {
        return new Row(Site.SMARTSUPP, JSON, body, status, type);
    }

    private static String version(Site site, String body, String version) {
        return body.replace("\"noticeVersion\":" + site.noticeVersion(), "\"noticeVersion\":" + version);
    }

    private static Answer send(PlatformUnderTest platform, Site site, Row row) {
        return site.send(HttpRequest.newBuilder(platform.api().resolve("/v1/sites/" + row.site() + "/choices"))
                .header("Content-Type", row.contentType())
                .POST(HttpRequest.BodyPublishers.ofString(row.body())));
    }

    private static Map<Integer, Long> offsets(PlatformUnderTest platform) throws Exception {
        try (Admin admin = platform.platform().kafka().admin()) {
            Map<TopicPartition, OffsetSpec> latest = IntStream.range(0, LOGS)
                    .mapToObj(partition -> new TopicPartition("consent.events", partition))
                    .collect(Collectors.toMap(partition -> partition, _ -> OffsetSpec.latest()));
            return admin.listOffsets(latest).all().get().entrySet().stream()
                    .collect(Collectors.toMap(
                            e -> e.getKey().partition(), e -> e.getValue().offset()));
        }
    }
}
