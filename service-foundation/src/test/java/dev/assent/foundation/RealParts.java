package dev.assent.foundation;

import dev.assent.deploy.parts.Database;
import dev.assent.deploy.parts.KafkaPart;
import dev.assent.deploy.parts.PostgresPart;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.quarkus.test.junit.QuarkusTestProfile;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The foundation over a real broker and a real database. */
public class RealParts implements QuarkusTestProfile {

    @Override
    public Map<String, String> getConfigOverrides() {
        return Map.of(
                "quarkus.datasource.active", "true",
                "quarkus.flyway.active", "true",
                "quarkus.flyway.migrate-at-start", "true",
                "assent.outbox.enabled", "true",
                "assent.snapshots.enabled", "true");
    }

    @Override
    public List<TestResourceEntry> testResources() {
        return List.of(new TestResourceEntry(Parts.class));
    }

    /** Starts the parts, and hands the broker to tests that stop it. */
    public static class Parts implements QuarkusTestResourceLifecycleManager {

        private static KafkaPart kafka;
        private static PostgresPart postgres;
        private static Database database;

        /** The broker. */
        public static KafkaPart kafka() {
            return kafka;
        }

        /** The database's address and roles. */
        public static Database database() {
            return database;
        }

        /** The server. */
        public static PostgresPart postgres() {
            return postgres;
        }

        @Override
        public Map<String, String> start() {
            kafka = KafkaPart.startTemporary(4);
            postgres = PostgresPart.startTemporary();
            database = postgres.createDatabase("foundation");
            Map<String, String> settings = new HashMap<>();
            settings.put("kafka.bootstrap.servers", kafka.bootstrapServers());
            settings.put("quarkus.datasource.jdbc.url", database.jdbcUrl());
            settings.put("quarkus.datasource.username", database.app());
            settings.put("quarkus.datasource.password", database.appPassword());
            settings.put("quarkus.flyway.username", database.migrator());
            settings.put("quarkus.flyway.password", database.migratorPassword());
            settings.put("quarkus.flyway.init-sql", "SET ROLE " + database.owner());
            settings.put("quarkus.flyway.placeholders.app_role", database.app());
            return settings;
        }

        @Override
        public void stop() {
            kafka.close();
            postgres.close();
        }
    }
}
