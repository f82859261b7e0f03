package dev.assent.registry.publishing;

import dev.assent.events.SitePublished;
import dev.assent.registry.PublishedSites;
import dev.assent.registry.RealParts;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.quarkus.test.security.TestSecurity;
import io.quarkus.test.security.oidc.Claim;
import io.quarkus.test.security.oidc.OidcSecurity;
import io.restassured.path.json.JsonPath;
import io.restassured.response.ValidatableResponse;
import org.erdtman.jcs.JsonCanonicalizer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;

@QuarkusTest
@TestProfile(RealParts.class)
class PublishingIT {

    private static final String BOTH = "{\"editor\":[\"shop\"],\"publisher\":[\"shop\"]}";

    @ParameterizedTest
    @CsvSource({
        "smartsupp, fr, 'necessary preferences statistics marketing', 'google facebook', true, dpo@smartsupp.test",
        "smartwork, 'en sq', 'shop session security interface-preferences connection measurement', '', false, dpo@smartwork.test",
        "smartwatt, 'sv nb', 'necessary analytics offers offers-by-mail', google, true, dpo@smartwatt.test",
        "onesmartech, en, 'necessary newsletter newsletter-memory forms preferences feature-tests social-media same-answers', 'feature-lab kowhai-social', true, dpo@onesmartech.test"
    })
    void aSampleSiteIsToldToTheOtherServices(
            String site, String languages, String purposes, String vendors, boolean banner, String mailbox) {
        try (PublishedSites topic = new PublishedSites()) {
            // When
            SitePublished snapshot = await().atMost(Duration.ofSeconds(30))
                    .until(() -> topic.of(site), found -> !found.isEmpty())
                    .getLast();

            // Then
            assertThat(snapshot.languages()).containsExactly(languages.split(" "));
            assertThat(snapshot.bannerNeeded()).isEqualTo(banner);
            assertThat(snapshot.origins()).contains("http://localhost:8090").hasSizeGreaterThan(1);
            assertThat(snapshot.notice().purposes())
                    .extracting(SitePublished.Purpose::id)
                    .containsExactly(purposes.split(" "));
            assertThat(snapshot.notice().vendors().stream()
                            .map(SitePublished.Vendor::id)
                            .collect(Collectors.joining(" ")))
                    .isEqualTo(vendors);
            assertThat(snapshot.controller().dpoAddress()).isEqualTo(mailbox);
            assertThat(snapshot.controller().dpoName().keySet()).containsExactlyInAnyOrder(languages.split(" "));
            assertThat(snapshot.notice().texts().keySet()).containsExactlyInAnyOrder(languages.split(" "));
            assertThat(snapshot.notice().texts().values()).allSatisfy(texts -> {
                assertThat(texts.keySet())
                        .containsExactlyInAnyOrder(
                                "title",
                                "intro",
                                "accept",
                                "refuse",
                                "customise",
                                "save",
                                "reopen",
                                "exempt",
                                "recipients",
                                "policy",
                                "withdraw",
                                "saved",
                                "pending",
                                "receipt",
                                "close");
                assertThat(texts.values()).noneMatch(text -> text.isBlank() || text.contains("{"));
            });
            assertThat(snapshot.accepted())
                    .extracting(SitePublished.AcceptedVersion::version)
                    .containsExactly(1);
            assertThat(snapshot.accepted().getFirst().hash()).isEqualTo(snapshot.hash());
        }
    }

    @Test
    void howASiteTakesChoicesIsToldToTheOtherServices() {
        try (PublishedSites topic = new PublishedSites()) {
            // When
            SitePublished snapshot = await().atMost(Duration.ofSeconds(30))
                    .until(() -> topic.of("onesmartech"), found -> !found.isEmpty())
                    .getLast();

            // Then
            assertThat(snapshot.intake())
                    .isEqualTo(new SitePublished.Intake(
                            List.of("NZ", "EU", "US-CA"), true, null, false, "same-answers", List.of()));
            assertThat(snapshot.accepted().getFirst().asking())
                    .isEqualTo(new SitePublished.Asking(
                            Map.of("newsletter", true), List.of("social-media"), false, "same-answers"));
            assertThat(snapshot.notice().purposes().stream().filter(purpose -> purpose.form() != null))
                    .extracting(SitePublished.Purpose::id)
                    .containsExactly("newsletter");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"smartsupp", "smartwork", "smartwatt", "onesmartech"})
    void anyoneCanCheckTheHashOfAVersion(String site) throws IOException, NoSuchAlgorithmException {
        // When
        String body = given().get("/v1/sites/{site}/versions/1", site)
                .then()
                .statusCode(200)
                .extract()
                .asString();

        // Then
        String content = body.substring(body.indexOf("\"content\":") + 10, body.length() - 1);
        String canonical = new JsonCanonicalizer(content).getEncodedString();
        String hash = HexFormat.of()
                .formatHex(MessageDigest.getInstance("SHA-256").digest(canonical.getBytes(StandardCharsets.UTF_8)));
        assertThat(JsonPath.from(body).getString("hash")).isEqualTo(hash);
        assertThat(content).isEqualTo(canonical);
    }

