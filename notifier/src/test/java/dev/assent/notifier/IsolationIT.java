package dev.assent.notifier;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.security.TestSecurity;
import io.quarkus.test.security.oidc.Claim;
import io.quarkus.test.security.oidc.OidcSecurity;
import org.junit.jupiter.api.Test;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItems;

/** Who may see what; the requests are opened by mail, the ids are read from the database. */
@QuarkusTest
@QuarkusTestResource(NotifierParts.class)
class IsolationIT {

    private static final String DPO = "{\"dpo\":[\"smartsupp\"]}";
    private static final String OTHER_DPO = "{\"dpo\":[\"smartwatt\"]}";
    private static final String AUDITOR = "{\"auditor\":[\"smartsupp\"]}";
    private static final String EDITOR =
            "{\"editor\":[\"smartsupp\"],\"publisher\":[\"smartsupp\"],\"operator\":[\"smartsupp\"]}";

    @Test
    void nobodyWithoutSigningIn() throws SQLException {
        for (String path : paths(aRequest())) {
            assertThat(given().redirects().follow(false).get(path).statusCode())
                    .as(path)
                    .isIn(401, 302, 500, 503);
        }
    }

    @Test
    @TestSecurity(user = "dpo-smartwatt", authMechanism = "code")
    @OidcSecurity(claims = @Claim(key = "assent_roles", value = OTHER_DPO))
    void theDpoOfAnotherSiteGetsWhatDoesNotExist() throws SQLException {
        String nothing = "/v1/sites/smartsupp/requests/" + TestSites.fresh();
        String unknown = given().get(nothing).then().statusCode(404).extract().asString();

        for (String path : paths(aRequest())) {
            assertThat(given().get(path)
                            .then()
                            .statusCode(404)
                            .extract()
                            .asString()
                            .replace(path, ""))
                    .as(path)
                    .isEqualTo(unknown.replace(nothing, ""));
        }
    }

    @Test
    @TestSecurity(user = "dpo-smartwatt", authMechanism = "code")
    @OidcSecurity(claims = @Claim(key = "assent_roles", value = OTHER_DPO))
    void anIdOfAnotherSiteIsUnknownUnderOnesOwn() throws SQLException {
        String id = aRequest();
        given().get("/v1/sites/smartwatt/requests/" + id).then().statusCode(404);
        given().get("/v1/sites/smartwatt/requests/not-an-id").then().statusCode(404);
        given().get("/console/sites/smartwatt/requests/" + id).then().statusCode(404);
    }

    @Test
    @TestSecurity(user = "editor-smartsupp", authMechanism = "code")
    @OidcSecurity(claims = @Claim(key = "assent_roles", value = EDITOR))
    void otherRolesOfTheSiteSeeNothing() throws SQLException {
        for (String path : paths(aRequest())) {
            assertThat(given().get(path).statusCode()).as(path).isEqualTo(404);
        }
        given().get("/console").then().statusCode(403);
    }

    @Test
    @TestSecurity(user = "auditor", authMechanism = "code")
    @OidcSecurity(claims = @Claim(key = "assent_roles", value = AUDITOR))
    void theAuditorReadsAndIsEnteredInTheJournal() throws SQLException {
        String id = aRequest();

        for (String path : paths(id)) {
            given().get(path).then().statusCode(200);
        }

        assertThat(query(
                        "SELECT count(*) FROM journal WHERE actor = 'auditor' AND action = 'request.read' AND site = 'smartsupp' AND object_id = '"
                                + id + "'"))
                .isEqualTo("2");
        assertThat(query(
                        "SELECT count(*) FROM journal WHERE actor = 'auditor' AND action = 'attachment.read' AND object_id = '"
                                + id + "'"))
                .isEqualTo("2");
    }

    @Test
    @TestSecurity(user = "dpo-smartsupp", authMechanism = "code")
    @OidcSecurity(claims = @Claim(key = "assent_roles", value = DPO))
    void pagesByCursorAndRefusesWhatIsNoParameter() throws SQLException {
        aRequest();
        aRequest();

        String next = given().get("/v1/sites/smartsupp/requests?limit=1")
                .then()
                .statusCode(200)
                .extract()
                .path("next");
        List<Map<String, Object>> second = given().queryParam("cursor", next)
                .queryParam("limit", 1)
                .get("/v1/sites/smartsupp/requests")
                .then()
                .statusCode(200)
                .extract()
                .path("items");

        assertThat(second).hasSize(1);
        for (String bad : List.of("cursor=x", "limit=0", "limit=1000", "status=none")) {
            given().get("/v1/sites/smartsupp/requests?" + bad)
                    .then()
                    .statusCode(400)
                    .body("type", equalTo("urn:assent:problem:bad-parameter"));
        }
    }

    @Test
    void theOpenApiDocumentSaysWhoMayCall() {
        given().accept("application/json")
                .get("/q/openapi?format=json")
                .then()
                .statusCode(200)
                .body("openapi", equalTo("3.1.0"))
                .body("paths.'/v1/sites/{site}/requests'.get.x-assent-access", hasItems("dpo", "auditor"))
                .body("paths.'/v1/sites/{site}/requests/{id}'.get.x-assent-access", hasItems("dpo", "auditor"));
    }

    @Test
    void whatHappenedCannotBeChangedInTheDatabase() throws SQLException {
        String id = aRequest();
        for (String statement : List.of(
                "UPDATE request_event SET actor = 'me'",
                "DELETE FROM request_event",
                "TRUNCATE request_event",
                "UPDATE message SET body = ''",
                "DELETE FROM message_raw")) {
            try (Connection app = app();
                    Statement sql = app.createStatement()) {
                org.assertj.core.api.Assertions.assertThatThrownBy(() -> sql.execute(statement))
                        .as(statement)
                        .isInstanceOf(SQLException.class);
            }
        }
        assertThat(query("SELECT count(*) FROM request_event WHERE request_id = '" + id + "' AND kind = 'OPENED'"))
                .isEqualTo("1");
    }

    private static List<String> paths(String id) throws SQLException {
        String attachment =
                query("SELECT a.id FROM attachment a JOIN message m ON m.id = a.message_id WHERE m.request_id = '" + id
                        + "'");
        String v1 = "/v1/sites/smartsupp/requests/" + id;
        String console = "/console/sites/smartsupp/requests/" + id;
        return List.of(v1, v1 + "/attachments/" + attachment, console, console + "/attachments/" + attachment);
    }

    private static String aRequest() throws SQLException {
        String from = "isolated-" + TestSites.fresh() + "@example.test";
        TestMail.send(TestMail.french("<" + TestSites.fresh() + "@example.test>", from), from, "dpo@smartsupp.test");
        String find = "SELECT id FROM subject_request WHERE sender = '" + from + "'";
        await().atMost(Duration.ofSeconds(30)).until(() -> !query(find).isEmpty());
        return query(find);
    }

    private static String query(String sql) throws SQLException {
        try (Connection app = app();
                Statement statement = app.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            return rows.next() ? rows.getString(1) : "";
        }
    }

    private static Connection app() throws SQLException {
        return DriverManager.getConnection(
                NotifierParts.database().jdbcUrl(),
                NotifierParts.database().app(),
                NotifierParts.database().appPassword());
    }
}
