package dev.assent.api.link;

import dev.assent.api.ConsentEvents;
import dev.assent.api.KafkaOfTests;
import dev.assent.api.TestSites;
import dev.assent.events.EventCodec;
import dev.assent.events.Subject;
import dev.assent.events.SubjectLinked;
import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.security.TestSecurity;
import io.quarkus.test.security.oidc.Claim;
import io.quarkus.test.security.oidc.ClaimType;
import io.quarkus.test.security.oidc.OidcSecurity;
import io.restassured.response.ValidatableResponse;
import org.junit.jupiter.api.Test;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;

/** A site's back end links a browser to a person. */
@QuarkusTest
@WithTestResource(value = KafkaOfTests.class, scope = TestResourceScope.GLOBAL)
@TestSecurity(user = "site-smartwatt")
@OidcSecurity(
        claims = {
            @Claim(key = "assent_sites", value = "[\"smartwatt\", \"smartsupp\"]", type = ClaimType.JSON_ARRAY),
            @Claim(key = "scope", value = "openid choices:write")
        })
class LinkIT {

    private static String body(String secret, String person, boolean linked) {
        return "{\"subjectSecret\":\"%s\",\"person\":\"%s\",\"linked\":%s}".formatted(secret, person, linked);
    }

    private static ValidatableResponse put(String site, String body) {
        return given().contentType("application/json")
                .body(body)
                .put("/v1/sites/" + site + "/links")
                .then();
    }

    @Test
    void aLinkStandsInTheBrowsersPartitionAndNamesThePersonByAPseudonym() throws Exception {
        String eventId = put("smartwatt", body(TestSites.SECRET, "customer-4711", true))
                .statusCode(202)
                .header("Cache-Control", "no-store")
                .body("linked", equalTo(true))
                .extract()
                .path("eventId");

        try (ConsentEvents events = new ConsentEvents()) {
            var record = events.of(eventId);
            SubjectLinked link = (SubjectLinked) EventCodec.fromLogRecord(record, 4);
            assertThat(link.subject())
                    .isEqualTo(Subject.ofSecret("smartwatt", TestSites.SECRET).value());
            assertThat(link.linked()).isTrue();
            assertThat(link.personKey()).isEqualTo(2);
            assertThat(new String(record.value(), java.nio.charset.StandardCharsets.UTF_8))
                    .doesNotContain("customer-4711", TestSites.SECRET);
        }
    }

    @Test
    void aSiteThatDeclaresNoPurposeForItCanOnlyEndLinks() {
        put("smartsupp", body(TestSites.SECRET, "customer-4711", true))
                .statusCode(422)
                .body("type", equalTo("urn:assent:problem:links-off"));
        put("smartsupp", body(TestSites.SECRET, "customer-4711", false)).statusCode(202);
    }

    @Test
    void aMemberThatComesTwiceIsRefused() {
        put(
                        "smartwatt",
                        "{\"person\":\"customer-4712\","
                                + body(TestSites.SECRET, "customer-4711", true).substring(1))
                .statusCode(400)
                .body("type", equalTo("urn:assent:problem:malformed-request"));
    }

    @Test
    void aRetryUnderOneKeyIsOneEvent() {
        String first = keyed("k-1", body(TestSites.SECRET, "customer-1", true))
                .statusCode(202)
                .extract()
                .path("eventId");

        keyed("k-1", body(TestSites.SECRET, "customer-1", true)).statusCode(202).body("eventId", equalTo(first));
        keyed("k-1", body(TestSites.SECRET, "customer-2", true)).statusCode(422);
    }

    private static ValidatableResponse keyed(String key, String body) {
        return given().contentType("application/json")
                .header("Idempotency-Key", key)
                .body(body)
                .put("/v1/sites/smartwatt/links")
                .then();
    }

    @Test
    void whatIsNotRightIsNamedAndNotRepeated() {
        put("smartwatt", body("short", "customer-4711", true))
                .statusCode(400)
                .body("member", equalTo("subjectSecret"))
                .body(not(containsString("short")));
        put("smartwatt", body(TestSites.SECRET, "", true)).statusCode(400).body("member", equalTo("person"));
        put("smartwatt", body(TestSites.SECRET, "x".repeat(201), true)).statusCode(400);
        put("smartwatt", "{\"subjectSecret\":\"" + TestSites.SECRET + "\",\"person\":\"x\"}")
                .statusCode(400)
                .body("member", equalTo("linked"));
        put("smartwatt", "{\"customer\":\"x\"}").statusCode(400);
        put("smartwatt", "").statusCode(400);
        put("smartwatt", "null").statusCode(400);
    }
}
