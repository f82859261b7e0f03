package dev.assent.api.choice;

import dev.assent.api.KafkaOfTests;
import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.Header;
import io.restassured.response.Response;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

/** The short way of a choice answers as the long way does, which an escape in the address leads to. */
@QuarkusTest
@WithTestResource(value = KafkaOfTests.class, scope = TestResourceScope.GLOBAL)
class ChoiceRouteIT {

    private static final String SHORT = "/v1/sites/smartsupp/choices";
    private static final String LONG = "/v1/sites/smartsup%70/choices";

    /** These say when they were written. */
    private static final Set<String> CHANGING = Set.of("date", "ratelimit", "content-length");

    private static final String CHOICE = """
            {"subjectSecret": "000102030405060708090a0b0c0d0e0f", "action": "%s", "noticeVersion": %s, "language": "fr",
             "surface": "banner", "method": "click"}""";

    @ParameterizedTest
    @CsvSource({
        "application/json, accept-all, 3, https://www.smartsupp.test, 202",
        "application/json;charset=UTF-8, refuse-all, 3, https://www.smartsupp.test, 202",
        "text/plain;charset=UTF-8, refuse-all, 2, https://www.smartsupp.test, 202",
        "application/json, accept-some, 3, https://www.smartsupp.test, 400",
        "application/json, accept-all, 1, https://www.smartsupp.test, 422",
        "application/json, accept-all, 9, https://www.smartsupp.test, 503",
        "application/json, accept-all, 3, https://elsewhere.test, 403",
        "application/xml, accept-all, 3, https://www.smartsupp.test, 415"
    })
    void bothWaysAnswerTheSame(String type, String action, String version, String origin, int status) {
        // When
        Response quick = send(SHORT, type, origin, CHOICE.formatted(action, version));
        Response slow = send(LONG, type, origin, CHOICE.formatted(action, version));

        // Then
        assertThat(quick.statusCode()).isEqualTo(status).isEqualTo(slow.statusCode());
        assertThat(headers(quick)).isEqualTo(headers(slow));
        if (status == 202) {
            assertThat(quick.jsonPath().getMap("").keySet())
                    .isEqualTo(slow.jsonPath().getMap("").keySet());
        } else {
            assertThat(quick.asString()).isEqualTo(slow.asString());
        }
    }

    private static Response send(String path, String type, String origin, String body) {
        return given().urlEncodingEnabled(false)
                .header("Content-Type", type)
                .header("Origin", origin)
                .body(body.getBytes(StandardCharsets.UTF_8))
                .post(path);
    }

    private static Set<String> headers(Response response) {
        return response.headers().asList().stream()
                .filter(header -> !CHANGING.contains(header.getName().toLowerCase(Locale.ROOT)))
                .map(ChoiceRouteIT::text)
                .collect(Collectors.toSet());
    }

    private static String text(Header header) {
        return header.getName().toLowerCase(Locale.ROOT) + ": "
                + header.getValue().replace(" ", "");
    }
}
