package dev.assent.api.banner;

import dev.assent.api.KafkaOfTests;
import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

@QuarkusTest
@WithTestResource(value = KafkaOfTests.class, scope = TestResourceScope.GLOBAL)
class GpcIT {

    private static final String HONOURS = "{\"gpc\":true,\"lastUpdate\":\"2026-11-01\"}";
    private static final String DOES_NOT = "{\"gpc\":false,\"lastUpdate\":\"2026-11-01\"}";

    @ParameterizedTest
    @CsvSource({"onesmartech, true", "smartsupp, false"})
    void aSitesStatementIsThereToBeServedAtItsOrigin(String site, boolean honours) {
        String statement = given().get("/v1/sites/" + site + "/gpc.json")
                .then()
                .statusCode(200)
                .contentType("application/json")
                .header("Cache-Control", "public, max-age=3600")
                .extract()
                .asString();

        assertThat(statement).isEqualTo(honours ? HONOURS : DOES_NOT);
    }

    @ParameterizedTest
    @CsvSource({
        "www.onesmartech.test, true",
        "WWW.Onesmartech.TEST, true",
        "www.smartsupp.test, false",
        "localhost:8090, false"
    })
    void aRequestThatASitesProxyLeadsHereIsAnsweredForItsHost(String host, boolean honours) {
        String statement = given().header("Host", host)
                .get("/.well-known/gpc.json")
                .then()
                .statusCode(200)
                .extract()
                .asString();

        assertThat(statement).isEqualTo(honours ? HONOURS : DOES_NOT);
    }

    @ParameterizedTest
    @CsvSource({"www.nobody.test", "onesmartech.test", "www.onesmartech.test:8443", "localhost:8080"})
    void anotherHostHasNoStatement(String host) {
        given().header("Host", host)
                .get("/.well-known/gpc.json")
                .then()
                .statusCode(404)
                .contentType("application/problem+json")
                .body("type", equalTo("urn:assent:problem:no-site-here"));
    }

    @Test
    void anUnknownSiteHasNoStatement() {
        given().get("/v1/sites/nowhere/gpc.json")
                .then()
                .statusCode(404)
                .body("type", equalTo("urn:assent:problem:unknown-site"));
    }
}
