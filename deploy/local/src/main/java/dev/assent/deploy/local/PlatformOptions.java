package dev.assent.deploy.local;

import java.nio.file.Path;

/**
 * How to start a platform.
 *
 * @param root the repository's directory, where the services were built
 * @param directory where data, secrets and logs go; made where it is missing
 * @param ports who listens where
 * @param keycloak whether to start Keycloak: tests that sign nobody in need not wait for it
 * @param demonstration whether to start the demonstration's pages
 */
public record PlatformOptions(Path root, Path directory, PortPlan ports, boolean keycloak, boolean demonstration) {

    /** Everything, on free ports. */
    public static PlatformOptions forTests(Path directory) {
        return new PlatformOptions(findRoot(), directory, PortPlan.random(), true, true);
    }

    /** The same without Keycloak. */
    public PlatformOptions withoutKeycloak() {
        return new PlatformOptions(root, directory, ports, false, demonstration);
    }

    /** The same without the demonstration's pages. */
    public PlatformOptions withoutDemonstration() {
        return new PlatformOptions(root, directory, ports, keycloak, false);
    }

    /** The repository's directory: system property {@code assent.root}, or the nearest above the working directory. */
    public static Path findRoot() {
        String given = System.getProperty("assent.root");
        if (given != null) {
            return Path.of(given).toAbsolutePath();
        }
        for (Path path = Path.of("").toAbsolutePath(); path != null; path = path.getParent()) {
            if (path.resolve("mvnw").toFile().exists()
                    && path.resolve("consent-ledger").toFile().isDirectory()) {
                return path;
            }
        }
        throw new IllegalStateException("Not inside Assent's repository; set the system property assent.root");
    }
}
