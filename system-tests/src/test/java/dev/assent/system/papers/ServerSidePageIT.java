package dev.assent.system.papers;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.assent.deploy.local.Verifier;
import dev.assent.system.platform.OnPlatform;
import dev.assent.system.platform.PlatformUnderTest;
import dev.assent.system.platform.Site;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** The page for sites' own servers: its commands are run as they stand, and their answers have what the page shows. */
@OnPlatform
class ServerSidePageIT {

    private static final ObjectMapper JSON = new ObjectMapper();

    @Test
    void theCommandsDoWhatThePageSays(PlatformUnderTest platform, @TempDir Path directory) throws Exception {
        // The registry's announcements have arrived.
        new Site(platform, "onesmartech").close();
        List<String> blocks = Paper.at("docs/server-side.md").blocks("sh").stream()
                .map(block -> block.replace(
                                "http://localhost:8080", platform.api().toString())
                        .replace("http://localhost:8081", platform.ledger().toString())
                        .replace(
                                "http://localhost:8180/realms/assent",
                                platform.platform().keycloak().orElseThrow().realmUrl()))
                .toList();
        List<String> shown = Paper.at("docs/server-side.md").blocks("json");
        assertThat(blocks).hasSize(6);
        assertThat(shown).hasSize(3);

        // All but the last at once: variables of one block are used in the next.
        List<JsonNode> answers = run(directory, blocks.subList(0, 5), "echo \"\\\"$SECRET\\\"\"");
        String secret = answers.getLast().asText();

        assertThat(answers).hasSize(5);
        assertShows(answers.get(0), JSON.readTree(shown.get(0)));
        assertShows(answers.get(1), JSON.readTree(shown.get(1)));
        assertThat(answers.get(3).path("linked").asBoolean()).isTrue();
        await().untilAsserted(() -> assertShows(
                run(directory, List.of("SECRET=" + secret + "\n" + blocks.get(5)), "")
                        .getFirst(),
                JSON.readTree(shown.get(2))));
        Verifier.Result result = platform.verifier().full();
        assertThat(result.exitCode()).as(result.toString()).isZero();
    }

    /** Whether the answer has what the page shows; texts that the page shortens with … may be any. */
    private static void assertShows(JsonNode answer, JsonNode shown) {
        if (shown.isObject()) {
            shown.properties().forEach(member -> assertShows(answer.path(member.getKey()), member.getValue()));
        } else if (shown.isArray()) {
            assertThat(answer).hasSize(shown.size());
            for (int i = 0; i < shown.size(); i++) {
                assertShows(answer.path(i), shown.path(i));
            }
        } else if (shown.asText().contains("…")) {
            assertThat(answer.isTextual()).isTrue();
        } else {
            assertThat(answer).isEqualTo(shown);
        }
    }

    /** Runs the blocks in one shell; answers the JSON values that they print. */
    private static List<JsonNode> run(Path directory, List<String> blocks, String last) throws Exception {
        Path script = directory.resolve("page.sh");
        Files.writeString(script, "set -eu\n" + String.join("\necho\n", blocks) + "\necho\n" + last + "\n");
        Process process = new ProcessBuilder("bash", "-o", "pipefail", script.toString())
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(output).isZero();
        List<JsonNode> values = new ArrayList<>();
        try (var read = JSON.readerFor(JsonNode.class).<JsonNode>readValues(output)) {
            read.forEachRemaining(values::add);
        }
        return values;
    }
}
