package dev.assent.api.choice;

import dev.assent.api.ConsentEvents;
import dev.assent.api.KafkaOfTests;
import dev.assent.api.OpenApiDocument;
import dev.assent.api.TestSites;
import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.core.json.JsonObject;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.stream.Stream;

import static org.assertj.core.api.Assertions.assertThat;

/** Whatever is sent: a problem with a stable type, never a 500, and nothing on Kafka. */
@QuarkusTest
@WithTestResource(value = KafkaOfTests.class, scope = TestResourceScope.GLOBAL)
class BadInputIT {

    private static final String GOOD = """
            {"subjectSecret": "000102030405060708090a0b0c0d0e0f", "sequence": 1,
             "choices": {"preferences": "granted", "marketing": "denied"},
             "noticeVersion": 3, "language": "fr", "surface": "banner", "method": "click",
             "occurredAt": "2026-11-22T17:00:00Z"}""";

    private static final HttpClient CLIENT =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private static ConsentEvents events;

    @TestHTTPResource("/v1/sites/")
    URI sites;

    @BeforeAll
    static void open() {
        events = new ConsentEvents();
    }

    @AfterAll
    static void close() {
        events.close();
    }

    static Stream<String> malformed() {
        return Stream.of(
                "",
                " ",
                "null",
                "true",
                "7",
                "\"text\"",
                "[]",
                "[{}]",
                "{",
                "}",
                "{]",
                "{}{}",
                GOOD + "x",
                GOOD + GOOD,
                GOOD.substring(0, GOOD.length() - 1),
                "\u0000",
                "\ufeff" + "{",
                "[".repeat(5_000),
                "{\"choices\":".repeat(1_200),
                "{'subjectSecret': 'single quotes'}",
                GOOD.replace("\"sequence\": 1", "\"sequence\": 1, \"sequence\": 2"),
                GOOD.replace(
                        "\"sequence\": 1", "\"sequence\": 1, \"subjectSecret\": \"000102030405060708090a0b0c0d0e0f\""),
                GOOD.replace("\"denied\"", "\"denied\", \"preferences\": \"denied\""),
                GOOD.replace("\"sequence\": 1", "\"sequence\": 1, \"sequenze\": 2"),
                GOOD.replace("\"sequence\": 1", "\"sequence\": 1, \"site\": \"smartwork\""),
                GOOD.replace("\"sequence\": 1", "\"sequence\": \"1\""),
                GOOD.replace("\"sequence\": 1", "\"sequence\": 1.0"),
                GOOD.replace("\"sequence\": 1", "\"sequence\": 1e3"),
                GOOD.replace("\"sequence\": 1", "\"sequence\": NaN"),
                GOOD.replace("\"sequence\": 1", "\"sequence\": 01"),
                GOOD.replace("\"sequence\": 1", "\"sequence\": true"),
                GOOD.replace("\"sequence\": 1", "\"sequence\": [1]"),
                GOOD.replace("\"sequence\": 1", "\"sequence\": 99999999999999999999999999"),
                GOOD.replace("\"sequence\": 1", "\"sequence\": " + "9".repeat(2_000)),
                GOOD.replace("\"noticeVersion\": 3", "\"noticeVersion\": \"3\""),
                GOOD.replace("\"noticeVersion\": 3", "\"noticeVersion\": 3.2"),
                GOOD.replace("\"noticeVersion\": 3", "\"noticeVersion\": 4294967299"),
                GOOD.replace("\"noticeVersion\": 3", "\"noticeVersion\": {}"),
                GOOD.replace("\"000102030405060708090a0b0c0d0e0f\"", "12345678901234567890123456789012"),
                GOOD.replace("\"000102030405060708090a0b0c0d0e0f\"", "[\"000102030405060708090a0b0c0d0e0f\"]"),
                GOOD.replace("\"fr\"", "5"),
                GOOD.replace("\"fr\"", "true"),
                GOOD.replace("\"fr\"", "{}"),
                GOOD.replace("\"banner\"", "\"Banner\""),
                GOOD.replace("\"banner\"", "\"\""),
                GOOD.replace("\"banner\"", "0"),
                GOOD.replace("\"click\"", "\"scroll\""),
                GOOD.replace("\"granted\"", "\"GRANTED\""),
                GOOD.replace("\"granted\"", "\"exempt\""),
                GOOD.replace("\"granted\"", "\"pending\""),
                GOOD.replace("\"granted\"", "\"never-asked\""),
                GOOD.replace("\"granted\"", "true"),
                GOOD.replace("\"granted\"", "1"),
                GOOD.replace("\"granted\"", "{}"),
                GOOD.replace("{\"preferences\": \"granted\", \"marketing\": \"denied\"}", "[\"preferences\"]"),
                GOOD.replace("{\"preferences\": \"granted\", \"marketing\": \"denied\"}", "\"accept-all\""),
                GOOD.replace(
                        "\"choices\": {\"preferences\": \"granted\", \"marketing\": \"denied\"}",
                        "\"action\": \"custom\""),
                GOOD.replace("\"choices\": {\"preferences\": \"granted\", \"marketing\": \"denied\"}", "\"action\": 0"),
                GOOD.replace("\"fr\"", "\"\\ud800\""),
                GOOD.replace("\"preferences\"", "\"preferences\\udc00\""),
                GOOD.replace("\"granted\"", "\"\\udc00\\ud800\""),
                GOOD.replace("\"2026-11-22T17:00:00Z\"", "1763830800"));
    }

