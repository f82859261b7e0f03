package dev.assent.system.papers;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A Markdown file of the repository.
 *
 * @param path from the repository's root
 * @param text all of it
 */
record Paper(Path path, String text) {

    static final Path ROOT = root();

    private static final Pattern FENCE = Pattern.compile("(?ms)^```(\\w*)\\n(.*?)^```$");
    private static final Pattern LINK = Pattern.compile("!?\\[[^\\]]*]\\(([^)\\s]+)\\)");
    private static final Pattern IMAGE = Pattern.compile("<(?:img|source)[^>]*\\ssrc(?:set)?=\"([^\"]+)\"");
    private static final Pattern HEADING = Pattern.compile("(?m)^#{1,6} (.*)$");
    private static final Pattern SPAN = Pattern.compile("`([^`\\n]+)`");

    static Paper at(String path) {
        return read(ROOT.resolve(path));
    }

    /** All of them, but what a build or a tool made. */
    static List<Paper> all() {
        try (Stream<Path> files = Files.walk(ROOT)) {
            return files.filter(file -> file.toString().endsWith(".md"))
                    .filter(file -> Stream.of("target", ".git", ".local", "node_modules")
                            .noneMatch(skipped -> ROOT.relativize(file).startsWith(skipped)
                                    || ROOT.relativize(file).toString().contains("/" + skipped + "/")))
                    .sorted()
                    .map(Paper::read)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Where its links and images lead, as they are written. */
    List<String> links() {
        String prose = withoutFences();
        return Stream.concat(LINK.matcher(prose).results(), IMAGE.matcher(prose).results())
                .map(found -> found.group(1))
                .toList();
    }

    /** The anchors of its headings, as a reader of Markdown makes them. */
    Set<String> anchors() {
        return HEADING.matcher(withoutFences())
                .results()
                .map(found -> found.group(1)
                        .toLowerCase(Locale.ROOT)
                        .replaceAll("[^\\p{L}\\p{N}\\s_-]", "")
                        .strip()
                        .replace(' ', '-'))
                .collect(Collectors.toSet());
    }

    /** Every command line that it shows: lines of shell blocks, and code within sentences, from {@code ./} on. */
    List<String> commands() {
        List<String> commands = new ArrayList<>();
        FENCE.matcher(text)
                .results()
                .filter(block -> Set.of("sh", "shell", "bash", "console").contains(block.group(1)))
                .flatMap(block -> block.group(2).lines())
                .map(line -> line.replaceFirst("^\\$ ", "")
                        .replaceFirst("\\s+#.*", "")
                        .strip())
                .forEach(commands::add);
        SPAN.matcher(withoutFences())
                .results()
                .map(found -> found.group(1).strip())
                .forEach(commands::add);
        return commands.stream()
                .filter(command -> command.startsWith("./") && !command.startsWith("./."))
                .distinct()
                .toList();
    }

    /** Its code blocks in a language. */
    List<String> blocks(String language) {
        return FENCE.matcher(text)
                .results()
                .filter(block -> block.group(1).equals(language))
                .map(block -> block.group(2))
                .toList();
    }

    /** The rows of every table, cells without their spaces and code marks. */
    List<List<String>> rows() {
        return withoutFences()
                .lines()
                .filter(line -> line.startsWith("|") && !line.matches("[|\\s:-]+"))
                .map(line -> Stream.of(line.replaceFirst("^\\|", "")
                                .replaceFirst("\\|\\s*$", "")
                                .split("\\|", -1))
                        .map(cell -> cell.strip().replace("`", ""))
                        .toList())
                .toList();
    }

    Stream<MatchResult> find(Pattern pattern) {
        return pattern.matcher(text).results();
    }

    private String withoutFences() {
        return FENCE.matcher(text).replaceAll("");
    }

    @Override
    public String toString() {
        return path.toString();
    }

    private static Paper read(Path file) {
        try {
            return new Paper(ROOT.relativize(file), Files.readString(file, StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path root() {
        Path directory = Path.of("").toAbsolutePath();
        while (!Files.exists(directory.resolve("mvnw"))) {
            directory = directory.getParent();
        }
        return directory;
    }
}
