package dev.assent.deploy.parts;

import com.fasterxml.jackson.databind.ObjectMapper;
import org.apache.commons.compress.compressors.gzip.GzipCompressorInputStream;
import org.jspecify.annotations.Nullable;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * A Keycloak server with realm {@code assent}: its clients, and sample people who sign in with their own name as password.
 *
 * <p>The first start of a user on a machine unpacks and optimises Keycloak (about a minute); later ones use that. The realm
 * is made with the database at a directory's first start, and kept.
 */
public final class KeycloakPart implements Part {
    private static final Duration START_LIMIT = Duration.ofMinutes(6);
    private static final Duration STOP_LIMIT = Duration.ofSeconds(20);
    private static final Duration PROBE_LIMIT = Duration.ofSeconds(5);
    /** What is settled when Keycloak is optimised; the cached tree's name changes with it. */
    private static final List<String> BUILD_OPTIONS = List.of("--db=dev-file", "--cache=local");

    private static final String BUILD_NAME = "local-1";

    private final Path directory;
    private final int port;
    private final List<String> sites;
    private final Map<String, String> clientSecrets;
    private final boolean temporary;
    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(PROBE_LIMIT).build();
    private @Nullable ChildProcess process;

    private KeycloakPart(
            Path directory, int port, List<String> sites, Map<String, String> clientSecrets, boolean temporary) {
        this.directory = directory.toAbsolutePath();
        this.port = port;
        this.sites = List.copyOf(sites);
        this.clientSecrets = Map.copyOf(clientSecrets);
        this.temporary = temporary;
    }

    /**
     * Starts Keycloak and waits until the realm answers.
     *
     * @param directory its database and log file; made at the first start and kept
     * @param port the port on 127.0.0.1, or 0 for a free one
     * @param sites the sites whose staff the realm has
     * @param clientSecrets the secret of each client; those of the directory's first start stay
     */
    public static KeycloakPart start(Path directory, int port, List<String> sites, Map<String, String> clientSecrets) {
        return started(new KeycloakPart(directory, Ports.orFree(port), sites, clientSecrets, false));
    }

    /** Starts Keycloak on a free port, whose data goes at {@link #close()}. */
    public static KeycloakPart startTemporary(List<String> sites, Map<String, String> clientSecrets) {
        return started(
                new KeycloakPart(Installed.temporaryDirectory("keycloak"), Ports.free(), sites, clientSecrets, true));
    }

    private static KeycloakPart started(KeycloakPart part) {
        part.start();
        return part;
    }

    @Override
    public String name() {
        return "Keycloak";
    }

    @Override
    public int port() {
        return port;
    }

    /** The realm's address, which is also its issuer. */
    public String realmUrl() {
        return "http://localhost:" + port + "/realms/assent";
    }

    /**
     * Signs a person in without a browser.
     *
     * @param client the client, which is also the token's audience
     * @return the access token
     */
    public String accessToken(String person, String password, String client, String clientSecret) {
        return token(Map.of(
                "grant_type", "password",
                "scope", "openid",
                "username", person,
                "password", password,
                "client_id", client,
                "client_secret", clientSecret));
    }

    /**
     * Signs the back end of a site in, as its client {@code site-SITE}.
     *
     * @param scope what the token is to allow, {@code choices:write}; or empty
     * @return the access token, for consent-api
     */
    public String machineToken(String site, String scope) {
        String client = "site-" + site;
        return token(Map.of(
                "grant_type",
                "client_credentials",
                // Keycloak refuses a scope without a name.
                "scope",
                ("openid " + scope).strip(),
                "client_id",
                client,
                "client_secret",
                client));
    }

