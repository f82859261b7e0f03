package dev.assent.deploy.local;

import dev.assent.deploy.parts.Database;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** What each service is told of the others, through environment variables alone. */
final class ServiceEnvironment {
    static final int GENERATION = 1;
    static final int LOGS = 4;
    private static final String NO_LIMIT = "10000000";
    private static final String KEK = "k1";
    private static final String SIGNING = "s1";
    private static final String SEAL_KEY = "notifier.seal.1";

    private final PortPlan ports;
    private final LocalSecrets secrets;
    private final Map<Service, Database> databases;

    ServiceEnvironment(PortPlan ports, LocalSecrets secrets, Map<Service, Database> databases) {
        this.ports = ports;
        this.secrets = secrets;
        this.databases = Map.copyOf(databases);
    }

    Map<String, String> of(Service service) {
        Map<String, String> environment = new LinkedHashMap<>();
        shared(environment, service);
        Optional.ofNullable(databases.get(service)).ifPresent(database -> database(environment, database));
        switch (service) {
            case CONSENT_API -> api(environment);
            case CONSENT_LEDGER -> ledger(environment);
            case VENDOR_REGISTRY -> registry(environment);
            case NOTIFIER -> notifier(environment);
        }
        return environment;
    }

    /** The first part of each log's origin; it stays when ports are moved, since checkpoints bear it for ever. */
    static String origin() {
        return "localhost:" + Port.LEDGER.usual() + "/assent";
    }

    /** What the verifier needs beside the addresses: the key-encryption key under the ledger's own name. */
    static Map<String, String> keyEncryptionKey(LocalSecrets secrets) {
        return Map.of("ASSENT_LEDGER_KEK_KEYS_" + KEK.toUpperCase(Locale.ROOT), secrets.key("ledger.kek." + KEK));
    }

    private void shared(Map<String, String> environment, Service service) {
        environment.put("QUARKUS_HTTP_HOST", "127.0.0.1");
        environment.put("QUARKUS_HTTP_PORT", number(service.http()));
        environment.put("QUARKUS_MANAGEMENT_ENABLED", "true");
        environment.put("QUARKUS_MANAGEMENT_HOST", "127.0.0.1");
        environment.put("QUARKUS_MANAGEMENT_PORT", number(service.management()));
        environment.put("QUARKUS_BANNER_ENABLED", "false");
        environment.put("QUARKUS_CONSOLE_COLOR", "false");
        environment.put("KAFKA_BOOTSTRAP_SERVERS", "localhost:" + number(Port.KAFKA));
        environment.put("QUARKUS_OIDC_AUTH_SERVER_URL", ports.url(Port.OIDC) + "/realms/assent");
        environment.put("QUARKUS_OIDC_CREDENTIALS_SECRET", clientSecret(secrets, service));
        // Cookies know no ports: signing in to one console must not sign out of another.
        environment.put("QUARKUS_OIDC_AUTHENTICATION_COOKIE_SUFFIX", service.module());
        environment.put("ASSENT_GENERATION", Integer.toString(GENERATION));
        environment.put("ASSENT_PARTITIONS", Integer.toString(LOGS));
        environment.put("ASSENT_API_URL", ports.url(Port.API));
        environment.put("ASSENT_LEDGER_URL", ports.url(Port.LEDGER));
        environment.put("ASSENT_REGISTRY_URL", ports.url(Port.REGISTRY));
        environment.put("ASSENT_NOTIFIER_URL", ports.url(Port.NOTIFIER));
    }

    static String clientSecret(LocalSecrets secrets, Service service) {
        return secrets.password("oidc." + service.module());
    }

    private void database(Map<String, String> environment, Database database) {
        environment.put("QUARKUS_DATASOURCE_JDBC_URL", database.jdbcUrl());
        environment.put("QUARKUS_DATASOURCE_USERNAME", database.app());
        environment.put("QUARKUS_DATASOURCE_PASSWORD", database.appPassword());
        environment.put("QUARKUS_FLYWAY_USERNAME", database.migrator());
        environment.put("QUARKUS_FLYWAY_PASSWORD", database.migratorPassword());
    }

