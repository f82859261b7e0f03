package dev.assent.api.http;

import dev.assent.api.KafkaOfTests;
import dev.assent.api.TestSites;
import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

@QuarkusTest
@WithTestResource(value = KafkaOfTests.class, scope = TestResourceScope.GLOBAL)
class SiteOriginsIT {

    @Test
    void thePagesOfTheSiteMaySend() {
        preflight("smartsupp", TestSites.ORIGIN, "choices", "POST")
                .statusCode(204)
                .header("Access-Control-Allow-Origin", TestSites.ORIGIN)
                .header("Access-Control-Allow-Methods", "POST")
                .header("Access-Control-Allow-Headers", containsString("Content-Type"))
                .header("Access-Control-Allow-Credentials", nullValue())
                .header("Vary", containsString("origin"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "null",
                "https://www.smartwork.test",
                "http://www.smartsupp.test",
                "https://www.smartsupp.test:8443",
                "https://www.smartsupp.test.evil.test",
                "https://smartsupp.test",
                "HTTPS://WWW.SMARTSUPP.TEST"
            })
    void noOtherPageMay(String origin) {
        preflight("smartsupp", origin, "choices", "POST")
                .statusCode(403)
                .header("Access-Control-Allow-Origin", nullValue())
                .body("type", equalTo("urn:assent:problem:foreign-origin"));
    }

    @Test
    void aSiteThatDoesNotExistHasNoPages() {
        preflight("nowhere", TestSites.ORIGIN, "banner", "GET")
                .statusCode(403)
                .header("Access-Control-Allow-Origin", nullValue());
    }

    @Test
    void whatIsRefusedIsShownToTheSitesOwnPagesToo() {
        given().header("Origin", TestSites.ORIGIN)
                .contentType("application/json")
                .body("{")
                .post("/v1/sites/smartsupp/choices")
                .then()
                .statusCode(400)
                .header("Access-Control-Allow-Origin", TestSites.ORIGIN)
                .header("Access-Control-Expose-Headers", containsString("Retry-After"));
    }

    @Test
    void theBannersAnswerVariesByOriginAndLanguage() {
        var headers = given().header("Origin", "https://elsewhere.test")
                .get("/v1/sites/smartsupp/banner")
                .then()
                .statusCode(200)
                .header("Access-Control-Allow-Origin", nullValue())
                .extract()
                .headers();

        assertThat(headers.getValues("Vary"))
                .anySatisfy(vary -> assertThat(vary).containsIgnoringCase("origin"));
        assertThat(headers.getValues("Vary"))
                .anySatisfy(vary -> assertThat(vary).containsIgnoringCase("accept-language"));
    }

    private static ValidatableResponse preflight(String site, String origin, String resource, String method) {
        return given().header("Origin", origin)
                .header("Access-Control-Request-Method", method)
                .header("Access-Control-Request-Headers", "content-type")
                .options("/v1/sites/" + site + "/" + resource)
                .then();
    }
}
