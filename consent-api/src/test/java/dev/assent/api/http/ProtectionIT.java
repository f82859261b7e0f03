package dev.assent.api.http;

import dev.assent.api.KafkaOfTests;
import dev.assent.api.OpenApiDocument;
import dev.assent.api.TestSites;
import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import io.vertx.core.json.JsonObject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** Small limits, and a proxy on this machine whose word counts. */
@QuarkusTest
@TestProfile(ProtectionIT.Small.class)
@WithTestResource(value = KafkaOfTests.class, scope = TestResourceScope.GLOBAL)
class ProtectionIT {

    public static class Small implements QuarkusTestProfile {

        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.ofEntries(
                    Map.entry("assent.limits.client.quota", "5"),
                    Map.entry("assent.limits.client.window", "100s"),
                    Map.entry("assent.limits.site.quota", "60"),
                    Map.entry("assent.limits.site.window", "1000s"),
                    Map.entry("assent.limits.automated.quota", "3"),
                    Map.entry("assent.intake.in-flight", "2"),
                    Map.entry("assent.proxies.trusted", "127.0.0.0/8"),
                    Map.entry("assent.limits.form.quota", "2"),
                    Map.entry("assent.limits.form.window", "60s"),
                    Map.entry("assent.body.deadline", "300ms"));
        }
    }

    Runnable freezeKafka;
    Runnable thawKafka;

    @TestHTTPResource(value = "/", management = true)
    URI management;

    @TestHTTPResource
    URI service;

    @Test
    void aNetworkThatSendsTooMuchIsToldWhenToComeAgain() {
        IntStream.range(0, 5)
                .forEach(host -> assertThat(from("198.51.100." + host).post().statusCode())
                        .isEqualTo(202));

        Response answer =
                from("198.51.100.99").header("Origin", TestSites.ORIGIN).post();

        assertThat(answer.statusCode()).isEqualTo(429);
        assertThat(answer.contentType()).isEqualTo("application/problem+json");
        assertThat(answer.<String>path("type")).isEqualTo("urn:assent:problem:too-many-requests");
        OpenApiDocument.assertShows(429, "too-many-requests", new JsonObject(answer.asString()));
        assertThat(answer.jsonPath().<String>getList("violated-policies")).containsExactly("client");
        int retryAfter = Integer.parseInt(answer.header("Retry-After"));
        assertThat(retryAfter).isBetween(1, 20);
        assertThat(answer.header("RateLimit-Policy")).isEqualTo("\"client\";q=5;w=100, \"site\";q=60;w=1000");
        assertThat(answer.header("RateLimit")).isEqualTo("\"client\";r=0;t=" + retryAfter);
        assertThat(answer.header("Access-Control-Allow-Origin")).isEqualTo(TestSites.ORIGIN);
        assertThat(answer.header("Access-Control-Expose-Headers")).contains("Retry-After", "RateLimit-Policy");
        assertHasSecurityHeaders(answer);
    }

    @Test
    void whatIsLeftIsSaidWithEveryAnswer() {
        Response answer = from("192.0.2.1").post();

        assertThat(answer.statusCode()).isEqualTo(202);
        assertThat(answer.header("RateLimit")).isEqualTo("\"client\";r=4;t=20");
    }

    @Test
    void aCallerCannotPassAsAnotherNetwork() {
        IntStream.range(0, 5)
                .forEach(i -> from("203.0.11" + i + ".1, 198.18.0.1").post());

        assertThat(from("203.0.119.1, 198.18.0.1").post().statusCode()).isEqualTo(429);
    }

    @Test
    void aSiteThatGetsTooMuchLeavesRoomForTheOthers() {
        IntStream.range(0, 60).forEach(network -> given().contentType("application/json")
                .header("X-Forwarded-For", "100.64." + network + ".1")
                .body("{}")
                .post("/v1/sites/smartwork/choices"));

        Response answer = given().contentType("application/json")
                .header("X-Forwarded-For", "100.65.0.1")
                .body("{}")
                .post("/v1/sites/smartwork/choices");

        assertThat(answer.statusCode()).isEqualTo(429);
        assertThat(answer.jsonPath().<String>getList("violated-policies")).containsExactly("site");
        assertThat(answer.header("RateLimit")).startsWith("\"site\";r=0;t=");
        assertThat(from("100.66.0.1").post().statusCode()).isEqualTo(202);
    }

    @Test
    void oneNetworkHasOnlySoManyPeopleAskedByMail() {
        assertThat(form("100.70.0.1", "a", "granted").statusCode()).isEqualTo(202);
        assertThat(form("100.70.0.2", "b", "granted").statusCode()).isEqualTo(202);

        Response answer = form("100.70.0.3", "c", "granted");

        assertThat(answer.statusCode()).isEqualTo(429);
        assertThat(answer.<String>path("type")).isEqualTo("urn:assent:problem:too-many-forms");
        assertThat(Integer.parseInt(answer.header("Retry-After"))).isBetween(1, 30);
        OpenApiDocument.assertShows(429, "too-many-forms", new JsonObject(answer.asString()));
        // Who refuses has nobody asked, and another network is another's.
        assertThat(form("100.70.0.4", "d", "denied").statusCode()).isEqualTo(202);
        assertThat(form("100.71.0.1", "e", "granted").statusCode()).isEqualTo(202);
    }

    @Test
    void whoPressesAConfirmationsButtonTooOftenIsTurnedAway() {
        List<Integer> answers = IntStream.range(0, 6)
                .mapToObj(_ -> given().header("X-Forwarded-For", "100.72.0.1")
                        .accept("application/json")
                        .post("/v1/confirmations/AAAA")
                        .statusCode())
                .toList();

        assertThat(answers).containsExactly(404, 404, 404, 404, 404, 429);
    }

    /** {@code Content-Length} promises more than ever comes; on the short way of a choice, and on the long one. */
    @ParameterizedTest
    @ValueSource(strings = {"*/*", "application/*"})
    void whoSendsHalfABodyIsNotWaitedFor(String accept) throws Exception {
        try (Socket socket = new Socket(service.getHost(), service.getPort())) {
            socket.setSoTimeout(10_000);
            socket.getOutputStream().write("""
                            POST /v1/sites/smartsupp/choices HTTP/1.1\r
                            Host: localhost\r
                            X-Forwarded-For: 100.73.0.1\r
                            Accept: %s\r
                            Content-Type: application/json\r
                            Content-Length: 1000\r
                            \r
                            {""".formatted(accept).getBytes(StandardCharsets.US_ASCII));

            // To its end: the service closes the connection.
            String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

            assertThat(answer).startsWith("HTTP/1.1 408 ").contains("urn:assent:problem:body-late");
        }
    }

    private static Response form(String address, String name, String answer) {
        return given().contentType("application/json")
                .header("X-Forwarded-For", address)
                .body("""
                        {"address": "%s-%s@reader.test", "choices": {"newsletter": "%s"}, "noticeVersion": 2,
                         "language": "en", "surface": "form", "method": "click"}
                        """.formatted(name, UUID.randomUUID(), answer))
                .post("/v1/sites/onesmartech/choices");
    }

    @Test
    void theBannerIsNotLimited() {
        IntStream.range(0, 10).forEach(_ -> assertThat(given().header("X-Forwarded-For", "100.67.0.1")
                        .get("/v1/sites/smartsupp/banner")
                        .statusCode())
                .isEqualTo(200));
    }

    @Test
    void manyChoicesOfOneNetworkAreThoseOfRobots() {
        double before = automated();

        IntStream.range(0, 5).forEach(_ -> from("100.68.0.1").post());

        await().untilAsserted(() -> assertThat(automated() - before).isEqualTo(2));
    }

    @Test
    void whileTooManyWaitFurtherOnesAreTurnedAwayAtOnce() {
        ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
        freezeKafka.run();
        try (threads) {
            List.of("100.69.1.1", "100.69.2.1")
                    .forEach(address -> threads.execute(() -> from(address).post()));
            await().until(() -> metric("assent_choices_in_flight ") == 2);

            Response answer =
                    from("100.69.3.1").header("Origin", TestSites.ORIGIN).post();

            assertThat(answer.statusCode()).isEqualTo(503);
            assertThat(answer.<String>path("type")).isEqualTo("urn:assent:problem:overloaded");
            OpenApiDocument.assertShows(503, "overloaded", new JsonObject(answer.asString()));
            assertThat(answer.header("Retry-After")).isEqualTo("2");
            assertHasSecurityHeaders(answer);
        } finally {
            thawKafka.run();
        }
    }

    private static void assertHasSecurityHeaders(Response answer) {
        assertThat(answer.header("X-Content-Type-Options")).isEqualTo("nosniff");
        assertThat(answer.header("Referrer-Policy")).isEqualTo("no-referrer");
        assertThat(answer.header("X-Frame-Options")).isEqualTo("DENY");
        assertThat(answer.header("Strict-Transport-Security")).startsWith("max-age=");
        assertThat(answer.header("Cross-Origin-Resource-Policy")).isEqualTo("cross-origin");
        assertThat(answer.header("Content-Security-Policy")).isEqualTo("default-src 'none'; frame-ancestors 'none'");
        assertThat(answer.header("Cache-Control")).isEqualTo("no-store");
    }

    private double automated() {
        return metric("assent_choices_automated_total{site=\"smartsupp\"}");
    }

    private double metric(String name) {
        return given().get(management.resolve("/q/metrics"))
                .asString()
                .lines()
                .filter(line -> line.startsWith(name))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                .findFirst()
                .orElse(0);
    }

    private static RequestSpecification from(String address) {
        return given().basePath("/v1/sites/smartsupp/choices")
                .contentType("application/json")
                .header("X-Forwarded-For", address)
                .body("""
                        {"subjectSecret": "%s", "action": "refuse-all", "noticeVersion": 3, "language": "fr",
                         "surface": "banner", "method": "click"}
                        """.formatted(UUID.randomUUID().toString().replace("-", "")));
    }
}