    private void api(Map<String, String> environment) {
        environment.put("ASSENT_IDEMPOTENCY_SECRET", secrets.key("api.idempotency"));
        environment.put("ASSENT_SUBJECT_KEYS_CURRENT", "1");
        environment.put("ASSENT_SUBJECT_KEYS_KEY_1", secrets.key("api.subject-key.1"));
        environment.put("ASSENT_CONFIRMATIONS_SECRET", secrets.key("api.confirmations"));
        environment.put("ASSENT_CONFIRMATIONS_NOTIFIER_KEY", SealKey.publicKey(secrets.key(SEAL_KEY)));
        environment.put("ASSENT_CONFIRMATIONS_NOTIFIER_KEY_VERSION", "1");
        // Everybody who tries this platform comes from this machine, and tests are a crowd.
        environment.put("ASSENT_LIMITS_CLIENT_QUOTA", NO_LIMIT);
        environment.put("ASSENT_LIMITS_SITE_QUOTA", NO_LIMIT);
        environment.put("ASSENT_LIMITS_AUTOMATED_QUOTA", NO_LIMIT);
        // No load balancer has to notice that it goes.
        environment.put("QUARKUS_SHUTDOWN_DELAY", "200ms");
    }

    private void ledger(Map<String, String> environment) {
        environment.put("ASSENT_LEDGER_ORIGIN", origin());
        environment.put("ASSENT_LEDGER_SIGNING_CURRENT", SIGNING);
        environment.put(
                "ASSENT_LEDGER_SIGNING_KEYS_" + SIGNING.toUpperCase(Locale.ROOT), secrets.key("ledger.signing"));
        environment.put("ASSENT_LEDGER_WITNESSES_LOCAL_URL", ports.url(Port.WITNESS));
        environment.put("ASSENT_LEDGER_WITNESSES_LOCAL_KEY", LocalWitness.verifierKey(ports, secrets));
        environment.put("ASSENT_LEDGER_KEK_CURRENT", KEK);
        environment.putAll(keyEncryptionKey(secrets));
        // A restarted ledger gets its logs back at once.
        environment.put("ASSENT_LEDGER_INGEST_INSTANCE_ID", "local");
    }

    private void registry(Map<String, String> environment) {
        environment.put("ASSENT_REGISTRY_SAMPLE_SITES", "true");
        environment.put("ASSENT_REGISTRY_EXTRA_ORIGINS", ports.url(Port.DEMO));
        environment.put("ASSENT_REGISTRY_EXTRA_WEBHOOK", ports.url(Port.DEMO) + "/hooks/{site}");
        environment.put("ASSENT_REGISTRY_SITE_ADDRESS", ports.url(Port.DEMO) + "/{site}/");
    }

    private void notifier(Map<String, String> environment) {
        environment.put("QUARKUS_MAILER_HOST", "127.0.0.1");
        environment.put("QUARKUS_MAILER_PORT", number(Port.SMTP));
        environment.put("ASSENT_NOTIFIER_IMAP_HOST", "127.0.0.1");
        environment.put("ASSENT_NOTIFIER_IMAP_PORT", number(Port.IMAP));
        environment.put("ASSENT_NOTIFIER_IMAP_TLS", "none");
        for (String site : SampleSites.IDS) {
            String prefix = "ASSENT_NOTIFIER_MAILBOXES_" + site.toUpperCase(Locale.ROOT);
            environment.put(prefix + "_USER", SampleSites.mailbox(site));
            environment.put(prefix + "_PASSWORD", SampleSites.mailboxPassword(secrets, site));
        }
        environment.put("ASSENT_NOTIFIER_CONFIRMATIONS_KEYS_1", secrets.key(SEAL_KEY));
        environment.put("ASSENT_NOTIFIER_WEBHOOKS_PLAIN_HTTP_TO_LOOPBACK", "true");
        for (String site : SampleSites.IDS) {
            environment.put(
                    "ASSENT_NOTIFIER_WEBHOOKS_SECRETS_" + site.toUpperCase(Locale.ROOT),
                    SampleSites.webhookSecret(secrets, site));
        }
    }

    private String number(Port port) {
        return Integer.toString(ports.of(port));
    }
}
