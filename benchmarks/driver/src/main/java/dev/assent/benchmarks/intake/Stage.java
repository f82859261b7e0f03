package dev.assent.benchmarks.intake;

import dev.assent.benchmarks.load.Requests;
import dev.assent.benchmarks.process.JavaService;
import dev.assent.benchmarks.process.Measured;
import dev.assent.deploy.parts.ChildProcess;
import dev.assent.deploy.parts.Database;
import dev.assent.deploy.parts.KafkaPart;
import dev.assent.deploy.parts.PartFailedException;
import dev.assent.deploy.parts.Ports;
import dev.assent.deploy.parts.PostgresPart;
import dev.assent.events.Topic;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.requests.DeleteRecordsRequest;

import java.net.URI;
import java.nio.file.Path;
import java.util.Base64;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Everything that is measured, and what it needs, each as a process of its own: all run all the time, so that each stays
 * as warm as it was, and only one is loaded at a time.
 */
final class Stage implements AutoCloseable {

    private static final int LOGS = 4;
    private static final String RAW_TOPIC = "bench.raw";
    private static final String ANY_KEY = Base64.getEncoder().encodeToString(new byte[32]);

    /** Roughly ten times what the load sends; one client stands for all visitors, whom limits would tell apart. */
    private static final String NO_LIMIT = "10000000";

    private final Path directory;
    private final KafkaPart kafka;
    private final PostgresPart postgres;
    private final ProducerSettings producer;
    private final Map<Contestant, JavaService> services = new EnumMap<>(Contestant.class);
    private final Map<Contestant, URI> addresses = new EnumMap<>(Contestant.class);

    private Stage(Path root, Path directory) {
        this.directory = directory;
        producer = ProducerSettings.of(root.resolve("consent-api/target/quarkus-app"));
        kafka = KafkaPart.startTemporary(LOGS);
        kafka.createTopics(List.of(new NewTopic(RAW_TOPIC, LOGS, (short) 1).configs(Topic.CONSENT_EVENTS.settings())));
        postgres = PostgresPart.startTemporary();
        BenchSite.publish(kafka.bootstrapServers());
    }

    /**
     * Starts everything and waits until all answer.
     *
     * @param root the repository, where the services were built
     * @param directory for logs
     */
    static Stage start(Path root, Path directory) {
        Stage stage = new Stage(root, directory);
        // Kafka's log of a bench that is broken off would fill the disk of temporary files.
        ChildProcess.atShutdown(stage::close);
        try {
            stage.startConsentApi(root.resolve("consent-api/target/quarkus-app/quarkus-run.jar"));
            Path peers = root.resolve("benchmarks/peers/target/quarkus-app/quarkus-run.jar");
            stage.startPeer(Contestant.BARE, peers, Map.of());
            stage.startPeer(Contestant.RAW_KAFKA, peers, stage.rawKafka());
            stage.startPeer(Contestant.PANACHE_INSERT, peers, stage.panacheInsert());
            return stage;
        } catch (RuntimeException e) {
            stage.close();
            throw e;
        }
    }

    /** What to send to it. */
    Requests requests(Contestant contestant) {
        return BenchSite.choices(needed(addresses, contestant).resolve(contestant.path()));
    }

    /** Its process. */
    Measured process(Contestant contestant) {
        return needed(services, contestant).measured();
    }

    /** The broker's process. */
    Measured broker() {
        var process = kafka.process();
        if (process == null) {
            throw new IllegalStateException("Kafka does not run");
        }
        return new Measured(process.pid());
    }

    ProducerSettings producer() {
        return producer;
    }

