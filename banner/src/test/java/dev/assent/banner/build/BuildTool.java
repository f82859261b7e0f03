package dev.assent.banner.build;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Enumeration;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/** A program for this machine that travels in a jar. */
final class BuildTool {

    private final Path program;
    private final Path work;

    private BuildTool(Path program, Path work) {
        this.program = program;
        this.work = work;
    }

    /** Takes the program out of the jar of the classpath that holds it. */
    static BuildTool fromClasspath(String name, Path work) throws IOException {
        for (String element : System.getProperty("java.class.path").split(File.pathSeparator)) {
            // Only npm packages carry programs, so the other jars need not be opened.
            if (!element.endsWith(".jar") || !element.contains("mvnpm")) {
                continue;
            }
            try (ZipFile jar = new ZipFile(element)) {
                for (Enumeration<? extends ZipEntry> all = jar.entries(); all.hasMoreElements(); ) {
                    ZipEntry entry = all.nextElement();
                    if (entry.getName().matches(".*/" + name + "(\\.exe)?") && !entry.isDirectory()) {
                        return new BuildTool(extract(jar, entry, work), work);
                    }
                }
            }
        }
        throw new IllegalStateException("There is no %s for this system among the jars".formatted(name));
    }

    private static Path extract(ZipFile jar, ZipEntry entry, Path work) throws IOException {
        Files.createDirectories(work);
        Path program = work.resolve(Path.of(entry.getName()).getFileName().toString());
        if (!Files.exists(program) || Files.size(program) != entry.getSize()) {
            try (InputStream content = jar.getInputStream(entry)) {
                Files.copy(content, program, StandardCopyOption.REPLACE_EXISTING);
            }
        }
        if (!program.toFile().setExecutable(true)) {
            throw new IOException("Cannot make executable: " + program);
        }
        return program;
    }

    /** Runs it to its end; what it says goes to the build's log. */
    void run(Path directory, List<String> arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(arguments);
        command.addFirst(program.toAbsolutePath().toString());
        ProcessBuilder builder =
                new ProcessBuilder(command).directory(directory.toFile()).inheritIO();
        // Its cache belongs to this build, not to the home of whoever builds.
        builder.environment()
                .put("DENO_DIR", work.resolve("deno-cache").toAbsolutePath().toString());
        builder.environment().put("DENO_NO_UPDATE_CHECK", "1");
        builder.environment().put("NO_COLOR", "1");
        int exit = builder.start().waitFor();
        if (exit != 0) {
            throw new IllegalStateException("%s ended with %d".formatted(program.getFileName(), exit));
        }
    }
}