    @ParameterizedTest
    @MethodSource("malformed")
    void whatIsNoChoiceAtAllIsMalformed(String body) throws Exception {
        assertRefused("smartsupp", body, 400, "malformed-request");
    }

    static Stream<String> invalid() {
        String choices = "\"choices\": {\"preferences\": \"granted\", \"marketing\": \"denied\"}";
        return Stream.of(
                "{}",
                GOOD.replace("\"subjectSecret\": \"000102030405060708090a0b0c0d0e0f\",", ""),
                GOOD.replace("\"000102030405060708090a0b0c0d0e0f\"", "null"),
                GOOD.replace("000102030405060708090a0b0c0d0e0f", ""),
                GOOD.replace("000102030405060708090a0b0c0d0e0f", "short"),
                GOOD.replace("000102030405060708090a0b0c0d0e0f", "000102030405060708090a0b0c0d0e0"),
                GOOD.replace("000102030405060708090a0b0c0d0e0f", "0".repeat(129)),
                GOOD.replace("000102030405060708090a0b0c0d0e0f", "person@example.test" + " ".repeat(20)),
                GOOD.replace("000102030405060708090a0b0c0d0e0f", "\\u0000".repeat(32)),
                GOOD.replace("\"sequence\": 1", "\"sequence\": 0"),
                GOOD.replace("\"sequence\": 1", "\"sequence\": -1"),
                GOOD.replace("\"sequence\": 1", "\"sequence\": 9007199254740992"),
                GOOD.replace("\"noticeVersion\": 3", "\"noticeVersion\": 0"),
                GOOD.replace("\"noticeVersion\": 3", "\"noticeVersion\": -2147483648"),
                GOOD.replace("\"noticeVersion\": 3", "\"noticeVersion\": null"),
                GOOD.replace("\"noticeVersion\": 3, ", ""),
                GOOD.replace(choices, "\"choices\": {}"),
                GOOD.replace(choices, "\"choices\": null"),
                GOOD.replace(choices, "\"choices\": {\"preferences\": null}"),
                GOOD.replace(choices, choices + ", \"action\": \"accept-all\""),
                GOOD.replace("\"fr\"", "\"\""),
                GOOD.replace("\"fr\"", "\"f\""),
                GOOD.replace("\"fr\"", "\"fr_FR\""),
                GOOD.replace("\"fr\"", "\"fr\\u0000\""),
                GOOD.replace("\"fr\"", "\"" + "fr-".repeat(500) + "fr\""),
                GOOD.replace("\"fr\"", "null"),
                GOOD.replace("\"banner\"", "null"),
                GOOD.replace("\"click\"", "null"),
                GOOD.replace("2026-11-22T17:00:00Z", "yesterday"),
                GOOD.replace("2026-11-22T17:00:00Z", ""),
                GOOD.replace("2026-11-22T17:00:00Z", "2026-11-22"),
                GOOD.replace("2026-11-22T17:00:00Z", "2026-11-22T17:00:00"),
                GOOD.replace("2026-11-22T17:00:00Z", "2026-11-22T17:00:00+01:00"),
                GOOD.replace("2026-11-22T17:00:00Z", "2026-02-30T17:00:00Z"),
                GOOD.replace("2026-11-22T17:00:00Z", "2026-11-22T25:00:00Z"),
                GOOD.replace("2026-11-22T17:00:00Z", "+1000000000-12-31T23:59:59Z"),
                GOOD.replace("\"sequence\": 1", "\"bannerVersion\": \"\""),
                GOOD.replace("\"sequence\": 1", "\"bannerVersion\": \"<script>\""));
    }

