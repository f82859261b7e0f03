package dev.assent.system.papers;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.assent.system.platform.OnPlatform;
import dev.assent.system.platform.PlatformUnderTest;
import dev.assent.system.platform.Site;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import static org.assertj.core.api.Assertions.assertThat;

/** Every command of the page on choices does what the page says, on the running platform. */
@OnPlatform
class ChoicesPageIT {

    private static final Pattern BLOCK = Pattern.compile(
            "(?ms)^```sh\\n(?<command>.*?)^```\\n\\n(?:Answer: \\*\\*(?<status>\\d{3})\\*\\*[^\\n]*(?:\\n[^\\n`]+)*\\n\\n```json\\n(?<answer>.*?)^```$)?");
    private static final String LOCAL = "http://localhost:8080";
    private static final ObjectMapper MAPPER = new ObjectMapper();

    @Test
    void itsCommandsAreAnsweredAsItSays(PlatformUnderTest platform) throws Exception {
        try (Site ready = new Site(platform, Site.SMARTSUPP)) {
            assertThat(ready.noticeVersion()).isPositive();
        }
        Matcher block = BLOCK.matcher(Paper.at("docs/choices.md").text());
        int run = 0;
        while (block.find()) {
            run++;
            String command = block.group("command")
                    .replace(LOCAL, platform.api().toString().replaceAll("/$", ""));

            List<String> lines = output(command);

            if (block.group("status") == null) {
                assertThat(MAPPER.readTree(String.join("\n", lines)).isObject())
                        .as(command)
                        .isTrue();
                continue;
            }
            assertThat(lines.size() % 2).as(command).isZero();
            for (int i = 0; i < lines.size(); i += 2) {
                assertThat(lines.get(i + 1)).as("%s\n%s", command, lines).isEqualTo(block.group("status"));
                assertThat(lines.get(i)).as(command).isEqualTo(lines.getFirst());
                assertSameShape(MAPPER.readTree(lines.get(i)), MAPPER.readTree(block.group("answer")), command);
            }
        }
        assertThat(run).isEqualTo(Paper.at("docs/choices.md").blocks("sh").size());
    }

    /** The same members of the same kinds; a problem's words, which a page can promise, letter by letter. */
    private static void assertSameShape(JsonNode answered, JsonNode shown, String command) {
        assertThat(names(answered)).as(command).containsExactlyInAnyOrderElementsOf(names(shown));
        shown.properties().forEach(member -> {
            JsonNode value = answered.path(member.getKey());
            assertThat(value.getNodeType())
                    .as("%s: %s", command, member.getKey())
                    .isEqualTo(member.getValue().getNodeType());
            if (shown.has("type") || !value.isTextual()) {
                assertThat(value).as("%s: %s", command, member.getKey()).isEqualTo(member.getValue());
            }
        });
    }

    private static List<String> names(JsonNode object) {
        List<String> names = new ArrayList<>();
        object.fieldNames().forEachRemaining(names::add);
        return names;
    }

    private static List<String> output(String command) throws IOException, InterruptedException {
        Process shell = new ProcessBuilder("bash", "-eu", "-c", command)
                .redirectErrorStream(true)
                .start();
        String output = new String(shell.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(shell.waitFor()).as("%s\n%s", command, output).isZero();
        return output.lines().filter(line -> !line.isBlank()).toList();
    }
}
