package dev.assent.api.banner;

import dev.assent.api.KafkaOfTests;
import dev.assent.api.TestSites;
import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.core.json.JsonObject;
import org.junit.jupiter.api.Test;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

@QuarkusTest
@WithTestResource(value = KafkaOfTests.class, scope = TestResourceScope.GLOBAL)
class BannerIT {

    @Test
    void aBannerGetsAllThatItAsksWith() {
        String body = given().queryParam("lang", "fr")
                .get("/v1/sites/smartsupp/banner")
                .then()
                .statusCode(200)
                .header("Content-Language", "fr")
                .header("Cache-Control", "public, max-age=60")
                .extract()
                .asString();

        assertThat(new JsonObject(body)).isEqualTo(new JsonObject("""
                {"site": "smartsupp", "name": "Smartsupp", "bannerNeeded": true, "noticeVersion": 3,
                 "noticeHash": "%s", "language": "fr", "languages": ["fr", "en"], "renewAfter": "P6M",
                 "controller": {"name": "Smartsupp.com, s.r.o.", "contact": "dpo@smartsupp.test"},
                 "purposes": [
                   {"id": "necessary", "exempt": true, "name": "Nécessaire", "description": "Nécessaire…"},
                   {"id": "preferences", "exempt": false, "name": "Préférences", "description": "Préférences…"},
                   {"id": "statistics", "exempt": false, "name": "Statistiques", "description": "Statistiques…"},
                   {"id": "marketing", "exempt": false, "name": "Publicité", "description": "Publicité…"}],
                 "vendors": [{"id": "maps", "name": "Maps", "country": "IE", "purposes": ["preferences"],
                              "policyUrl": "https://maps.test/privacy"}],
                 "vendorChoices": false, "gpc": {"honoured": false, "denies": []},
                 "texts": {"title": "Votre choix", "accept": "Tout accepter"},
                 "links": {"cookie-policy":
                     "https://registry.test/v1/sites/smartsupp/documents/cookie-policy?lang=fr"},
                 "choicesUrl": "http://localhost:8080/v1/sites/smartsupp/choices",
                 "consentUrl": "http://localhost:8081/v1/sites/smartsupp/consent"}
                """.formatted(TestSites.hash(3))));
    }

    @Test
    void aBannerLearnsWhatItAsksWhatSignalsDoAndWhatGooglesTagsHear() {
        JsonObject banner =
                new JsonObject(given().get("/v1/sites/onesmartech/banner").asString());

        assertThat(banner.getJsonArray("purposes").stream().map(purpose -> ((JsonObject) purpose).getString("id")))
                .containsExactly("necessary", "statistics", "marketing", "sharing");
        assertThat(banner.getBoolean("vendorChoices")).isTrue();
        assertThat(banner.getJsonObject("gpc"))
                .isEqualTo(new JsonObject("{\"honoured\": true, \"denies\": [\"marketing\", \"sharing\"]}"));
        assertThat(banner.getJsonObject("consentMode")).isEqualTo(new JsonObject("""
                {"form": "basic", "types": {
                  "ad_personalization": ["marketing"], "ad_storage": ["marketing"],
                  "ad_user_data": ["marketing", "sharing"], "analytics_storage": ["statistics"]}}"""));
    }

    @Test
    void whatALanguageLacksComesFromTheSitesDefault() {
        given().header("Accept-Language", "de, en;q=0.5")
                .get("/v1/sites/smartsupp/banner")
                .then()
                .body("language", equalTo("en"))
                .body("texts.title", equalTo("Your choice"))
                .body("texts.accept", equalTo("Tout accepter"))
                .body("purposes[0].description", equalTo("About necessary"));
    }

    @Test
    void aSiteWithoutOptionalPurposesSaysThatItNeedsNoBanner() {
        given().get("/v1/sites/smartwork/banner").then().statusCode(200).body("bannerNeeded", equalTo(false));
    }

    @Test
    void whoHasTheConfigurationGetsA304AndAnotherLanguageIsAnother() {
        String tag = given().get("/v1/sites/smartsupp/banner?lang=fr").header("ETag");
        assertThat(tag).startsWith("\"").endsWith("\"");

        given().header("If-None-Match", tag)
                .get("/v1/sites/smartsupp/banner?lang=fr")
                .then()
                .statusCode(304)
                .header("ETag", tag);
        given().header("If-None-Match", tag)
                .get("/v1/sites/smartsupp/banner?lang=en")
                .then()
                .statusCode(200);
    }

    @Test
    void anUnknownSiteIsAProblem() {
        given().get("/v1/sites/nowhere/banner")
                .then()
                .statusCode(404)
                .contentType("application/problem+json")
                .body("type", equalTo("urn:assent:problem:unknown-site"));
    }
}
