package dev.assent.registry;

import dev.assent.deploy.parts.Database;
import dev.assent.deploy.parts.KafkaPart;
import dev.assent.deploy.parts.PostgresPart;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.quarkus.test.junit.QuarkusTestProfile;

import java.util.List;
import java.util.Map;

/** The service over a real broker and a real database, with the sample sites; the identity provider stays away. */
public class RealParts implements QuarkusTestProfile {

    @Override
    public Map<String, String> getConfigOverrides() {
        return Map.ofEntries(
                Map.entry("quarkus.http.test-port", "0"),
                Map.entry("quarkus.management.test-port", "0"),
                Map.entry("quarkus.oidc.tenant-enabled", "false"),
                Map.entry("quarkus.keycloak.devservices.enabled", "false"),
                Map.entry("assent.registry.sample-sites", "true"),
                Map.entry("assent.registry.extra-origins", "http://localhost:8090"),
                Map.entry("assent.registry.site-address", "http://localhost:8090/{site}/"));
    }

    @Override
    public List<TestResourceEntry> testResources() {
        return List.of(new TestResourceEntry(Parts.class));
    }

    /** Starts the parts. */
    public static class Parts implements QuarkusTestResourceLifecycleManager {

        private static KafkaPart kafka;
        private static PostgresPart postgres;

        /** The broker. */
        public static KafkaPart kafka() {
            return kafka;
        }

        /** The database server. */
        public static PostgresPart postgres() {
            return postgres;
        }

        @Override
        public Map<String, String> start() {
            kafka = KafkaPart.startTemporary(4);
            postgres = PostgresPart.startTemporary();
            Database database = postgres.createDatabase("registry");
            return Map.of(
                    "kafka.bootstrap.servers", kafka.bootstrapServers(),
                    "quarkus.datasource.jdbc.url", database.jdbcUrl(),
                    "quarkus.datasource.password", database.appPassword(),
                    "quarkus.flyway.password", database.migratorPassword());
        }

        @Override
        public void stop() {
            kafka.close();
            postgres.close();
        }
    }
}
