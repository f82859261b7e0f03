package dev.assent.api;

import io.vertx.core.json.JsonObject;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

/** What the running service's OpenAPI document says of choices. */
public final class OpenApiDocument {

    private OpenApiDocument() {}

    /** What the document shows of a problem is what is answered. */
    public static void assertShows(int status, String slug, JsonObject problem) {
        JsonObject shown = new JsonObject(given().get("/q/openapi?format=json").asString())
                .getJsonObject("paths")
                .getJsonObject("/v1/sites/{site}/choices")
                .getJsonObject("post")
                .getJsonObject("responses")
                .getJsonObject(Integer.toString(status))
                .getJsonObject("content")
                .getJsonObject("application/problem+json")
                .getJsonObject("examples")
                .getJsonObject(slug)
                .getJsonObject("value");
        assertThat(shown.getString("type")).isEqualTo(problem.getString("type"));
        assertThat(shown.getInteger("status")).isEqualTo(status);
        if (status != 415) {
            // The framework and the gate each say it in their own words.
            assertThat(shown.getString("title")).isEqualTo(problem.getString("title"));
        }
    }
}
