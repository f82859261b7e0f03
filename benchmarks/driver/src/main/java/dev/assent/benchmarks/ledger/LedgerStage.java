package dev.assent.benchmarks.ledger;

import dev.assent.benchmarks.process.JavaService;
import dev.assent.benchmarks.process.Measured;
import dev.assent.deploy.parts.ChildProcess;
import dev.assent.deploy.parts.Database;
import dev.assent.deploy.parts.KafkaPart;
import dev.assent.deploy.parts.PartFailedException;
import dev.assent.deploy.parts.Ports;
import dev.assent.deploy.parts.PostgresPart;

import java.net.URI;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Kafka, PostgreSQL and consent-ledger, each a process of its own; further services as they are needed. */
final class LedgerStage implements AutoCloseable {

    static final int LOGS = 4;
    static final String LEDGER = "ledger";
    /** As the ledger's database, with the tables of its logs and no rows. */
    static final String COPY = "ledger_copy";

    static final String KEY = Base64.getEncoder().encodeToString(new byte[32]);
    private static final Duration LIMIT = Duration.ofMinutes(2);

    private final Path root;
    private final Path directory;
    private final KafkaPart kafka;
    private final PostgresPart postgres;
    private final Database database;
    private final URI address;
    private JavaService ledger;

    private LedgerStage(Path root, Path directory) {
        this.root = root;
        this.directory = directory;
        kafka = KafkaPart.startTemporary(LOGS);
        postgres = PostgresPart.startTemporary();
        database = postgres.createDatabase(LEDGER);
        address = URI.create("http://127.0.0.1:" + Ports.free());
        ledger = startLedger();
    }

    /** Starts everything; the ledger has opened its logs. */
    static LedgerStage start(Path root, Path directory) {
        LedgerStage stage = new LedgerStage(root, directory);
        ChildProcess.atShutdown(stage::close);
        try {
            stage.ledger.await(stage.address.resolve("/v1/logs/1-" + (LOGS - 1) + "/checkpoint"), 200);
            stage.ledger.await(stage.address.resolve("/v1/logs/1-0/checkpoint"), 200);
            stage.ledger.close();
            stage.copyTables();
            stage.ledger = stage.startLedger();
            stage.ledger.await(stage.address.resolve("/v1/logs"), 200);
            return stage;
        } catch (RuntimeException e) {
            stage.close();
            throw e;
        }
    }

    String bootstrapServers() {
        return kafka.bootstrapServers();
    }

    URI address() {
        return address;
    }

    Measured ledger() {
        return ledger.measured();
    }

    PostgresPart postgres() {
        return postgres;
    }

    Path root() {
        return root;
    }

    /** Lets the ledger stand still, as long as less than 25 minutes, so that it stays a member of its group. */
    void freeze() {
        signal("STOP");
    }

    /** Lets it go on. */
    void thaw() {
        signal("CONT");
    }

    /** Starts a further Quarkus service. */
    JavaService start(String name, String jar, Map<String, String> environment) {
        return JavaService.start(name, root.resolve(jar), List.of(), environment, directory.resolve(name + ".log"));
    }

    /** The environment of a program that verifies. */
    Map<String, String> verifying() {
        return Map.of(
                "ASSENT_VERIFY_JDBC_URL",
                database.jdbcUrl(),
                "ASSENT_VERIFY_JDBC_USERNAME",
                "postgres",
                "ASSENT_VERIFY_JDBC_PASSWORD",
                postgres.superuserPassword(),
                "ASSENT_LEDGER_KEK_KEYS_K1",
                KEY);
    }

    Path directory() {
        return directory;
    }

    /** Fails, with the log's end, when the ledger has ended. */
    void check() {
        if (!ledger.alive()) {
            throw new PartFailedException("consent-ledger has ended. Its log ends:\n" + ledger.tail(20));
        }
    }

    @Override
    public void close() {
        if (ledger.alive()) {
            thaw();
        }
        ledger.close();
        postgres.close();
        kafka.close();
    }

    private JavaService startLedger() {
        Map<String, String> environment = new HashMap<>();
        environment.put("QUARKUS_HTTP_HOST", "127.0.0.1");
        environment.put("QUARKUS_HTTP_PORT", Integer.toString(address.getPort()));
        environment.put("QUARKUS_MANAGEMENT_HOST", "127.0.0.1");
        environment.put("QUARKUS_MANAGEMENT_PORT", Integer.toString(Ports.free()));
        environment.put("KAFKA_BOOTSTRAP_SERVERS", kafka.bootstrapServers());
        environment.put("QUARKUS_DATASOURCE_JDBC_URL", database.jdbcUrl());
        environment.put("QUARKUS_DATASOURCE_USERNAME", database.app());
        environment.put("QUARKUS_DATASOURCE_PASSWORD", database.appPassword());
        environment.put("QUARKUS_FLYWAY_USERNAME", database.migrator());
        environment.put("QUARKUS_FLYWAY_PASSWORD", database.migratorPassword());
        environment.put("QUARKUS_OIDC_AUTH_SERVER_URL", "http://localhost:1/realms/assent");
        environment.put("ASSENT_PARTITIONS", Integer.toString(LOGS));
        environment.put("ASSENT_LEDGER_URL", address.toString());
        environment.put("ASSENT_LEDGER_ORIGIN", "ledger.bench/assent");
        environment.put("ASSENT_LEDGER_SIGNING_CURRENT", "s1");
        environment.put("ASSENT_LEDGER_SIGNING_KEYS_S1", KEY);
        environment.put("ASSENT_LEDGER_KEK_CURRENT", "k1");
        environment.put("ASSENT_LEDGER_KEK_KEYS_K1", KEY);
        environment.put("ASSENT_LEDGER_INGEST_INSTANCE_ID", "bench");
        // It stands still while events are made, and nobody else takes its logs meanwhile.
        environment.put("ASSENT_LEDGER_INGEST_SESSION_TIMEOUT", "25m");
        return start("consent-ledger", "consent-ledger/target/quarkus-app/quarkus-run.jar", environment);
    }

    private void copyTables() {
        try (Connection superuser = postgres.superuser("postgres");
                Statement statement = superuser.createStatement()) {
            statement.execute("CREATE DATABASE " + COPY + " TEMPLATE " + LEDGER);
        } catch (SQLException e) {
            throw new PartFailedException("The ledger's tables are not copied", e);
        }
    }

    private void signal(String name) {
        ChildProcess kill = ChildProcess.start(
                "kill",
                List.of("kill", "-" + name, Long.toString(ledger.measured().pid())),
                Map.of(),
                directory.resolve("kill.log"));
        kill.await(LIMIT, () -> !kill.alive());
    }
}
