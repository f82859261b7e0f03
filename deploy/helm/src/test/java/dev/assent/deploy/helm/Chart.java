package dev.assent.deploy.helm;

import com.marcnuri.helm.Helm;
import com.marcnuri.helm.LintResult;
import com.marcnuri.helm.TemplateCommand;
import org.yaml.snakeyaml.Yaml;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The chart as the real Helm sees it.
 *
 * @param directory where {@code Chart.yaml} stands
 */
record Chart(Path directory) {

    static final String RELEASE = "assent";
    /** Also the lowest version that the chart says it takes. */
    static final String KUBERNETES = "1.30.0";

    static Chart original() {
        return new Chart(Path.of("assent").toAbsolutePath());
    }

    /** A copy that a test may spoil. */
    Chart copyTo(Path target) {
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : (Iterable<Path>) files::iterator) {
                Path copy = target.resolve(directory.relativize(file).toString());
                if (Files.isDirectory(file)) {
                    Files.createDirectories(copy);
                } else {
                    Files.copy(file, copy);
                }
            }
            return new Chart(target);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Replaces a text that must stand in one of the chart's files. */
    Chart replacing(String file, String text, String replacement) {
        Path path = directory.resolve(file);
        String before = read(path);
        if (!before.contains(text)) {
            throw new IllegalArgumentException(file + " does not hold: " + text);
        }
        write(path, before.replace(text, replacement));
        return this;
    }

    /** Makes what an operator would say part of the chart's own values, since {@code lint} takes no further file. */
    Chart withDefaults(Path values) {
        Path own = directory.resolve("values.yaml");
        Map<String, Object> defaults = new Yaml().load(read(own));
        Map<String, Object> said = new Yaml().load(read(values));
        write(own, new Yaml().dump(merged(defaults, said)));
        return this;
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> merged(Map<String, Object> defaults, Map<String, Object> said) {
        Map<String, Object> result = new LinkedHashMap<>(defaults);
        said.forEach((key, value) -> result.merge(
                key,
                value,
                (before, after) -> before instanceof Map && after instanceof Map
                        ? merged((Map<String, Object>) before, (Map<String, Object>) after)
                        : after));
        return result;
    }

    /** The values files that the tests install with. */
    static List<Path> exampleValues() {
        try (Stream<Path> files = Files.list(original().directory.resolve("ci"))) {
            return files.sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Path minimalValues() {
        return original().directory.resolve("ci/minimal-values.yaml");
    }

    LintResult lint() {
        return new Helm(directory).lint().strict().call();
    }

    /** {@code helm template}. */
    String render(Path values) {
        return template(values).call();
    }

    /** {@code helm template --set key=value}. */
    String render(Path values, String key, Object value) {
        return template(values).set(key, value).call();
    }

    private TemplateCommand template(Path values) {
        return new Helm(directory)
                .template()
                .withName(RELEASE)
                .withNamespace("consent")
                .withKubeVersion(KUBERNETES)
                .withValuesFile(values);
    }

    static String read(Path file) {
        try {
            return Files.readString(file, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void write(Path file, String text) {
        try {
            Files.writeString(file, text, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
