package dev.assent.registry.document;

import dev.assent.registry.RealParts;
import dev.assent.registry.publishing.Shop;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.quarkus.test.security.TestSecurity;
import io.quarkus.test.security.oidc.Claim;
import io.quarkus.test.security.oidc.OidcSecurity;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.nio.charset.StandardCharsets;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;

@QuarkusTest
@TestProfile(RealParts.class)
class PublicAnswersIT {

    private static final String POLICY = "/v1/sites/{site}/documents/cookie-policy";

    @ParameterizedTest
    @CsvSource({
        "text/html, '', text/html",
        "application/json, '', application/json",
        "*/*, '', text/html",
        "text/html, ?format=json, application/json",
        "application/json, ?format=html, text/html"
    })
    void aDocumentComesAsItIsAskedFor(String accept, String query, String type) {
        given().accept(accept)
                .get(POLICY + query, "smartsupp")
                .then()
                .statusCode(200)
                .contentType(startsWith(type))
                .header("Content-Language", "fr")
                .header("Access-Control-Allow-Origin", "*");
    }

    @ParameterizedTest
    @CsvSource({
        "smartwatt, '', '', sv",
        "smartwatt, nb, '', nb",
        "smartwatt, '', 'nb-NO,nb;q=0.9,sv;q=0.5', nb",
        "smartwatt, sv, nb, sv",
        "smartwatt, '', de, sv",
        "smartwatt, '', '%%%', sv",
        "smartwork, '', sq, sq"
    })
    void theLanguageIsTheOneAskedForElseTheBestElseTheSitesFirst(
            String site, String lang, String acceptLanguage, String language) {
        given().header("Accept-Language", acceptLanguage)
                .queryParam("lang", lang)
                .get(POLICY, site)
                .then()
                .statusCode(200)
                .body(containsString("<html lang=\"" + language + "\">"));
    }

    @Test
    void whatIsNotThereSaysWhatIs() {
        given().get(POLICY + "?lang=de", "smartwatt")
                .then()
                .statusCode(404)
                .contentType("application/problem+json")
                .body("type", equalTo("urn:assent:problem:unknown-language"))
                .body("languages", hasItem("nb"));
        given().get("/v1/sites/smartsupp/documents/terms")
                .then()
                .statusCode(404)
                .body("documents", hasItem("cookie-policy"));
        given().get(POLICY + "?format=pdf", "smartsupp").then().statusCode(404).body("formats", hasItem("html"));
        given().get("/v1/sites/nowhere").then().statusCode(404);
        given().get("/v1/sites/smartsupp/versions/x").then().statusCode(404);
        given().accept("image/png").get(POLICY, "smartsupp").then().statusCode(406);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "/cookies", "/vendors", "/versions/1", "/documents/cookie-policy"})
    void whoHasItAlreadyIsNotSentItAgain(String path) {
        String url = "/v1/sites/smartsupp" + path;
        String tag = given().get(url).then().statusCode(200).extract().header("ETag");

        given().header("If-None-Match", tag).get(url).then().statusCode(304).header("ETag", tag);
    }

    @Test
    void theBannersOwnStorageIsListedWhereThereIsABannerOnly() {
        given().get("/v1/sites/smartsupp/cookies")
                .then()
                .body("cookies[0].name", equalTo("assent"))
                .body("cookies[0].kind", equalTo("stockage local"))
                .body("cookies[0].party", equalTo("interne"))
                .body("cookies[0].purpose", equalTo("necessary"))
                .body("cookies[0].lifetime", equalTo("6 mois"));
        given().get("/v1/sites/smartwork/cookies").then().body("cookies.name", not(hasItem("assent")));
    }

    @Test
    void aSiteWithoutABannerSaysWhyAndOffersNoButton() {
        String page = given().get(POLICY, "smartwork")
                .then()
                .statusCode(200)
                .extract()
                .asString();

        assertThat(page)
                .contains("Why no banner asks you", "does not profile visitors")
                .doesNotContain("data-assent-reopen");
        assertThat(given().get(POLICY, "smartsupp").asString()).contains("data-assent-reopen");
    }

    @Test
    @TestSecurity(user = "staff")
    @OidcSecurity(claims = @Claim(key = "assent_roles", value = "{\"editor\":[\"evil\"],\"publisher\":[\"evil\"]}"))
    void htmlInAFieldIsShownAsText() {
        // Given
        String attack = "<script>alert(1)</script><img src=x onerror='alert(2)'>\\\"";
        String yaml = Shop.YAML
                .replace("site: shop", "site: evil")
                .replace("Shop Ltd", "\"" + attack + "\"")
                .replace("Keeps the cart", "\"" + attack + "\"")
                .replace("{en: Statistics}", "{en: \"" + attack + "\"}");
        given().contentType("application/yaml")
                .body(yaml.getBytes(StandardCharsets.UTF_8))
                .put("/v1/sites/evil")
                .then()
                .statusCode(201);
        given().post("/v1/sites/evil/versions").then().statusCode(201);

        // When
        String page =
                given().get(POLICY, "evil").then().statusCode(200).extract().asString();

        // Then
        assertThat(page).doesNotContain("<script", "<img").contains("&lt;script&gt;alert(1)&lt;/script&gt;");
        given().get(POLICY, "evil").then().header("Content-Security-Policy", startsWith("default-src 'none'"));
    }

    @Test
    void theOpenApiDocumentSaysWhoMayCall() {
        given().get("/q/openapi?format=json")
                .then()
                .statusCode(200)
                .body("openapi", startsWith("3.1"))
                .body("paths.'/v1/sites/{site}'.get.x-assent-access", equalTo("everyone"))
                .body("paths.'/v1/sites/{site}'.put.x-assent-access", hasItem("editor"))
                .body("paths.'/v1/sites/{site}/versions'.post.x-assent-access", hasItem("publisher"));
    }
}
