package dev.assent.system.upgrade;

import dev.assent.deploy.parts.Database;
import dev.assent.deploy.parts.PostgresPart;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.configuration.FluentConfiguration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Stream;

import static org.assertj.core.api.Assertions.assertThat;

/** Every release's databases are taken over by today's migrations, and its ledger still verifies. */
class UpgradeIT {

    private static final Path ROOT = Path.of(System.getProperty("assent.root"));
    private static final Path FIXTURES = ROOT.resolve("system-tests/src/test/resources/fixtures");
    private static final Map<String, String> MODULES =
            Map.of("ledger", "consent-ledger", "registry", "vendor-registry", "notifier", "notifier");

    private static PostgresPart postgres;

    @BeforeAll
    static void startPostgres() {
        postgres = PostgresPart.startTemporary();
    }

    @AfterAll
    static void stopPostgres() {
        postgres.close();
    }

    static List<Path> releases() throws IOException {
        try (Stream<Path> releases = Files.list(FIXTURES)) {
            return releases.sorted().toList();
        }
    }

    @ParameterizedTest
    @MethodSource("releases")
    void aReleasesDatabasesAreTakenOverAndItsLedgerVerifies(Path release) throws Exception {
        for (String name : TakeDumps.DATABASES) {
            DatabaseDump dump = new DatabaseDump(release.resolve(name + ".sql"));
            Database database = postgres.createDatabase(name);
            migrations(database, name).target(dump.schemaVersion()).load().migrate();
            try (Connection superuser = postgres.superuser(name)) {
                prepareLogs(superuser, release.resolve(name + ".sql"));
                dump.read(superuser);
            }

            migrations(database, name).load().migrate();
        }

        assertThat(rows("registry", "SELECT count(*) FROM version")).isGreaterThanOrEqualTo(4);
        assertThat(rows("ledger", "SELECT count(*) FROM evidence.entries")).isPositive();
        assertThat(rows("notifier", "SELECT count(*) FROM subject_request")).isPositive();
        verifyLedger(release.resolve("keys.properties"));
    }

    private static FluentConfiguration migrations(Database database, String name) {
        return Flyway.configure()
                .dataSource(database.jdbcUrl(), database.migrator(), database.migratorPassword())
                .initSql("SET ROLE " + database.owner())
                .outOfOrder(true)
                .placeholders(Map.of("app_role", database.app()))
                .locations(
                        "filesystem:" + ROOT.resolve("service-foundation/src/main/resources/db/foundation"),
                        "filesystem:" + ROOT.resolve(MODULES.get(name) + "/src/main/resources/db/" + name));
    }

    /** The ledger makes each log's partitions when it opens the log, and not by a migration. */
    private static void prepareLogs(Connection superuser, Path dump) throws SQLException, IOException {
        try (Statement statement = superuser.createStatement();
                Stream<String> lines = Files.lines(dump)) {
            List<String> logs = lines.filter(line -> line.startsWith("COPY evidence.entries_"))
                    .map(line -> line.replaceFirst("COPY evidence\\.entries_(\\d+)_(\\d+) .*", "$1, $2"))
                    .toList();
            for (String log : logs) {
                statement.execute("SELECT evidence.prepare_log(" + log + ")");
            }
        }
    }

    private static long rows(String database, String query) throws SQLException {
        try (Connection superuser = postgres.superuser(database);
                Statement statement = superuser.createStatement();
                ResultSet row = statement.executeQuery(query)) {
            return row.next() ? row.getLong(1) : -1;
        }
    }

    private static void verifyLedger(Path keys) throws IOException, InterruptedException {
        Properties properties = new Properties();
        try (Reader reader = Files.newBufferedReader(keys)) {
            properties.load(reader);
        }
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-jar",
                ROOT.resolve("ledger-verify/target/ledger-verify.jar").toString(),
                "--full"));
        properties.forEach((name, value) -> {
            if (name.toString().startsWith("log.")) {
                command.addAll(List.of("--key", value.toString()));
            }
        });
        ProcessBuilder verifier = new ProcessBuilder(command).redirectErrorStream(true);
        verifier.environment().put("ASSENT_VERIFY_JDBC_URL", postgres.jdbcUrl("ledger"));
        verifier.environment().put("ASSENT_VERIFY_JDBC_USERNAME", "ledger_app");
        verifier.environment().put("ASSENT_VERIFY_JDBC_PASSWORD", "ledger_app");
        properties.forEach((name, value) -> {
            if (name.toString().startsWith("ASSENT_")) {
                verifier.environment().put(name.toString(), value.toString());
            }
        });
        Process process = verifier.start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(output).isZero();
    }
}
