package dev.assent.api;

import dev.assent.deploy.parts.KafkaPart;
import dev.assent.events.EventCodec;
import dev.assent.events.SitePublished;
import dev.assent.events.Topic;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * A real broker with the published sites on it. A test that has a field {@code Runnable stopKafka}, {@code startKafka},
 * {@code freezeKafka} or {@code thawKafka} gets the switch.
 */
public class KafkaOfTests implements QuarkusTestResourceLifecycleManager {

    private static final int LOGS = 4;

    private KafkaPart kafka;

    @Override
    public Map<String, String> start() {
        kafka = KafkaPart.startTemporary(LOGS);
        publish(List.of(TestSites.smartsupp(), TestSites.smartwork(), TestSites.onesmartech(), TestSites.smartwatt()));
        return Map.ofEntries(
                Map.entry("kafka.bootstrap.servers", kafka.bootstrapServers()),
                Map.entry("assent.partitions", Integer.toString(LOGS)),
                Map.entry("assent.idempotency.secret", TestSites.IDEMPOTENCY_SECRET),
                // Two versions: somebody who consented under the first one withdraws under both.
                Map.entry("assent.subject-keys.current", "2"),
                Map.entry("assent.subject-keys.key.1", base64("the subjects' first key of tests!")),
                Map.entry("assent.subject-keys.key.2", base64("the subjects' second key of test!")),
                Map.entry("assent.confirmations.secret", base64("the links' secret of the tests!!")),
                // All tests are one network.
                Map.entry("assent.limits.form.quota", "1000000"),
                // The keys of RFC 9180, A.1: ConfirmationIT opens with the private one.
                Map.entry("assent.confirmations.notifier-key", "OUjP4K0d22ldeA5ZB3GV2mxWUGsCcyl5SrAryoCBXE0="),
                // Nobody answers there: what is for everyone needs no identity provider.
                Map.entry("quarkus.oidc.auth-server-url", "http://localhost:1/realms/assent"),
                Map.entry("assent.registry-url", "http://localhost:8082"),
                Map.entry("quarkus.http.test-port", "0"),
                Map.entry("quarkus.management.test-port", "0"));
    }

    @Override
    public void inject(TestInjector injector) {
        // By name and a type of the JDK, because tests live in another class loader.
        Runnable stop = kafka::kill;
        Runnable start = kafka::start;
        injector.injectIntoFields(stop, field -> field.getName().equals("stopKafka"));
        injector.injectIntoFields(start, field -> field.getName().equals("startKafka"));
        Runnable freeze = () -> signal("STOP");
        Runnable thaw = () -> signal("CONT");
        injector.injectIntoFields(freeze, field -> field.getName().equals("freezeKafka"));
        injector.injectIntoFields(thaw, field -> field.getName().equals("thawKafka"));
    }

    /** A broker that is frozen keeps its connections and answers nothing. */
    private void signal(String name) {
        try {
            long pid = Objects.requireNonNull(kafka.process()).pid();
            int exit = new ProcessBuilder("kill", "-" + name, Long.toString(pid))
                    .start()
                    .waitFor();
            if (exit != 0) {
                throw new IllegalStateException("kill -" + name + " ended with " + exit);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void stop() {
        if (kafka != null) {
            kafka.close();
        }
    }

    private static String base64(String ascii) {
        return Base64.getEncoder().encodeToString(ascii.getBytes(StandardCharsets.US_ASCII));
    }

    private void publish(List<SitePublished> sites) {
        try (Producer<byte[], byte[]> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", kafka.bootstrapServers()),
                new ByteArraySerializer(),
                new ByteArraySerializer())) {
            for (SitePublished site : sites) {
                byte[] key = site.site().getBytes(StandardCharsets.US_ASCII);
                var _ = producer.send(EventCodec.toRecord(Topic.REGISTRY_SITES, key, "/vendor-registry", site));
            }
            producer.flush();
        }
    }
}
