package dev.assent.verify.stored;

import dev.assent.deploy.parts.PostgresPart;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A program that measures {@code --full}: {@code VerifySpeed DIRECTORY LOGS ENTRIES JAR} fills a real PostgreSQL in a
 * directory once, and then runs the verifier's jar over it as docs/operations.md says, three times.
 */
@SuppressWarnings("SystemOut") // A program for the terminal.
final class VerifySpeed {

    private static final int RUNS = Integer.getInteger("runs", 3);

    private VerifySpeed() {}

    public static void main(String[] arguments) throws Exception {
        Path directory = Path.of(arguments[0]);
        int logs = Integer.parseInt(arguments[1]);
        long entries = Long.parseLong(arguments[2]);
        Path keys = directory.resolve("keys");
        try (PostgresPart postgres = PostgresPart.start(directory, 0)) {
            if (!Files.exists(keys)) {
                fill(postgres, logs, entries / logs, keys);
            }
            for (int i = 0; i < RUNS; i++) {
                verify(postgres, arguments[3], keys);
            }
        }
    }

    private static void fill(PostgresPart postgres, int logs, long entries, Path keys) throws Exception {
        postgres.createDatabase("ledger");
        long start = System.nanoTime();
        List<String> pins = new ArrayList<>();
        try (Connection connection = postgres.superuser("ledger");
                Statement statement = connection.createStatement()) {
            try (Stream<Path> migrations = Files.list(Path.of("../consent-ledger/src/main/resources/db/ledger"))) {
                for (Path migration : migrations.sorted().toList()) {
                    statement.execute(Files.readString(migration));
                }
            }
            for (int i = 0; i < logs; i++) {
                LargeLog log = new LargeLog(connection, i);
                log.write(entries);
                pins.add(log.signer().vkey());
            }
            statement.execute("CHECKPOINT");
        }
        Files.write(keys, pins);
        System.out.printf("filled in %.1f s%n", (System.nanoTime() - start) / 1e9);
    }

    private static void verify(PostgresPart postgres, String jar, Path keys) throws Exception {
        ProcessBuilder builder = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-XX:+UseParallelGC",
                "-jar",
                jar,
                "--full",
                "--keys",
                keys.toString());
        builder.environment()
                .putAll(Map.of(
                        "ASSENT_VERIFY_JDBC_URL",
                        postgres.jdbcUrl("ledger"),
                        "ASSENT_VERIFY_JDBC_USERNAME",
                        "ledger_app",
                        "ASSENT_VERIFY_JDBC_PASSWORD",
                        "ledger_app",
                        "ASSENT_LEDGER_KEK_KEYS_K1",
                        Base64.getEncoder().encodeToString(SampleLog.KEK)));
        int exit = builder.inheritIO().start().waitFor();
        System.out.println("exit code " + exit);
    }
}