    @ParameterizedTest
    @MethodSource("invalid")
    void aMemberThatIsNotRightIsNamed(String body) throws Exception {
        assertThat(assertRefused("smartsupp", body, 400, "invalid-choice").getString("member"))
                .isNotBlank();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "\"preferences\"|\"prefs\"|422|unknown-purpose",
                "\"preferences\"|\"\"|422|unknown-purpose",
                "\"preferences\"|\"__proto__\"|422|unknown-purpose",
                "\"preferences\"|\"necessary\"|422|exempt-purpose",
                "\"noticeVersion\": 3|\"noticeVersion\": 1|422|unknown-notice-version",
                "\"noticeVersion\": 3|\"noticeVersion\": 2147483647|503|notice-version-not-known-yet",
                "2026-11-22T17:00:00Z|9999-12-31T23:59:59Z|422|ahead-of-time"
            })
    void whatTheSiteDoesNotKnowIsRefused(String as, String otherwise, int status, String slug) throws Exception {
        assertThat(GOOD).contains(as);
        assertRefused("smartsupp", GOOD.replace(as, otherwise), status, slug);
    }

    @ParameterizedTest
    @ValueSource(strings = {"nowhere", "Smartsupp", "smartsupp%00", "smartsupp%2F", "..%2Fsmartsupp", "%F0%9F%8D%AA"})
    void anUnknownSiteIsRefused(String site) throws Exception {
        assertRefused(site, GOOD, 404, "unknown-site");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"text/html", "text/json", "application/x-www-form-urlencoded", "application/xml", "nonsense"})
    void anotherContentTypeIsRefused(String type) throws Exception {
        long before = events.count();

        HttpResponse<String> answer =
                send(request("smartsupp", BodyPublishers.ofString(GOOD)).setHeader("Content-Type", type));

        assertProblem(answer, 415, "unsupported-media-type");
        assertThat(events.count()).isEqualTo(before);
    }

    /** However the address is written that means this one, it is looked at as this one. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "//v1/sites/smartsupp/choices",
                "/./v1/sites/smartsupp/choices",
                "/a/../v1/sites/smartsupp/choices",
                "/%761/sites/smartsupp/choices",
                "//v1/confirmations/AAAA"
            })
    void anAddressInAnotherSpellingIsNoFault(String path) throws Exception {
        URI address = URI.create("http://%s:%d%s".formatted(sites.getHost(), sites.getPort(), path));

        HttpResponse<String> answer = CLIENT.send(
                HttpRequest.newBuilder(address)
                        .timeout(Duration.ofSeconds(30))
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofString("{}"))
                        .build(),
                BodyHandlers.ofString());

        assertThat(answer.statusCode()).isBetween(400, 499);
    }

    @Test
    void anImportThatSaysNeitherItsLengthNorItsTypeIsRefused() throws Exception {
        HttpResponse<String> answer = CLIENT.send(
                HttpRequest.newBuilder(sites.resolve("smartsupp/choices/import"))
                        .timeout(Duration.ofSeconds(30))
                        .POST(BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(new byte[10])))
                        .build(),
                BodyHandlers.ofString());

        assertThat(answer.statusCode()).isEqualTo(415);
    }

    @Test
    void noContentTypeAtAllIsRefused() throws Exception {
        HttpResponse<String> answer =
                send(HttpRequest.newBuilder(sites.resolve("smartsupp/choices")).POST(BodyPublishers.ofString(GOOD)));

        assertProblem(answer, 415, "unsupported-media-type");
    }

    @ParameterizedTest
    @ValueSource(ints = {16_385, 100_000, 11_000_000})
    void aBodyThatIsTooLongIsRefusedHoweverLongItIs(int length) throws Exception {
        assertRefused("smartsupp", GOOD + " ".repeat(length - GOOD.length()), 413, "too-large");
    }

    @Test
    void aBodyOfExactlyTheLimitIsTaken() throws Exception {
        HttpResponse<String> answer =
                send(request("smartsupp", BodyPublishers.ofString(GOOD + " ".repeat(16_384 - GOOD.length()))));

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202);
    }

    @Test
    void aBodyThatDoesNotSayHowLongItIsIsRefused() throws Exception {
        long before = events.count();

        HttpResponse<String> answer = send(request(
                "smartsupp",
                BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(GOOD.getBytes(StandardCharsets.UTF_8)))));

        assertProblem(answer, 411, "length-required");
        assertThat(events.count()).isEqualTo(before);
    }

    @Test
    void aPageOfAnotherOriginIsRefused() throws Exception {
        long before = events.count();

        HttpResponse<String> answer = send(request("smartsupp", BodyPublishers.ofString(GOOD))
                .setHeader("Origin", "https://www.smartsupp.test.evil.test"));

        assertProblem(answer, 403, "foreign-origin");
        assertThat(answer.headers().firstValue("Access-Control-Allow-Origin")).isEmpty();
        assertThat(events.count()).isEqualTo(before);
    }

    private JsonObject assertRefused(String site, String body, int status, String slug) throws Exception {
        long before = events.count();

        HttpResponse<String> answer = send(request(site, BodyPublishers.ofString(body)));

        JsonObject problem = assertProblem(answer, status, slug);
        assertThat(events.count()).isEqualTo(before);
        return problem;
    }

    private static JsonObject assertProblem(HttpResponse<String> answer, int status, String slug) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/problem+json");
        assertThat(answer.body()).doesNotContain(TestSites.SECRET);
        JsonObject problem = new JsonObject(answer.body());
        assertThat(problem.getString("type")).isEqualTo("urn:assent:problem:" + slug);
        assertThat(problem.getInteger("status")).isEqualTo(status);
        assertThat(problem.getString("title")).isNotBlank();
        OpenApiDocument.assertShows(status, slug, problem);
        return problem;
    }

    private HttpRequest.Builder request(String site, BodyPublisher body) {
        return HttpRequest.newBuilder(sites.resolve(site + "/choices"))
                .timeout(Duration.ofSeconds(30))
                .header("Content-Type", "application/json")
                .POST(body);
    }

    private static HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return CLIENT.send(request.build(), BodyHandlers.ofString());
    }
}
