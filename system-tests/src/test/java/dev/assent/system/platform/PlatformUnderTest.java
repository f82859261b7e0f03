package dev.assent.system.platform;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.assent.deploy.local.Platform;
import dev.assent.deploy.local.PlatformOptions;
import dev.assent.deploy.local.Service;
import dev.assent.deploy.local.Verifier;
import dev.assent.verify.note.InvalidNoteException;
import dev.assent.verify.note.VerifierKey;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

import static org.awaitility.Awaitility.await;

/**
 * The platform that all tests of a run share: the packaged services and real parts, on free ports. Its data and its logs
 * stay in {@code target/platform} until the next run.
 */
public final class PlatformUnderTest implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final ObjectMapper MAPPER = new ObjectMapper();

    /** Set to true, it makes runs shorter in which nobody signs in. */
    private static final String WITHOUT_KEYCLOAK = "assent.without-keycloak";

    private final PlatformOptions options;
    private Platform platform;

    private PlatformUnderTest(PlatformOptions options) {
        this.options = options;
        this.platform = Platform.start(options);
    }

    static PlatformUnderTest start() {
        Path directory = Path.of("target/platform").toAbsolutePath();
        try {
            if (Files.exists(directory)) {
                try (Stream<Path> old = Files.walk(directory)) {
                    for (Path path : old.sorted(Comparator.reverseOrder()).toList()) {
                        Files.delete(path);
                    }
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        PlatformOptions everything = PlatformOptions.forTests(directory);
        return new PlatformUnderTest(Boolean.getBoolean(WITHOUT_KEYCLOAK) ? everything.withoutKeycloak() : everything);
    }

    /** The platform itself, with its parts and processes. Do not keep it over {@link #restart()}. */
    public Platform platform() {
        return platform;
    }

    /** consent-api's address. */
    public URI api() {
        return address(Service.CONSENT_API);
    }

    /** consent-ledger's address. */
    public URI ledger() {
        return address(Service.CONSENT_LEDGER);
    }

    /** vendor-registry's address. */
    public URI registry() {
        return address(Service.VENDOR_REGISTRY);
    }

    /** notifier's address. */
    public URI notifier() {
        return address(Service.NOTIFIER);
    }

    private URI address(Service service) {
        return URI.create(platform.url(service));
    }

    /** The verifier as people run it: the jar, in a process of its own, with pinned keys. */
    public Verifier verifier() {
        return platform.verifier();
    }

    /** The pinned keys of the logs. */
    public List<VerifierKey> pinnedKeys() {
        List<VerifierKey> keys = new ArrayList<>();
        for (String pin : verifier().pins()) {
            try {
                keys.add(VerifierKey.parse(pin));
            } catch (InvalidNoteException e) {
                throw new IllegalStateException(e);
            }
        }
        return keys;
    }

    /** The newest checkpoint of each log, as served. */
    public List<String> checkpoints() {
        try (Client client = new Client()) {
            List<String> notes = new ArrayList<>();
            for (JsonNode log : logs(client)) {
                notes.add(client.get(
                                ledger().resolve("/v1/logs/" + log.path("log").asText() + "/checkpoint"))
                        .body());
            }
            return notes;
        }
    }

    /** Waits until the published checkpoints hold so many entries. */
    public void awaitPublished(long entries) {
        try (Client client = new Client()) {
            await().atMost(PATIENCE).until(() -> {
                long published = 0;
                for (JsonNode log : logs(client)) {
                    published += log.path("size").asLong();
                }
                return published >= entries;
            });
        }
    }

    private JsonNode logs(Client client) {
        try {
            return MAPPER.readTree(client.get(ledger().resolve("/v1/logs")).body())
                    .path("logs");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Ends consent-ledger by SIGKILL. */
    public void killLedger() {
        platform.service(Service.CONSENT_LEDGER).kill9();
    }

    /** Starts consent-ledger again and waits until it is ready. */
    public void startLedger() {
        platform.service(Service.CONSENT_LEDGER).start();
    }

    /** Stops everything and starts it again on the same data. */
    public void restart() {
        platform.close();
        platform = Platform.start(options);
    }

    @Override
    public void close() {
        platform.close();
    }
}
