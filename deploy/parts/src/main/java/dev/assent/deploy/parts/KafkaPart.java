package dev.assent.deploy.parts;

import dev.assent.events.Topic;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.Uuid;
import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;

/**
 * A Kafka broker (KRaft, one node) with the platform's topics, each made as {@link Topic} says. No topic is ever made by
 * naming it.
 */
public final class KafkaPart implements Part {
    private static final Duration START_LIMIT = Duration.ofMinutes(3);
    private static final Duration STOP_LIMIT = Duration.ofSeconds(30);

    private final Path directory;
    private final int port;
    private final int logs;
    private final boolean temporary;
    private @Nullable ChildProcess process;

    private KafkaPart(Path directory, int port, int logs, boolean temporary) {
        this.directory = directory.toAbsolutePath();
        this.port = port;
        this.logs = logs;
        this.temporary = temporary;
    }

    /**
     * Starts a broker and makes the topics that are missing.
     *
     * @param directory its data and log file; made at the first start and kept
     * @param port the port on 127.0.0.1, or 0 for a free one
     * @param logs the partitions of {@code consent.events}
     */
    public static KafkaPart start(Path directory, int port, int logs) {
        return started(new KafkaPart(directory, Ports.orFree(port), logs, false));
    }

    /** Starts a broker on a free port, whose data goes at {@link #close()}. */
    public static KafkaPart startTemporary(int logs) {
        return started(new KafkaPart(Installed.temporaryDirectory("kafka"), Ports.free(), logs, true));
    }

    private static KafkaPart started(KafkaPart part) {
        part.start();
        return part;
    }

    @Override
    public String name() {
        return "Kafka";
    }

    @Override
    public int port() {
        return port;
    }

    /** What clients connect to. */
    public String bootstrapServers() {
        return "localhost:" + port;
    }

    @Override
    public synchronized void start() {
        if (running()) {
            return;
        }
        Ports.claim(name(), port);
        Path settings = writeSettings();
        if (!Files.exists(directory.resolve("data/meta.properties"))) {
            format(settings);
        }
        ChildProcess broker = java("kafka.Kafka", settings.toString());
        process = broker;
        broker.await(START_LIMIT, () -> Ports.answers(port));
        createTopics(Arrays.stream(Topic.values())
                .map(topic ->
                        new NewTopic(topic.topicName(), topic.partitions(logs), (short) 1).configs(topic.settings()))
                .toList());
    }

    /** Makes those of the topics that do not exist yet. */
    public void createTopics(Collection<NewTopic> topics) {
        try (Admin admin = admin()) {
            Set<String> existing = admin.listTopics().names().get();
            admin.createTopics(topics.stream()
                            .filter(topic -> !existing.contains(topic.name()))
                            .toList())
                    .all()
                    .get();
        } catch (ExecutionException e) {
            throw new PartFailedException("Kafka does not make the topics", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new PartFailedException("Interrupted while making topics", e);
        }
    }

    /** An administration client; the caller closes it. */
    public Admin admin() {
        return Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers()));
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

    /** The broker's process, while it runs. */
    public synchronized @Nullable ChildProcess process() {
        return process;
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

    private void format(Path settings) {
        ChildProcess format = java(
                "kafka.tools.StorageTool", "format", "-t", Uuid.randomUuid().toString(), "-c", settings.toString());
        format.await(START_LIMIT, () -> Files.exists(directory.resolve("data/meta.properties")));
        format.exits(START_LIMIT);
    }

    private Path writeSettings() {
        // Only this broker speaks to its controller, so that port need not be known beforehand.
        int controllerPort = Ports.free();
        try {
            Files.createDirectories(directory);
            return Files.writeString(directory.resolve("server.properties"), """
                    process.roles=broker,controller
                    node.id=1
                    controller.quorum.voters=1@127.0.0.1:%2$d
                    controller.listener.names=CONTROLLER
                    listeners=PLAINTEXT://127.0.0.1:%1$d,CONTROLLER://127.0.0.1:%2$d
                    advertised.listeners=PLAINTEXT://localhost:%1$d
                    listener.security.protocol.map=PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT
                    log.dirs=%3$s
                    auto.create.topics.enable=false
                    offsets.topic.replication.factor=1
                    offsets.topic.num.partitions=4
                    transaction.state.log.replication.factor=1
                    transaction.state.log.min.isr=1
                    transaction.state.log.num.partitions=4
                    share.coordinator.state.topic.replication.factor=1
                    share.coordinator.state.topic.min.isr=1
                    group.initial.rebalance.delay.ms=0
                    num.network.threads=2
                    num.io.threads=4
                    log.cleaner.dedupe.buffer.size=33554432
                    """.formatted(
                            port, controllerPort, directory.resolve("data")));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private ChildProcess java(String main, String... arguments) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xms64m",
                "-Xmx256m",
                "-XX:+UseSerialGC",
                "--enable-native-access=ALL-UNNAMED",
                "-Dorg.slf4j.simpleLogger.defaultLogLevel=warn",
                "-Dorg.slf4j.simpleLogger.showDateTime=true",
                "-Dorg.slf4j.simpleLogger.dateTimeFormat=yyyy-MM-dd'T'HH:mm:ss.SSS",
                "-cp",
                Installed.place("kafka.classpath"),
                main));
        command.addAll(List.of(arguments));
        return ChildProcess.start(name(), command, Map.of(), directory.resolve("kafka.log"));
    }
}
