package dev.assent.api.script;

import dev.assent.api.KafkaOfTests;
import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import org.junit.jupiter.api.Test;

import java.security.MessageDigest;
import java.util.Base64;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

@QuarkusTest
@WithTestResource(value = KafkaOfTests.class, scope = TestResourceScope.GLOBAL)
class ScriptIT {

    @Test
    void bannerJsIsTheNewestScriptForPagesEverywhere() throws Exception {
        Response newest = given().get("/banner.js");

        assertThat(newest.statusCode()).isEqualTo(200);
        assertThat(newest.contentType()).startsWith("text/javascript");
        assertThat(newest.header("Access-Control-Allow-Origin")).isEqualTo("*");
        assertThat(newest.header("Cross-Origin-Resource-Policy")).isEqualTo("cross-origin");
        assertThat(newest.header("Cache-Control")).isEqualTo("public, max-age=300");
        given().header("If-None-Match", newest.header("ETag"))
                .get("/banner.js")
                .then()
                .statusCode(304);
    }

    @Test
    void aVersionIsPinnedByItsHashAndNeverChanges() throws Exception {
        Response integrity = given().get("/banner/newest/integrity.json");
        String version = integrity.path("version");

        Response script = given().get("/banner/" + version + "/assent.js");

        assertThat(script.header("Cache-Control")).isEqualTo("public, max-age=31536000, immutable");
        String hash = "sha384-"
                + Base64.getEncoder()
                        .encodeToString(MessageDigest.getInstance("SHA-384").digest(script.asByteArray()));
        assertThat(integrity.<String>path("files.'assent.js'")).isEqualTo(hash);
        assertThat(given().get("/banner/" + version + "/integrity.json").<String>path("files.'assent.js'"))
                .isEqualTo(hash);
        assertThat(given().get("/banner.js").asByteArray()).isEqualTo(script.asByteArray());
    }

    @Test
    void aVersionThatNeverWasIsAProblem() {
        given().get("/banner/0000000000000000/assent.js")
                .then()
                .statusCode(404)
                .body("type", equalTo("urn:assent:problem:unknown-banner-version"));
    }
}
