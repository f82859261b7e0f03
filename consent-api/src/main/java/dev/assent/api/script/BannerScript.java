package dev.assent.api.script;

import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The browser client that this service was built with, and those of earlier releases that the operator keeps, for pages that
 * pin one by its hash. A script's version follows from its bytes, so a file needs no name but its ending.
 */
@ApplicationScoped
class BannerScript {

    static final String FILE = "assent.js";

    private static final String RESOURCE = "assent/banner/" + FILE;

    private final @Nullable VersionedScript newest;
    private final Map<String, VersionedScript> byVersion = new HashMap<>();

    BannerScript(@ConfigProperty(name = "assent.banner.earlier") Optional<Path> earlier) {
        this.newest = load();
        earlier.ifPresent(this::keep);
        newest().ifPresent(script -> byVersion.put(script.version(), script));
    }

    private void keep(Path directory) {
        try (DirectoryStream<Path> files = Files.newDirectoryStream(directory, "*.js")) {
            for (Path file : files) {
                VersionedScript script = new VersionedScript(Files.readAllBytes(file));
                byVersion.put(script.version(), script);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "assent.banner.earlier is a directory with scripts of earlier releases: " + directory, e);
        }
    }

    /** The newest script, if this service was built with one. */
    Optional<VersionedScript> newest() {
        return Optional.ofNullable(newest);
    }

    /** The script of exactly that version. */
    Optional<VersionedScript> version(String version) {
        return Optional.ofNullable(byVersion.get(version));
    }

    private static @Nullable VersionedScript load() {
        try (InputStream in = Thread.currentThread().getContextClassLoader().getResourceAsStream(RESOURCE)) {
            return in == null ? null : new VersionedScript(in.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
