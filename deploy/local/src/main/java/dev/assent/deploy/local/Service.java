package dev.assent.deploy.local;

import org.jspecify.annotations.Nullable;

import java.util.Optional;

/** A service of the platform: how its module and its database are called, and which ports it has. */
public enum Service {
    /** Takes choices. */
    CONSENT_API("consent-api", null, Port.API, Port.API_MANAGEMENT, 192),
    /** Keeps them. */
    CONSENT_LEDGER("consent-ledger", "ledger", Port.LEDGER, Port.LEDGER_MANAGEMENT, 320),
    /** Says what may be chosen. */
    VENDOR_REGISTRY("vendor-registry", "registry", Port.REGISTRY, Port.REGISTRY_MANAGEMENT, 256),
    /** Answers people who write. */
    NOTIFIER("notifier", "notifier", Port.NOTIFIER, Port.NOTIFIER_MANAGEMENT, 256);

    private final String module;
    private final @Nullable String database;
    private final Port http;
    private final Port management;
    private final int heapMegabytes;

    Service(String module, @Nullable String database, Port http, Port management, int heapMegabytes) {
        this.module = module;
        this.database = database;
        this.http = http;
        this.management = management;
        this.heapMegabytes = heapMegabytes;
    }

    /** The module, the service's name in tokens, and its directory. */
    public String module() {
        return module;
    }

    /** Its database, where it has one; its roles begin with the same word. */
    public Optional<String> database() {
        return Optional.ofNullable(database);
    }

    Port http() {
        return http;
    }

    Port management() {
        return management;
    }

    int heapMegabytes() {
        return heapMegabytes;
    }
}
