package dev.assent.foundation.access;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.security.TestSecurity;
import io.quarkus.test.security.oidc.Claim;
import io.quarkus.test.security.oidc.ClaimType;
import io.quarkus.test.security.oidc.OidcSecurity;
import org.junit.jupiter.api.Test;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.nullValue;

@QuarkusTest
class AccessRuleTest {

    private static final String DPO_OF_ONE = "{\"dpo\":[\"one\"]}";

    @Test
    void everyoneMayCallWhatIsForEveryone() {
        given().get("/guarded/everyone").then().statusCode(200);
    }

    @Test
    void aMethodWithoutARuleAnswersNobody() {
        given().get("/guarded/forgotten").then().statusCode(404);
    }

    @Test
    void aCallerWhoIsNotSignedInIsAskedTo() {
        given().get("/guarded/sites/one")
                .then()
                .statusCode(401)
                .contentType("application/problem+json")
                .body("type", equalTo("urn:assent:problem:not-signed-in"));
    }

    @Test
    @TestSecurity(user = "dpo-one")
    @OidcSecurity(claims = @Claim(key = "assent_roles", value = DPO_OF_ONE))
    void aRoleForTheSiteOpensIt() {
        given().get("/guarded/sites/one").then().statusCode(200).body(equalTo("one"));
    }

    @Test
    @TestSecurity(user = "dpo-one")
    @OidcSecurity(claims = @Claim(key = "assent_roles", value = DPO_OF_ONE))
    void anotherSiteLooksLikeOneThatDoesNotExist() {
        given().get("/guarded/sites/two")
                .then()
                .statusCode(404)
                .body("type", equalTo("urn:assent:problem:not-found"))
                .body("detail", nullValue());
    }

    @Test
    @TestSecurity(user = "editor-one")
    @OidcSecurity(claims = @Claim(key = "assent_roles", value = "{\"editor\":[\"one\"]}"))
    void anotherRoleForTheSiteDoesNotOpenIt() {
        given().get("/guarded/sites/one").then().statusCode(404);
        given().get("/guarded/mine").then().statusCode(403);
    }

    @Test
    @TestSecurity(user = "nobody")
    @OidcSecurity(claims = @Claim(key = "assent_roles", value = "not JSON"))
    void aClaimThatCannotBeReadGivesNoRole() {
        given().get("/guarded/mine").then().statusCode(403);
    }

    @Test
    @TestSecurity(user = "site-one")
    @OidcSecurity(
            claims = {
                @Claim(key = "assent_sites", value = "[\"one\"]", type = ClaimType.JSON_ARRAY),
                @Claim(key = "scope", value = "profile things:write")
            })
    void aMachineOfTheSiteWithTheScopeIsLetIn() {
        given().put("/guarded/sites/one/machines").then().statusCode(200).body(equalTo("one"));
        given().put("/guarded/sites/two/machines")
                .then()
                .statusCode(404)
                .body("type", equalTo("urn:assent:problem:not-found"))
                .body("detail", nullValue());
        given().get("/guarded/sites/one").then().statusCode(404);
    }

    @Test
    @TestSecurity(user = "site-one")
    @OidcSecurity(
            claims = {
                @Claim(key = "assent_sites", value = "[\"one\"]", type = ClaimType.JSON_ARRAY),
                @Claim(key = "scope", value = "profile things:writer")
            })
    void aMachineOfTheSiteWithoutTheScopeIsToldWhichOneItNeeds() {
        given().put("/guarded/sites/one/machines")
                .then()
                .statusCode(403)
                .body("type", equalTo("urn:assent:problem:scope-needed"))
                .body("scope", equalTo("things:write"));
        given().put("/guarded/sites/two/machines").then().statusCode(404);
        given().get("/guarded/machines").then().statusCode(403);
    }

    @Test
    @TestSecurity(user = "dpo-one")
    @OidcSecurity(
            claims = {
                @Claim(key = "assent_roles", value = DPO_OF_ONE),
                @Claim(key = "scope", value = "things:write things:read")
            })
    void aScopeIsWorthNothingWithoutASite() {
        given().put("/guarded/sites/one/machines").then().statusCode(404);
        given().get("/guarded/machines").then().statusCode(403);
        given().get("/guarded/sites/one/both").then().statusCode(200);
    }

    @Test
    void aMachineThatIsNotSignedInIsAskedTo() {
        given().put("/guarded/sites/one/machines").then().statusCode(401);
    }

    @Test
    void theOpenApiDocumentSaysWhoMayCall() {
        given().accept("application/json")
                .get("/q/openapi?format=json")
                .then()
                .statusCode(200)
                .body("openapi", equalTo("3.1.0"))
                .body("paths.'/guarded/everyone'.get.x-assent-access", equalTo("everyone"))
                .body("paths.'/guarded/sites/{site}'.get.x-assent-access", hasItems("dpo", "auditor"))
                .body("paths.'/guarded/sites/{site}/both'.get.x-assent-access", hasItems("dpo", "scope:things:read"))
                .body("paths.'/guarded/forgotten'.get.x-assent-access", nullValue());
    }
}
