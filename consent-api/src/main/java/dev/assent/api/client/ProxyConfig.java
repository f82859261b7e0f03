package dev.assent.api.client;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

import java.util.List;
import java.util.Optional;

/** Whose word counts about where a request came from. */
@ConfigMapping(prefix = "assent.proxies")
public interface ProxyConfig {

    /**
     * The addresses of the platform's own proxies, as CIDR ranges such as {@code 10.0.0.0/8}. Headers about the caller are
     * believed from these peers only; without any, from nobody.
     */
    Optional<List<String>> trusted();

    /**
     * The header in which a proxy states the caller's address. Each proxy appends the address that it saw; the last one
     * that is no trusted proxy's is the caller's.
     */
    @WithDefault("X-Forwarded-For")
    String addressHeader();

    /**
     * The header in which a proxy states the caller's country as ISO 3166-1 alpha-2, such as {@code CF-IPCountry}. It only
     * chooses the jurisdiction. Without this name no country is read.
     */
    Optional<String> countryHeader();
}
