package dev.assent.registry.publishing;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

import java.util.List;
import java.util.Optional;

/** How this registry stands in its surroundings. */
@ConfigMapping(prefix = "assent.registry")
public interface RegistryConfig {

    /** Whether the sample sites are imported and published where they do not exist yet; for a local platform only. */
    @WithDefault("false")
    boolean sampleSites();

    /**
     * Web origins that every site gets beside its own, such as that of a local demonstration. They are told to the other
     * services and are no part of any version.
     */
    Optional<List<String>> extraOrigins();

    /**
     * Where a site is reached instead of at its first origin, with {@code {site}} for its id, for example
     * {@code http://localhost:8090/{site}/}; for a local demonstration.
     */
    Optional<String> siteAddress();

    /**
     * A webhook that every site gets beside its own, with {@code {site}} for its id, for example
     * {@code http://localhost:8090/hooks/{site}}; for a local demonstration. It is no part of any version.
     */
    Optional<String> extraWebhook();

    /** The public address of this service, without a slash at its end; documents are reached below it. */
    @WithDefault("http://localhost:8082")
    String publicUrl();
}
