package dev.assent.api.http;

import dev.assent.api.KafkaOfTests;
import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.core.json.JsonObject;
import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

/** Every answer of every operation shows an example in the OpenAPI document. */
@QuarkusTest
@WithTestResource(value = KafkaOfTests.class, scope = TestResourceScope.GLOBAL)
class ExamplesIT {

    private static final Set<String> METHODS = Set.of("get", "put", "post", "delete", "patch", "head");
    private static final Set<String> WITHOUT_BODY = Set.of("204", "304");

    private record Answer(String operation, String status, JsonObject response) {

        boolean isProblem() {
            return status.compareTo("400") >= 0;
        }

        /** The media type's examples, by whichever of the two members it has them. */
        static List<Object> examples(JsonObject media) {
            List<Object> examples = new ArrayList<>();
            if (media.containsKey("example")) {
                examples.add(media.getValue("example"));
            }
            media.getJsonObject("examples", new JsonObject())
                    .forEach(named -> examples.add(((JsonObject) named.getValue()).getValue("value")));
            return examples;
        }
    }

    @Test
    void everyAnswerHasAnExample() {
        assertThat(answers()).hasSizeGreaterThan(20).allSatisfy(answer -> {
            JsonObject content = answer.response().getJsonObject("content", new JsonObject());
            assertThat(content).as("%s %s", answer.operation(), answer.status()).isNotEmpty();
            content.forEach(media -> assertThat(Answer.examples((JsonObject) media.getValue()))
                    .as("%s %s %s", answer.operation(), answer.status(), media.getKey())
                    .isNotEmpty());
        });
    }

    @Test
    void aProblemsExampleIsAProblemOfThatStatus() {
        assertThat(answers().stream().filter(Answer::isProblem)).isNotEmpty().allSatisfy(answer -> {
            JsonObject media = answer.response().getJsonObject("content").getJsonObject("application/problem+json");
            assertThat(media).as("%s %s", answer.operation(), answer.status()).isNotNull();
            assertThat(Answer.examples(media)).allSatisfy(example -> {
                JsonObject problem = example instanceof JsonObject json ? json : new JsonObject(example.toString());
                assertThat(problem.getString("type")).startsWith("urn:assent:problem:");
                assertThat(problem.getInteger("status")).hasToString(answer.status());
                assertThat(problem.getString("title")).isNotBlank();
            });
        });
    }

    /** The choice's own problems: each that the description names, by its name. */
    @Test
    void everyProblemThatAChoiceCanGetIsShown() {
        assertThat(answers().stream()
                        .filter(answer ->
                                answer.isProblem() && answer.operation().equals("post /v1/sites/{site}/choices")))
                .hasSizeGreaterThan(5)
                .allSatisfy(answer -> {
                    List<String> named = Stream.of(answer.response()
                                    .getString("description")
                                    .replaceAll("\\([^)]*\\)", "")
                                    .split(",", -1))
                            .map(String::strip)
                            .toList();
                    assertThat(answer.response()
                                    .getJsonObject("content")
                                    .getJsonObject("application/problem+json")
                                    .getJsonObject("examples")
                                    .fieldNames())
                            .as(answer.status())
                            .containsExactlyInAnyOrderElementsOf(named);
                });
    }

    private static List<Answer> answers() {
        JsonObject paths = new JsonObject(given().get("/q/openapi?format=json").asString()).getJsonObject("paths");
        List<Answer> answers = new ArrayList<>();
        paths.forEach(path -> ((JsonObject) path.getValue()).forEach(method -> {
            if (METHODS.contains(method.getKey())) {
                ((JsonObject) method.getValue()).getJsonObject("responses").forEach(response -> {
                    if (!WITHOUT_BODY.contains(response.getKey())) {
                        answers.add(new Answer(method.getKey() + " " + path.getKey(), response.getKey(), (JsonObject)
                                response.getValue()));
                    }
                });
            }
        }));
        return answers;
    }
}
