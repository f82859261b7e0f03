package dev.assent.api;

import jakarta.inject.Singleton;
import org.eclipse.microprofile.config.inject.ConfigProperty;

import java.net.URI;

/**
 * Where the platform is, as the outside sees it, and how its logs are cut. These keys are the whole platform's, so they
 * are no mapping of this service's own: a mapping of {@code assent} would refuse the other services' keys.
 */
@Singleton
public final class PlatformConfig {

    private final URI apiUrl;
    private final URI ledgerUrl;
    private final int generation;
    private final int partitions;

    PlatformConfig(
            @ConfigProperty(name = "assent.api-url", defaultValue = "http://localhost:8080") URI apiUrl,
            @ConfigProperty(name = "assent.ledger-url", defaultValue = "http://localhost:8081") URI ledgerUrl,
            @ConfigProperty(name = "assent.generation", defaultValue = "1") int generation,
            @ConfigProperty(name = "assent.partitions", defaultValue = "4") int partitions) {
        if (generation < 1 || partitions < 1) {
            throw new IllegalArgumentException("assent.generation and assent.partitions count from 1");
        }
        this.apiUrl = apiUrl;
        this.ledgerUrl = ledgerUrl;
        this.generation = generation;
        this.partitions = partitions;
    }

    /** The public base address of consent-api, without a slash at its end. */
    public URI apiUrl() {
        return apiUrl;
    }

    /** The public base address of consent-ledger, without a slash at its end; receipts' addresses begin with it. */
    public URI ledgerUrl() {
        return ledgerUrl;
    }

    /** The generation of the logs that choices go to. */
    public int generation() {
        return generation;
    }

    /** How many logs, and so partitions of {@code consent.events}, that generation has. */
    public int partitions() {
        return partitions;
    }
}
