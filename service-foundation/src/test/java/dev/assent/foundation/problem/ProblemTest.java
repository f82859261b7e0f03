package dev.assent.foundation.problem;

import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;

@QuarkusTest
class ProblemTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "application/json | {\"name\":  | 400 | malformed-request",
                "application/json | {\"nome\": 1} | 400 | malformed-request",
                "application/json | [1] | 400 | malformed-request",
                "text/csv | a,b | 415 | unsupported-media-type",
            })
    void badInputIsAProblemWithAStableType(String contentType, String body, int status, String slug) {
        given().contentType(contentType)
                .body(body)
                .post("/guarded/body")
                .then()
                .statusCode(status)
                .contentType("application/problem+json")
                .body("type", equalTo("urn:assent:problem:" + slug));
    }

    @Test
    void aValueThatIsNotRightIsNeverRepeated() {
        given().contentType("application/json")
                .body("{\"count\": \"a secret\"}")
                .post("/guarded/body")
                .then()
                .statusCode(400)
                .body("type", equalTo("urn:assent:problem:malformed-request"))
                .body(containsString("count"))
                .body(not(containsString("secret")));
    }

    @Test
    void whatDoesNotExistIsAProblemToo() {
        given().get("/guarded/nowhere").then().statusCode(404).body("type", equalTo("urn:assent:problem:not-found"));
    }

    @Test
    void anUnexpectedFailureTellsNothingOfItsCause() {
        given().get("/guarded/broken")
                .then()
                .statusCode(500)
                .body("type", equalTo("urn:assent:problem:internal-error"))
                .body(not(containsString("secret")));
    }
}
