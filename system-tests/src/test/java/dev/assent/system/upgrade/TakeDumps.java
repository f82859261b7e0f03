package dev.assent.system.upgrade;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.util.List;

/**
 * Makes a release's fixture from a platform that runs: {@code TakeDumps DIRECTORY JDBC_BASE SUPERUSER_PASSWORD}, where
 * the base is such as {@code jdbc:postgresql://127.0.0.1:15432/}. Put the ledger's key-encryption key and its logs'
 * verifier keys beside the dumps, as {@code keys.properties}; they are of sample data and protect nothing.
 */
final class TakeDumps {

    /** The databases of the platform. */
    static final List<String> DATABASES = List.of("ledger", "registry", "notifier");

    private TakeDumps() {}

    /** See the class. */
    public static void main(String[] arguments) throws Exception {
        Path directory = Files.createDirectories(Path.of(arguments[0]));
        for (String name : DATABASES) {
            try (Connection database = DriverManager.getConnection(arguments[1] + name, "postgres", arguments[2])) {
                new DatabaseDump(directory.resolve(name + ".sql")).write(database);
            }
        }
    }
}
