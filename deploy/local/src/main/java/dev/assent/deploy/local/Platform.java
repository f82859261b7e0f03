package dev.assent.deploy.local;

import dev.assent.deploy.local.demo.DemoSites;
import dev.assent.deploy.parts.ChildProcess;
import dev.assent.deploy.parts.Database;
import dev.assent.deploy.parts.KafkaPart;
import dev.assent.deploy.parts.KeycloakPart;
import dev.assent.deploy.parts.MailPart;
import dev.assent.deploy.parts.Part;
import dev.assent.deploy.parts.Ports;
import dev.assent.deploy.parts.PostgresPart;
import dev.assent.witness.WitnessServer;
import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;

/**
 * The whole platform: its parts, the four services as processes, and the demonstration. The launcher and the system tests
 * both use it, so what is tested is what runs.
 */
public final class Platform implements AutoCloseable {
    private final PlatformOptions options;
    private final Progress progress;
    private final LocalSecrets secrets;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final AtomicBoolean closed = new AtomicBoolean();
    private final Map<Service, ServiceProcess> services = new EnumMap<>(Service.class);
    private final CompletableFuture<KafkaPart> kafka;
    private final CompletableFuture<PostgresPart> postgres;
    private final CompletableFuture<MailPart> mail;
    private final @Nullable CompletableFuture<KeycloakPart> keycloak;
    private final List<ServiceProcess> replicas = new CopyOnWriteArrayList<>();
    private @Nullable DemoSites demonstration;
    private @Nullable WitnessServer witness;

    private Platform(PlatformOptions options, Progress progress) {
        this.options = options;
        this.progress = progress;
        this.secrets = new LocalSecrets(options.directory());
        PortPlan ports = options.ports();
        Path directory = options.directory();
        // Keycloak takes longest, so it goes first.
        keycloak = options.keycloak()
                ? begin(() -> KeycloakPart.start(
                        directory.resolve("keycloak"), ports.of(Port.OIDC), SampleSites.IDS, clientSecrets()))
                : null;
        postgres = begin(() -> PostgresPart.start(directory.resolve("postgresql"), ports.of(Port.POSTGRES)));
        kafka = begin(() -> KafkaPart.start(directory.resolve("kafka"), ports.of(Port.KAFKA), ServiceEnvironment.LOGS));
        mail = begin(() -> MailPart.start(ports.of(Port.SMTP), ports.of(Port.IMAP), SampleSites.mailboxes(secrets)));
    }

    /**
     * Starts everything and waits until it answers.
     *
     * @throws StartFailedException with the reason; what had started is stopped
     */
    public static Platform start(PlatformOptions options, Progress progress) {
        prepare(options);
        Platform platform = new Platform(options, progress);
        ChildProcess.atShutdown(platform::close);
        try {
            platform.startServices();
            return platform;
        } catch (CompletionException e) {
            platform.close();
            Throwable cause = e.getCause() == null ? e : e.getCause();
            throw new StartFailedException(String.valueOf(cause.getMessage()), cause);
        } catch (RuntimeException e) {
            platform.close();
            throw new StartFailedException(String.valueOf(e.getMessage()), e);
        }
    }

    /** Starts everything, silently. */
    public static Platform start(PlatformOptions options) {
        return start(options, Progress.SILENT);
    }

    /** A service, to kill, restart or look into. */
    public ServiceProcess service(Service service) {
        ServiceProcess process = services.get(service);
        if (process == null) {
            throw new IllegalStateException(service + " has not been started");
        }
        return process;
    }

    /**
     * Starts one more process of a service, on free ports, and waits until it is ready. It ends with the platform.
     *
     * @param settings environment variables that this process has beside the service's own, or instead of them
     */
    public ServiceProcess replica(Service service, Map<String, String> settings) {
        int http = Ports.free();
        int management = Ports.free();
        Map<String, String> environment = new TreeMap<>(environment().of(service));
        environment.put("QUARKUS_HTTP_PORT", Integer.toString(http));
        environment.put("QUARKUS_MANAGEMENT_PORT", Integer.toString(management));
        environment.putAll(settings);
        String name = service.module() + "-" + (replicas.size() + 2);
        ServiceProcess replica = new ServiceProcess(
                service,
                jar(service),
                environment,
                options.directory().resolve("logs/" + name + ".log"),
                "http://localhost:" + http,
                "http://localhost:" + management);
        replicas.add(replica);
        replica.start();
        return replica;
    }

    /** Starts one more process of a service that is set as the first one is. */
    public ServiceProcess replica(Service service) {
        return replica(service, Map.of());
    }

    /** The service's public address, without a slash at its end. */
    public String url(Service service) {
        return options.ports().url(service.http());
    }

    /** The demonstration's address, without a slash at its end. */
    public String demonstrationUrl() {
        return options.ports().url(Port.DEMO);
    }

    /** The broker. */
    public KafkaPart kafka() {
        return kafka.join();
    }

    /** The database server. */
    public PostgresPart postgres() {
        return postgres.join();
    }

    /** The mail server. */
    public MailPart mail() {
        return mail.join();
    }

    /** The identity provider, where it was asked for. */
    public Optional<KeycloakPart> keycloak() {
        return Optional.ofNullable(keycloak).map(CompletableFuture::join);
    }

    /** A token of one of the realm's people, for a service: {@code accessToken("dpo-smartsupp", NOTIFIER)}. */
    public String accessToken(String person, Service audience) {
        KeycloakPart provider =
                keycloak().orElseThrow(() -> new IllegalStateException("This platform runs without Keycloak"));
        return provider.accessToken(
                person, person, audience.module(), ServiceEnvironment.clientSecret(secrets, audience));
    }

