package dev.assent.api.http;

import dev.assent.api.KafkaOfTests;
import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import org.junit.jupiter.api.Test;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItems;

/** What operators and other programs see of the service. */
@QuarkusTest
@WithTestResource(value = KafkaOfTests.class, scope = TestResourceScope.GLOBAL)
class ServiceIT {

    @TestHTTPResource(value = "/", management = true)
    URI management;

    @Test
    void theOpenApiDocumentSaysOfEveryOperationWhoMayCallIt() {
        JsonPath document = given().get("/q/openapi?format=json").jsonPath();

        assertThat(document.getString("openapi")).startsWith("3.1");
        Map<String, Map<String, Map<String, Object>>> paths = document.getMap("paths");
        assertThat(paths).containsKeys("/v1/sites/{site}/choices", "/v1/sites/{site}/banner", "/banner.js");
        assertThat(paths.values()).flatExtracting(Map::values).allSatisfy(operation -> assertThat(
                        operation.get("x-assent-access"))
                .isIn("everyone", List.of("scope:choices:write")));
        assertThat(document.<String>getList("components.schemas.Choice.required"))
                .containsExactlyInAnyOrder("noticeVersion", "language", "surface", "method");
    }

    @Test
    void readinessNamesKafkaAndTheSites() {
        await().atMost(Duration.ofSeconds(15)).untilAsserted(() -> given().get(management.resolve("/q/health/ready"))
                .then()
                .statusCode(200)
                .body("status", equalTo("UP"))
                .body("checks.name", hasItems("kafka", "snapshots")));
    }

    @Test
    void refusalsAreCountedBySiteAndReasonAndNobodyMakesLabels() {
        given().contentType("application/json").body("{}").post("/v1/sites/smartwork/choices");
        given().contentType("application/json").body("{}").post("/v1/sites/made-up/choices");

        given().get(management.resolve("/q/metrics"))
                .then()
                .statusCode(200)
                .body(containsString("assent_choices_refused_total{reason=\"invalid-choice\",site=\"smartwork\"}"))
                .body(containsString("assent_choices_refused_total{reason=\"unknown-site\",site=\"unknown\"}"));
    }

    @Test
    void whatIsNotThereIsAProblemAndEveryAnswerHasItsSecurityHeaders() {
        given().get("/v1/nothing")
                .then()
                .statusCode(404)
                .contentType("application/problem+json")
                .header("X-Content-Type-Options", "nosniff")
                .header("Referrer-Policy", "no-referrer")
                .header("Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'");
    }
}
