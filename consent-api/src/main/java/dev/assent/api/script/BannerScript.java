package dev.assent.api.script;

import jakarta.enterprise.context.ApplicationScoped;
import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Optional;

/** The browser client that this service was built with. */
@ApplicationScoped
class BannerScript {

    static final String FILE = "assent.js";

    private static final String RESOURCE = "assent/banner/" + FILE;

    private final @Nullable VersionedScript newest;

    BannerScript() {
        this.newest = load();
    }

    /** The newest script, if this service was built with one. */
    Optional<VersionedScript> newest() {
        return Optional.ofNullable(newest);
    }

    /** The script of exactly that version. */
    Optional<VersionedScript> version(String version) {
        return newest().filter(script -> script.version().equals(version));
    }

    private static @Nullable VersionedScript load() {
        try (InputStream in = Thread.currentThread().getContextClassLoader().getResourceAsStream(RESOURCE)) {
            return in == null ? null : new VersionedScript(in.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
