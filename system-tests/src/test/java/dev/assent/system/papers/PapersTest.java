package dev.assent.system.papers;

import dev.assent.events.Topic;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import static org.assertj.core.api.Assertions.assertThat;

/** What the papers point at is there, and what they say of the code is so. */
class PapersTest {

    private static final Pattern DATED =
            Pattern.compile("(?m)^(Proposed|Accepted|Replaced by .*), \\d{4}-\\d{2}-\\d{2}$");

    static List<Paper> papers() {
        return Paper.all();
    }

    static List<Paper> papersOnStarting() {
        return List.of(Paper.at("README.md"), Paper.at("CONTRIBUTING.md"));
    }

    @ParameterizedTest
    @MethodSource("papers")
    void linksLeadToFilesAndHeadingsThatAreThere(Paper paper) {
        List<String> links = paper.links();

        assertThat(links).allSatisfy(link -> assertThat(faultOf(paper, link)).isEmpty());
    }

    @ParameterizedTest
    @MethodSource("papersOnStarting")
    void commandsCanBeRun(Paper paper) {
        List<String> commands = paper.commands();

        assertThat(commands).isNotEmpty().allSatisfy(command -> {
            List<String> words = List.of(command.split(" "));
            assertThat(Paper.ROOT.resolve(words.getFirst())).isRegularFile().isExecutable();
            if (words.getFirst().equals("./run") && words.size() > 1) {
                assertThat(Paper.at("deploy/local/src/main/java/dev/assent/deploy/local/Command.java")
                                .text())
                        .contains("./run " + words.get(1));
            }
        });
    }

    @Test
    void modulesOfTheCommandsAreThere() {
        List<String> modules = papersOnStarting().stream()
                .flatMap(paper -> paper.find(Pattern.compile("-pl ([\\w,/-]+)")))
                .flatMap(found -> Stream.of(found.group(1).split(",")))
                .toList();

        assertThat(modules).isNotEmpty().allSatisfy(module -> assertThat(
                        Paper.ROOT.resolve(module).resolve("pom.xml"))
                .exists());
    }

    @Test
    void everyPageIsInTheIndex() {
        Paper index = Paper.at("docs/README.md");
        Paper decisions = Paper.at("docs/adr/README.md");

        List<String> missing = Stream.concat(notLinked(index, "docs"), notLinked(decisions, "docs/adr"))
                .toList();

        assertThat(missing).isEmpty();
    }

    @Test
    void everyDecisionHasItsNumberStatusAndDate() {
        List<Paper> decisions = papers().stream()
                .filter(paper -> paper.path().toString().matches("docs/adr/\\d{4}-.*"))
                .toList();

        assertThat(decisions).isNotEmpty().allSatisfy(decision -> {
            int number =
                    Integer.parseInt(decision.path().getFileName().toString().substring(0, 4));
            assertThat(decision.text()).startsWith("# " + number + ". ").containsPattern(DATED);
            assertThat(decision.text()).contains("\n## Context\n", "\n## Decision\n", "\n## Consequences\n");
        });
    }

    @Test
    void theOperatorsTableOfTopicsIsTheOneInTheCode() {
        List<List<String>> rows = Paper.at("docs/operations.md").rows();

        for (Topic topic : Topic.values()) {
            assertThat(rows)
                    .filteredOn(row -> row.getFirst().equals(topic.topicName()))
                    .singleElement()
                    .satisfies(row -> {
                        assertThat(row.get(1)).isEqualTo(topic.partitions(7) == 7 ? "L" : "1");
                        assertThat(row.get(2)).isEqualTo(topic.settings().get("cleanup.policy"));
                        assertThat(row.get(3).split(" ")[0])
                                .isEqualTo(topic.settings().getOrDefault("retention.ms", ""));
                    });
        }
    }

    @Test
    void everySettingOfTheChartIsExplainedToTheOperator() {
        String settings = Paper.at("docs/operations.md").text();
        List<String> names = Paper.at("deploy/helm/assent/templates/_helpers.tpl")
                .find(Pattern.compile("\\b((ASSENT|QUARKUS|KAFKA)_[A-Z_]+?)(_?\\{\\{|\\b)"))
                .map(found -> found.group(1))
                .distinct()
                .toList();

        assertThat(names).hasSizeGreaterThan(20).allSatisfy(name -> assertThat(settings)
                .contains("`" + name));
    }

    @Test
    void theHouseInTheArchitectureHasEveryModule() {
        String house = Paper.at("docs/architecture.md").text();
        List<String> modules = Paper.at("pom.xml")
                .find(Pattern.compile("<module>(.*?)</module>"))
                .map(found -> found.group(1))
                .toList();

        assertThat(modules).isNotEmpty().allSatisfy(module -> assertThat(house).contains("`" + module + "`"));
    }

    private static Stream<String> notLinked(Paper index, String directory) {
        return papers().stream()
                .map(Paper::path)
                .filter(path -> Path.of(directory).equals(path.getParent()))
                .filter(path -> !path.equals(index.path()))
                .map(path -> path.getFileName().toString())
                .filter(name -> !index.links().contains(name));
    }

    private static String faultOf(Paper paper, String link) {
        if (link.matches("[a-z]+:.*")) {
            return "";
        }
        String[] parts = link.split("#", 2);
        Path from = Paper.ROOT.resolve(paper.path());
        Path target = parts[0].isEmpty() ? from : from.resolveSibling(parts[0]).normalize();
        if (!Files.exists(target)) {
            return link + " leads to nothing";
        }
        if (parts.length == 2) {
            Paper led = Paper.at(Paper.ROOT.relativize(target).toString());
            return led.anchors().contains(parts[1]) ? "" : link + " names no heading";
        }
        return "";
    }
}
