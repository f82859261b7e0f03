package dev.assent.api;

import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.security.TestSecurity;
import io.quarkus.test.security.oidc.Claim;
import io.quarkus.test.security.oidc.ClaimType;
import io.quarkus.test.security.oidc.OidcSecurity;
import io.restassured.response.ValidatableResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

/** Who may use what is for a site's own servers. The identity provider of these tests is away. */
@QuarkusTest
@WithTestResource(value = KafkaOfTests.class, scope = TestResourceScope.GLOBAL)
class MachinesIT {

    /** A token in form: nobody signed it. */
    private static final String TOKEN = "eyJhbGciOiJSUzI1NiIsImtpZCI6ImEifQ.eyJzdWIiOiJhIn0.c2lnbmF0dXJl";

    private static ValidatableResponse send(String address, String authorization) {
        String type = address.endsWith("import") ? "text/csv" : "application/json";
        String path = "/v1/sites/smartsupp/" + address;
        var request = given().contentType(type).body("{}");
        if (!authorization.isEmpty()) {
            request.header("Authorization", authorization);
        }
        return (address.equals("links") ? request.put(path) : request.post(path)).then();
    }

    @ParameterizedTest
    @ValueSource(strings = {"choices/batch", "choices/import", "links"})
    void withoutATokenNobodyIsLetIn(String address) {
        send(address, "").statusCode(401).body("type", equalTo("urn:assent:problem:not-signed-in"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"choices/batch", "choices/import", "links"})
    void whileTheIdentityProviderIsAwayATokenGetsA503AndVisitorsAreServed(String address) {
        send(address, "Bearer " + TOKEN)
                .statusCode(503)
                .header("Retry-After", notNullValue())
                .body("type", equalTo("urn:assent:problem:sign-in-unavailable"));

        given().header("Authorization", "Bearer " + TOKEN)
                .contentType("application/json")
                .body("{\"subjectSecret\":\"" + TestSites.SECRET
                        + "\",\"action\":\"refuse-all\",\"noticeVersion\":3,\"language\":\"fr\",\"surface\":\"banner\","
                        + "\"method\":\"click\"}")
                .post("/v1/sites/smartsupp/choices")
                .then()
                .statusCode(202);
    }

    @ParameterizedTest
    @ValueSource(strings = {"choices/batch", "choices/import", "links"})
    @TestSecurity(user = "site-smartwork")
    @OidcSecurity(
            claims = {
                @Claim(key = "assent_sites", value = "[\"smartwork\"]", type = ClaimType.JSON_ARRAY),
                @Claim(key = "scope", value = "choices:write")
            })
    void anotherSitesMachineFindsNothing(String address) {
        send(address, "")
                .statusCode(404)
                .body("type", equalTo("urn:assent:problem:not-found"))
                .body("detail", nullValue());
    }

    @ParameterizedTest
    @ValueSource(strings = {"choices/batch", "choices/import", "links"})
    @TestSecurity(user = "site-smartsupp")
    @OidcSecurity(
            claims = {
                @Claim(key = "assent_sites", value = "[\"smartsupp\"]", type = ClaimType.JSON_ARRAY),
                @Claim(key = "scope", value = "openid")
            })
    void theSitesOwnMachineNeedsTheScope(String address) {
        send(address, "").statusCode(403).body("scope", equalTo("choices:write"));
    }

    @Test
    @TestSecurity(user = "dpo-smartsupp")
    @OidcSecurity(claims = @Claim(key = "assent_roles", value = "{\"dpo\":[\"smartsupp\"]}"))
    void aPersonIsNoMachine() {
        send("links", "").statusCode(404);
    }
}