    @Test
    @TestSecurity(user = "staff-of-shop")
    @OidcSecurity(claims = @Claim(key = "assent_roles", value = BOTH))
    void aSiteIsMadePublishedAndChanged() throws SQLException {
        // Given: a draft is not public before it is published
        put(Shop.YAML).statusCode(201);
        given().get("/v1/sites/shop").then().statusCode(404);

        // When
        publish().statusCode(201).body("published", equalTo(true)).body("version", equalTo(1));
        publish().statusCode(200).body("published", equalTo(false)).body("version", equalTo(1));
        put(Shop.YAML.replace("Shop Ltd", "Shop Limited")).statusCode(200);
        publish().statusCode(201).body("version", equalTo(2));
        put(Shop.YAML.replace("{en: Counts visits}", "{en: \"Counts {what you count}\"}"))
                .statusCode(200);
        publish()
                .statusCode(422)
                .body("type", equalTo("urn:assent:problem:not-publishable"))
                .body("findings.rule", hasItem("R06"))
                .body("findings[0].mend", containsString("Write what belongs there"));

        // Then
        given().get("/v1/sites/shop").then().body("version", equalTo(2));
        given().get("/v1/sites/shop/versions/1").then().body("content.controller.name", equalTo("Shop Ltd"));
        given().get("/v1/sites/shop/versions/3").then().statusCode(404);
        try (PublishedSites topic = new PublishedSites()) {
            List<SitePublished> told =
                    await().atMost(Duration.ofSeconds(30)).until(() -> topic.of("shop"), found -> found.size() == 2);
            assertThat(told.getLast().accepted())
                    .extracting(SitePublished.AcceptedVersion::version)
                    .containsExactly(2, 1);
            assertThat(told).extracting(SitePublished::eventId).doesNotHaveDuplicates();
        }
        assertThat(count("SELECT count(*) FROM journal WHERE site = 'shop' AND action = 'site.published'"
                        + " AND actor = 'staff-of-shop'"))
                .isEqualTo(2);
        assertThat(count("SELECT count(*) FROM journal WHERE site = 'shop' AND action = 'site.imported'"))
                .isEqualTo(3);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "UPDATE version SET published_by = 'x'",
                "DELETE FROM version",
                "TRUNCATE version CASCADE",
                "INSERT INTO version SELECT site, 9, content, hash, published_at, published_by, findings FROM version",
                "INSERT INTO version SELECT 'other', 1, content || ' ', hash, published_at, published_by, findings FROM version"
            })
    void nobodyChangesAVersionNorLeavesAGap(String sql) throws SQLException {
        try (Connection superuser = RealParts.Parts.postgres().superuser("registry");
                Connection service = DriverManager.getConnection(
                        RealParts.Parts.postgres().jdbcUrl("registry"), "registry_app", "registry_app")) {
            assertThatThrownBy(() -> superuser.createStatement().execute(sql)).isInstanceOf(SQLException.class);
            assertThatThrownBy(() -> service.createStatement().execute(sql)).isInstanceOf(SQLException.class);
        }
    }

    private static ValidatableResponse put(String yaml) {
        return given().contentType("application/yaml")
                .body(yaml.getBytes(StandardCharsets.UTF_8))
                .put("/v1/sites/shop")
                .then();
    }

    private static ValidatableResponse publish() {
        return given().post("/v1/sites/shop/versions").then();
    }

    private static int count(String sql) throws SQLException {
        try (Connection connection = RealParts.Parts.postgres().superuser("registry");
                ResultSet result = connection.createStatement().executeQuery(sql)) {
            result.next();
            return result.getInt(1);
        }
    }
}
