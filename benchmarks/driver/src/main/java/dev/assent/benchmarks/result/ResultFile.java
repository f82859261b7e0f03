package dev.assent.benchmarks.result;

import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What a bench leaves for programs: {@code {"machine": …, "ratios": {NAME: {"median", "min", "max"}}, "figures": {…}}}.
 *
 * @param machine what it ran on
 * @param ratios by name, each of one figure to another of the same round
 * @param figures all else; times in milliseconds, memory in MB, unless the name says otherwise
 */
public record ResultFile(Map<String, Object> machine, Map<String, Sample> ratios, Map<String, Object> figures) {

    private static final JsonMapper MAPPER =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    /** Keeps copies in their order. */
    public ResultFile {
        machine = new LinkedHashMap<>(machine);
        ratios = new LinkedHashMap<>(ratios);
        figures = new LinkedHashMap<>(figures);
    }

    /** Writes the file as a whole, or leaves the one that is there. */
    public void write(Path file) {
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            Path partial = file.resolveSibling(file.getFileName() + ".partial");
            Files.writeString(partial, MAPPER.writeValueAsString(this) + "\n");
            Files.move(partial, file, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
