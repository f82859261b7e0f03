package dev.assent.registry.importing;

import dev.assent.registry.RealParts;
import dev.assent.registry.publishing.Shop;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.quarkus.test.security.TestSecurity;
import io.quarkus.test.security.oidc.Claim;
import io.quarkus.test.security.oidc.OidcSecurity;
import io.restassured.response.ValidatableResponse;
import org.junit.jupiter.api.Test;

import java.nio.charset.StandardCharsets;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;

/** Who may change and publish a site; for everyone else it is as if it did not exist. */
@QuarkusTest
@TestProfile(RealParts.class)
class ImportAccessIT {

    private static final String OTHER = Shop.YAML.replace("site: shop", "site: other");

    @Test
    void whoIsNotSignedInMayReadOnly() {
        post(OTHER).statusCode(401).body("type", equalTo("urn:assent:problem:not-signed-in"));
        put("smartsupp", OTHER).statusCode(401);
        publish("smartsupp").statusCode(401);
        given().get("/v1/sites/smartsupp/draft").then().statusCode(401);
        given().get("/v1/sites/smartsupp/draft/findings").then().statusCode(401);
        given().get("/v1/sites/smartsupp").then().statusCode(200);
    }

    @Test
    @TestSecurity(user = "editor-smartwatt")
    @OidcSecurity(claims = @Claim(key = "assent_roles", value = "{\"editor\":[\"smartwatt\"]}"))
    void anEditorOfOneSiteDoesNotSeeAnother() {
        post(OTHER).statusCode(404);
        put("smartsupp", SampleFiles.yaml("smartsupp")).statusCode(404);
        given().get("/v1/sites/smartsupp/draft").then().statusCode(404);
        given().get("/v1/sites/nowhere/draft").then().statusCode(404);
        publish("smartwatt").statusCode(404);
        given().get("/v1/sites/smartwatt/draft").then().statusCode(200).body("name", equalTo("SMARTWATT"));
        given().get("/v1/sites/smartwatt/draft/findings").then().statusCode(200).body("findings.rule", hasItem("R01"));
    }

    @Test
    @TestSecurity(user = "publisher-smartwatt")
    @OidcSecurity(claims = @Claim(key = "assent_roles", value = "{\"publisher\":[\"smartwatt\"]}"))
    void aPublisherPublishesButDoesNotEdit() {
        put("smartwatt", SampleFiles.yaml("smartwatt")).statusCode(404);
        publish("smartsupp").statusCode(404);
        publish("smartwatt").statusCode(200).body("published", equalTo(false));
    }

    @Test
    @TestSecurity(user = "auditor")
    @OidcSecurity(
            claims = @Claim(key = "assent_roles", value = "{\"auditor\":[\"smartwatt\"],\"dpo\":[\"smartwatt\"]}"))
    void anAuditorChangesNothing() {
        post(OTHER).statusCode(403);
        put("smartwatt", SampleFiles.yaml("smartwatt")).statusCode(404);
        publish("smartwatt").statusCode(404);
        given().get("/v1/sites/smartwatt/draft").then().statusCode(200);
    }

    @Test
    @TestSecurity(user = "editor")
    @OidcSecurity(claims = @Claim(key = "assent_roles", value = "{\"editor\":[\"smartwatt\",\"fresh\"]}"))
    void aFileThatCannotBeTakenSaysEverythingThatIsWrong() {
        put("smartwatt", "site: smartwatt\nnmae: x\n")
                .statusCode(422)
                .contentType("application/problem+json")
                .body("type", equalTo("urn:assent:problem:faulty-site-file"))
                .body("faults.path", hasItem("nmae"))
                .body("faults.line", hasItem(2))
                .body("faults.message", hasItem("this key is not known here; did you mean \"name\"?"));
        put("smartwatt", OTHER).statusCode(422).body("type", equalTo("urn:assent:problem:other-site"));
        post(SampleFiles.yaml("smartwatt")).statusCode(409);
        given().contentType("text/plain")
                .body("x")
                .put("/v1/sites/smartwatt")
                .then()
                .statusCode(415);
        put("smartwatt", "").statusCode(422);
        post(Shop.YAML.replace("site: shop", "site: fresh")).statusCode(201).body("revision", equalTo(0));
    }

    private static ValidatableResponse post(String yaml) {
        return given().contentType("application/yaml")
                .body(yaml.getBytes(StandardCharsets.UTF_8))
                .post("/v1/sites")
                .then();
    }

    private static ValidatableResponse put(String site, String yaml) {
        return given().contentType("application/yaml")
                .body(yaml.getBytes(StandardCharsets.UTF_8))
                .put("/v1/sites/{site}", site)
                .then();
    }

    private static ValidatableResponse publish(String site) {
        return given().post("/v1/sites/{site}/versions", site).then();
    }
}