    /** Lets Kafka forget what it was sent so far, so that the disk does not fill. */
    void forget() {
        Map<TopicPartition, RecordsToDelete> everything = Stream.of(Topic.CONSENT_EVENTS.topicName(), RAW_TOPIC)
                .flatMap(topic -> IntStream.range(0, LOGS).mapToObj(partition -> new TopicPartition(topic, partition)))
                .collect(Collectors.toMap(
                        Function.identity(), _ -> RecordsToDelete.beforeOffset(DeleteRecordsRequest.HIGH_WATERMARK)));
        try (Admin admin = kafka.admin()) {
            admin.deleteRecords(everything).all().get();
        } catch (ExecutionException e) {
            throw new PartFailedException("Kafka does not forget", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new PartFailedException("Interrupted", e);
        }
    }

    /** Fails, with the log's end, when a service has ended. */
    void check() {
        services.forEach((contestant, service) -> {
            if (!service.alive()) {
                throw new PartFailedException(contestant.label() + " has ended. Its log ends:\n" + service.tail(20));
            }
        });
    }

    @Override
    public void close() {
        services.values().forEach(JavaService::close);
        postgres.close();
        kafka.close();
    }

    private void startConsentApi(Path jar) {
        int management = Ports.free();
        Map<String, String> environment = new HashMap<>();
        environment.put("QUARKUS_MANAGEMENT_HOST", "127.0.0.1");
        environment.put("QUARKUS_MANAGEMENT_PORT", Integer.toString(management));
        environment.put("KAFKA_BOOTSTRAP_SERVERS", kafka.bootstrapServers());
        environment.put("ASSENT_PARTITIONS", Integer.toString(LOGS));
        // Keys that no measured choice is made with, without which the service does not start.
        environment.put("ASSENT_IDEMPOTENCY_SECRET", ANY_KEY);
        environment.put("ASSENT_SUBJECT_KEYS_CURRENT", "1");
        environment.put("ASSENT_SUBJECT_KEYS_KEY_1", ANY_KEY);
        environment.put("ASSENT_CONFIRMATIONS_SECRET", ANY_KEY);
        environment.put("ASSENT_CONFIRMATIONS_NOTIFIER_KEY", ANY_KEY);
        environment.put("ASSENT_LIMITS_CLIENT_QUOTA", NO_LIMIT);
        environment.put("ASSENT_LIMITS_SITE_QUOTA", NO_LIMIT);
        environment.put("ASSENT_LIMITS_AUTOMATED_QUOTA", NO_LIMIT);
        start(Contestant.CONSENT_API, jar, environment)
                .await(URI.create("http://127.0.0.1:" + management + "/q/health/ready"), 200);
    }

    private void startPeer(Contestant contestant, Path jar, Map<String, String> environment) {
        Map<String, String> settings = new HashMap<>(environment);
        // As consent-api does for itself.
        settings.put(
                "QUARKUS_VERTX_EVENT_LOOPS_POOL_SIZE",
                Integer.toString(Runtime.getRuntime().availableProcessors()));
        start(contestant, jar, settings).await(needed(addresses, contestant), 0);
    }

    private JavaService start(Contestant contestant, Path jar, Map<String, String> more) {
        int port = Ports.free();
        Map<String, String> environment = new HashMap<>(more);
        environment.put("QUARKUS_HTTP_HOST", "127.0.0.1");
        environment.put("QUARKUS_HTTP_PORT", Integer.toString(port));
        JavaService service = JavaService.start(
                contestant.label(), jar, List.of(), environment, directory.resolve(contestant.id() + ".log"));
        services.put(contestant, service);
        addresses.put(contestant, URI.create("http://127.0.0.1:" + port + "/"));
        return service;
    }

    private Map<String, String> rawKafka() {
        return Map.of(
                "PEERS_KAFKA_BOOTSTRAP_SERVERS",
                kafka.bootstrapServers(),
                "PEERS_KAFKA_TOPIC",
                RAW_TOPIC,
                "PEERS_KAFKA_LINGER_MILLIS",
                Long.toString(producer.linger().toMillis()),
                "PEERS_KAFKA_REQUESTS_IN_FLIGHT",
                Integer.toString(producer.requestsInFlight()),
                "PEERS_KAFKA_BATCH_BYTES",
                Integer.toString(producer.batchBytes()),
                "PEERS_KAFKA_MEMORY_BYTES",
                Long.toString(producer.memoryBytes()),
                "PEERS_KAFKA_COMPRESSION",
                producer.compression());
    }

    private Map<String, String> panacheInsert() {
        Database database = postgres.createDatabase("bench");
        return Map.of(
                "QUARKUS_DATASOURCE_ACTIVE",
                "true",
                "QUARKUS_HIBERNATE_ORM_ACTIVE",
                "true",
                "QUARKUS_DATASOURCE_JDBC_URL",
                database.jdbcUrl(),
                "QUARKUS_DATASOURCE_USERNAME",
                "postgres",
                "QUARKUS_DATASOURCE_PASSWORD",
                postgres.superuserPassword());
    }

    private static <V> V needed(Map<Contestant, V> map, Contestant contestant) {
        V value = map.get(contestant);
        if (value == null) {
            throw new IllegalStateException(contestant + " was not started");
        }
        return value;
    }
}
