package dev.assent.ledger.platform;

import dev.assent.deploy.parts.Database;
import dev.assent.deploy.parts.KafkaPart;
import dev.assent.deploy.parts.PostgresPart;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;

/** Kafka and PostgreSQL for the service under test; its identity provider is down. */
public final class LedgerParts implements QuarkusTestResourceLifecycleManager {

    /** The Ed25519 seed of the key s1. */
    public static final String SIGNING_KEY = "BwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwc=";

    /** The partitions of the topic. */
    public static final int LOGS = 4;

    private static KafkaPart kafka;
    private static PostgresPart postgres;
    private static Database database;

    @Override
    public Map<String, String> start() {
        kafka = KafkaPart.startTemporary(LOGS);
        postgres = PostgresPart.startTemporary();
        database = postgres.createDatabase("ledger");
        return settings(kafka, database);
    }

    @Override
    public void stop() {
        kafka.close();
        postgres.close();
    }

    /** The settings of a ledger over the parts. */
    public static Map<String, String> settings(KafkaPart kafka, Database database) {
        Map<String, String> settings = new HashMap<>();
        settings.put("kafka.bootstrap.servers", kafka.bootstrapServers());
        settings.put("quarkus.datasource.jdbc.url", database.jdbcUrl());
        settings.put("quarkus.datasource.username", database.app());
        settings.put("quarkus.datasource.password", database.appPassword());
        settings.put("quarkus.flyway.username", database.migrator());
        settings.put("quarkus.flyway.password", database.migratorPassword());
        settings.put("quarkus.http.test-port", "0");
        settings.put("quarkus.management.test-port", "0");
        settings.put("quarkus.oidc.auth-server-url", "http://localhost:1/realms/assent");
        settings.put("assent.generation", "1");
        settings.put("assent.partitions", Integer.toString(LOGS));
        settings.put("assent.ledger-url", "http://ledger.test");
        settings.put("assent.registry-url", "http://registry.test");
        settings.put("assent.ledger.statistics.recount-every", "1s");
        settings.put("assent.ledger.origin", "ledger.test/assent");
        settings.put("assent.ledger.signing.current", "s1");
        settings.put("assent.ledger.signing.keys.s1", SIGNING_KEY);
        settings.put("assent.ledger.kek.current", "k1");
        settings.put("assent.ledger.kek.keys.k1", "CQkJCQkJCQkJCQkJCQkJCQkJCQkJCQkJCQkJCQkJCQk=");
        return settings;
    }

    /** The broker. */
    public static KafkaPart kafka() {
        return kafka;
    }

    /** A connection that is above all rights. */
    public static Connection asSuperuser() throws SQLException {
        return postgres.superuser("ledger");
    }

    /** A connection as the service's role. */
    public static Connection asService() throws SQLException {
        return DriverManager.getConnection(database.jdbcUrl(), database.app(), database.appPassword());
    }

    /** A connection that acts as the tables' owner. */
    public static Connection asOwner() throws SQLException {
        Connection connection =
                DriverManager.getConnection(database.jdbcUrl(), database.migrator(), database.migratorPassword());
        try (var statement = connection.createStatement()) {
            statement.execute("SET ROLE " + database.owner());
        }
        return connection;
    }
}
