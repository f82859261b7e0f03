package dev.assent.deploy.parts;

import org.tukaani.xz.XZInputStream;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** PostgreSQL's own programs, unpacked from the archive of this system, and how to run them as somebody who is not root. */
final class PostgresPrograms {
    private final Path directory;
    private final List<String> unprivileged;

    private PostgresPrograms(Path directory, List<String> unprivileged) {
        this.directory = directory;
        this.unprivileged = unprivileged;
    }

    static PostgresPrograms find() {
        String archive = "postgres-" + system() + "-" + architecture() + ".txz";
        Path directory = Installed.program(
                "postgresql-" + Installed.place("postgres.version") + "-" + architecture(), target -> {
                    try (InputStream in = PostgresPrograms.class.getResourceAsStream("/" + archive)) {
                        if (in == null) {
                            throw new IOException(
                                    "No PostgreSQL for this system: " + archive + " is not on the class path");
                        }
                        Installed.untar(new XZInputStream(in), 0, target);
                    }
                });
        return new PostgresPrograms(directory, unprivileged());
    }

    /** A command of PostgreSQL; as root it runs in a user namespace, where it is nobody with root's files. */
    List<String> command(String program, List<String> arguments) {
        List<String> command = new ArrayList<>(unprivileged);
        command.add(directory.resolve("bin").resolve(program).toString());
        command.addAll(arguments);
        return command;
    }

    /** For the libraries that come with the programs. */
    Map<String, String> environment() {
        return Map.of("LD_LIBRARY_PATH", directory.resolve("lib").toString(), "TZ", "UTC", "LC_ALL", "C");
    }

    private static List<String> unprivileged() {
        if (!"root".equals(System.getProperty("user.name"))) {
            return List.of();
        }
        Path directory = Installed.temporaryDirectory("unshare");
        try {
            ChildProcess attempt = ChildProcess.start(
                    "unshare", List.of("unshare", "-U", "id", "-u"), Map.of(), directory.resolve("log"));
            boolean ended = attempt.exits(Duration.ofSeconds(10));
            if (!ended || !attempt.tail(1).matches("\\d+") || "0".equals(attempt.tail(1))) {
                throw new PartFailedException("PostgreSQL does not run as root, and this system does not allow"
                        + " 'unshare -U' either: start this as another user. " + attempt.tail(1));
            }
            return List.of("unshare", "-U");
        } finally {
            Installed.remove(directory);
        }
    }

    private static String system() {
        String name = System.getProperty("os.name").toLowerCase(Locale.ROOT);
        return name.contains("mac") ? "darwin" : "linux";
    }

    private static String architecture() {
        String name = System.getProperty("os.arch").toLowerCase(Locale.ROOT);
        return name.equals("aarch64") || name.equals("arm64") ? "arm_64" : "x86_64";
    }
}