    /** A token of a site's back end, for consent-api; the scope is {@code choices:write}, or empty. */
    public String machineToken(String site, String scope) {
        return keycloak()
                .orElseThrow(() -> new IllegalStateException("This platform runs without Keycloak"))
                .machineToken(site, scope);
    }

    /** A connection above all rights and triggers; the caller closes it. */
    public Connection superuser(Service service) throws SQLException {
        return postgres().superuser(service.database().orElseThrow());
    }

    /** A connection as the service's own role; the caller closes it. */
    public Connection asService(Service service) throws SQLException {
        Database database = database(postgres(), service.database().orElseThrow());
        return java.sql.DriverManager.getConnection(database.jdbcUrl(), database.app(), database.appPassword());
    }

    /** The verifier, with the logs' keys pinned. */
    public Verifier verifier() {
        return new Verifier(options.root(), options.ports(), secrets);
    }

    /** Where data, secrets and logs are. */
    public Path directory() {
        return options.directory();
    }

    /** The services that have ended although nobody stopped them. */
    Collection<ServiceProcess> ended() {
        return closed.get()
                ? List.of()
                : services.values().stream()
                        .filter(service -> !service.running())
                        .toList();
    }

    /** Stops the services, then the parts; a second call does nothing. */
    @Override
    public void close() {
        if (!closed.compareAndSet(false, true)) {
            return;
        }
        if (demonstration != null) {
            demonstration.close();
        }
        if (witness != null) {
            witness.close();
        }
        List<ServiceProcess> processes = new ArrayList<>(services.values());
        processes.addAll(replicas);
        together(processes, ServiceProcess::stop);
        List<Part> parts = new ArrayList<>();
        for (CompletableFuture<? extends Part> part : startingParts()) {
            if (part.isDone() && !part.isCompletedExceptionally()) {
                parts.add(part.join());
            } else {
                // Still starting: ended as soon as it has, or with this JVM.
                var _ = part.thenAccept(Part::close);
            }
        }
        together(parts, Part::close);
        threads.shutdown();
    }

    private void startServices() {
        kafka.join();
        mail.join();
        witness = LocalWitness.start(
                options.directory(), options.ports(), secrets, verifier().pins());
        ServiceEnvironment environment = environment();
        List<CompletableFuture<ServiceProcess>> starting = new ArrayList<>();
        for (Service service : Service.values()) {
            ServiceProcess process = process(service, environment);
            services.put(service, process);
            starting.add(begun(service.module(), () -> {
                process.start();
                return process;
            }));
        }
        starting.forEach(CompletableFuture::join);
        if (options.demonstration()) {
            demonstration = Demonstration.start(options.ports(), secrets);
        }
        if (keycloak != null) {
            keycloak.join();
        }
    }

    private ServiceEnvironment environment() {
        PostgresPart server = postgres.join();
        Map<Service, Database> databases = new EnumMap<>(Service.class);
        for (Service service : Service.values()) {
            service.database().ifPresent(name -> databases.put(service, database(server, name)));
        }
        return new ServiceEnvironment(options.ports(), secrets, databases);
    }

    private Path jar(Service service) {
        return options.root().resolve(service.module()).resolve("target/quarkus-app/quarkus-run.jar");
    }

    private ServiceProcess process(Service service, ServiceEnvironment environment) {
        return new ServiceProcess(
                service,
                jar(service),
                environment.of(service),
                options.directory().resolve("logs/" + service.module() + ".log"),
                url(service),
                options.ports().url(service.management()));
    }

    private Database database(PostgresPart server, String name) {
        return server.createDatabase(
                name, secrets.password("db." + name + ".migrator"), secrets.password("db." + name + ".app"));
    }

    private Map<String, String> clientSecrets() {
        Map<String, String> clients = new TreeMap<>();
        for (Service service : Service.values()) {
            clients.put(service.module(), ServiceEnvironment.clientSecret(secrets, service));
        }
        return clients;
    }

    private <P extends Part> CompletableFuture<P> begin(Supplier<P> start) {
        long from = System.nanoTime();
        return CompletableFuture.supplyAsync(start, threads).whenComplete((part, _) -> {
            if (part != null) {
                progress.started(part.name(), Duration.ofNanos(System.nanoTime() - from));
            }
        });
    }

    private <T> CompletableFuture<T> begun(String name, Supplier<T> start) {
        long from = System.nanoTime();
        return CompletableFuture.supplyAsync(start, threads).whenComplete((started, _) -> {
            if (started != null) {
                progress.started(name, Duration.ofNanos(System.nanoTime() - from));
            }
        });
    }

    private <T> void together(Collection<T> things, java.util.function.Consumer<T> end) {
        List<CompletableFuture<Void>> ending = things.stream()
                .map(thing -> CompletableFuture.runAsync(() -> end.accept(thing), threads))
                .toList();
        ending.forEach(CompletableFuture::join);
    }

    private List<CompletableFuture<? extends Part>> startingParts() {
        List<CompletableFuture<? extends Part>> parts = new ArrayList<>(List.of(kafka, postgres, mail));
        if (keycloak != null) {
            parts.add(keycloak);
        }
        return parts;
    }

    private static void prepare(PlatformOptions options) {
        options.ports().firstTaken().ifPresent(sentence -> {
            throw new StartFailedException(sentence);
        });
        try {
            Files.createDirectories(options.directory());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