    private String token(Map<String, String> fields) {
        String form = fields.entrySet().stream()
                .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
        HttpRequest request = HttpRequest.newBuilder(URI.create(realmUrl() + "/protocol/openid-connect/token"))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(form))
                .build();
        try {
            HttpResponse<String> answer = http.send(request, HttpResponse.BodyHandlers.ofString());
            if (answer.statusCode() != 200) {
                throw new PartFailedException(
                        "Keycloak gives no token to " + fields.get("client_id") + ": " + answer.body());
            }
            return new ObjectMapper()
                    .readTree(answer.body())
                    .get("access_token")
                    .asText();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new PartFailedException("Interrupted while signing in", e);
        }
    }

    @Override
    public synchronized void start() {
        if (running()) {
            return;
        }
        Ports.claim(name(), port);
        Path programs =
                Installed.program("keycloak-" + Installed.place("keycloak.version") + "-" + BUILD_NAME, target -> {
                    try (var archive = new GzipCompressorInputStream(new BufferedInputStream(
                            Files.newInputStream(Path.of(Installed.place("keycloak.archive")))))) {
                        Installed.untar(archive, 1, target);
                    }
                    optimise(target);
                });
        prepare(programs);
        ChildProcess server = java(
                programs,
                directory,
                List.of(
                        "start",
                        "--optimized",
                        "--import-realm",
                        "--http-enabled=true",
                        "--http-host=127.0.0.1",
                        "--http-port=" + port,
                        "--hostname=http://localhost:" + port,
                        "--log-level=warn"),
                directory.resolve("keycloak.log"));
        process = server;
        server.await(START_LIMIT, this::realmAnswers);
    }

    @Override
    public synchronized void stop() {
        if (process != null) {
            process.stop(STOP_LIMIT);
        }
    }

    @Override
    public synchronized void kill() {
        if (process != null) {
            process.kill();
        }
    }

    @Override
    public synchronized boolean running() {
        return process != null && process.alive();
    }

    @Override
    public void close() {
        if (temporary) {
            kill();
            Installed.remove(directory);
        } else {
            stop();
        }
    }

    private void prepare(Path programs) {
        try {
            // Keycloak looks for the result of its optimisation beneath its home.
            Path library = directory.resolve("lib");
            Files.createDirectories(directory);
            Files.deleteIfExists(library);
            Files.createSymbolicLink(library, programs.resolve("lib"));
            Files.createDirectories(directory.resolve("conf"));
            Files.createDirectories(directory.resolve("providers"));
            if (!Files.exists(directory.resolve("conf/keycloak.conf"))) {
                Files.createFile(directory.resolve("conf/keycloak.conf"));
            }
            Secrets.write(directory.resolve("data/import/assent.json"), LocalRealm.json(sites, clientSecrets));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private boolean realmAnswers() {
        HttpRequest request = HttpRequest.newBuilder(URI.create(realmUrl()))
                .timeout(PROBE_LIMIT)
                .build();
        try {
            return http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private static void optimise(Path programs) {
        List<String> arguments = new ArrayList<>(List.of("build"));
        arguments.addAll(BUILD_OPTIONS);
        Path log = programs.resolve("build.log");
        ChildProcess build = java(programs, programs, arguments, log);
        build.await(START_LIMIT, build::succeeded);
    }

    /** What {@code kc.sh} does, without the shell between us and the process. */
    private static ChildProcess java(Path programs, Path home, List<String> arguments, Path log) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xms64m",
                "-Xmx384m",
                "-XX:+UseSerialGC",
                "-XX:MaxMetaspaceSize=256m",
                "-Dfile.encoding=UTF-8",
                "-Duser.language=en",
                "-Duser.country=US",
                "-Dkc.home.dir=" + home,
                "-Djboss.server.config.dir=" + home.resolve("conf"),
                "-Djava.util.logging.manager=org.jboss.logmanager.LogManager",
                "-Dpicocli.disable.closures=true",
                "-Dquarkus-log-max-startup-records=10000",
                "-Djava.util.concurrent.ForkJoinPool.common.threadFactory="
                        + "io.quarkus.bootstrap.forkjoin.QuarkusForkJoinWorkerThreadFactory",
                "--add-opens=java.base/java.util=ALL-UNNAMED",
                "--add-opens=java.base/java.util.concurrent=ALL-UNNAMED",
                "--add-opens=java.base/java.security=ALL-UNNAMED",
                "--add-opens=java.base/java.lang=ALL-UNNAMED",
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                programs.resolve("lib/quarkus-run.jar").toString(),
                "io.quarkus.bootstrap.runner.QuarkusEntryPoint"));
        command.addAll(arguments);
        return ChildProcess.start("Keycloak", command, Map.of(), log);
    }
}
