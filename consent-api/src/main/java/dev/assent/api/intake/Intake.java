package dev.assent.api.intake;

import dev.assent.api.PlatformConfig;
import dev.assent.api.client.TraceContext;
import dev.assent.events.ConfirmationAsked;
import dev.assent.events.EventCodec;
import dev.assent.events.LogEvent;
import dev.assent.events.Topic;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.common.annotation.Identifier;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jboss.logging.Logger;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * The one producer of this process. It never blocks its caller: what Kafka cannot take at once is turned away, and what
 * Kafka has not acknowledged in time has an unknown outcome. It recovers by itself when Kafka does.
 */
@ApplicationScoped
public class Intake {

    private static final Logger LOG = Logger.getLogger(Intake.class);
    private static final String SOURCE = "/consent-api";
    private static final String TOPIC = Topic.CONSENT_EVENTS.topicName();
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(200);

    private final IntakeConfig config;
    private final int partitions;
    private final Producer<byte[], byte[]> producer;
    private final ProducerRun run;
    private final AtomicBoolean failing = new AtomicBoolean();
    private final CountDownLatch stopping = new CountDownLatch(1);
    private volatile boolean open;

    Intake(
            IntakeConfig config,
            PlatformConfig platform,
            ProducerRun run,
            @Identifier("default-kafka-broker") Map<String, Object> kafka) {
        this.config = config;
        this.run = run;
        this.partitions = platform.partitions();
        this.producer =
                new KafkaProducer<>(settings(config, kafka), new ByteArraySerializer(), new ByteArraySerializer());
    }

    /**
     * Hands an event to Kafka.
     *
     * @param event the event
     * @param value its bytes, as {@link EventCodec#write} gives them
     * @param trace what the request belongs to; it goes into the record's headers
     * @return completes with the partition when Kafka has acknowledged it on all its in-sync replicas; fails with
     *     {@link NotTakenException} when it is certain that it was not taken, with {@link OutcomeUnknownException} otherwise
     */
    public CompletionStage<Integer> send(LogEvent event, byte[] value, TraceContext trace) {
        return send(EventCodec.toLogRecord(event, value, SOURCE, partitions), trace);
    }

    /**
     * Hands a question to Kafka that notifier puts to the owner of an address.
     *
     * @param question the question
     * @param trace what the request belongs to
     * @return as for a choice
     */
    public CompletionStage<Integer> send(ConfirmationAsked question, TraceContext trace) {
        byte[] key = question.site().getBytes(StandardCharsets.US_ASCII);
        return send(EventCodec.toRecord(Topic.SUBJECT_CONFIRMATIONS, key, SOURCE, question), trace);
    }

    private CompletionStage<Integer> send(ProducerRecord<byte[], byte[]> record, TraceContext trace) {
        CompletableFuture<Integer> acknowledged = new CompletableFuture<>();
        if (!open) {
            acknowledged.completeExceptionally(new NotTakenException(config.retryAfter()));
            return acknowledged;
        }
        record.headers().add("traceparent", trace.traceparent().getBytes(StandardCharsets.US_ASCII));
        if (trace.tracestate() != null) {
            record.headers().add("tracestate", trace.tracestate().getBytes(StandardCharsets.US_ASCII));
        }
        Thread caller = Thread.currentThread();
        try {
            var _ = producer.send(record, (metadata, failure) -> {
                if (failure == null) {
                    succeeded();
                    acknowledged.complete(metadata.partition());
                } else {
                    failed(failure);
                    // The producer answers on the caller's own thread only for what never came into its buffer.
                    acknowledged.completeExceptionally(
                            Thread.currentThread() == caller
                                    ? new NotTakenException(config.retryAfter())
                                    : new OutcomeUnknownException(config.retryAfter()));
                }
            });
        } catch (KafkaException e) {
            failed(e);
            acknowledged.completeExceptionally(new NotTakenException(config.retryAfter()));
        }
        return acknowledged;
    }

    /** Whether the topic has been seen, with as many partitions as this generation has logs. */
    boolean open() {
        return open;
    }

    void start(@Observes StartupEvent event) {
        Thread.ofVirtual().name("intake-opening").start(this::awaitTopic);
    }

    void stop(@Observes ShutdownEvent event) {
        stopping.countDown();
        producer.close(config.deliveryTimeout());
    }

    /**
     * The producer learns of the topics before the first choice, which could not wait for them. Choices are taken without
     * the topic of the questions, too.
     */
    private void awaitTopic() {
        try {
            boolean found;
            do {
                open = open || look();
                found = open && seesQuestions();
            } while (!found && !stopping.await(BETWEEN_LOOKS.toMillis(), TimeUnit.MILLISECONDS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean look() {
        try {
            int found = producer.partitionsFor(TOPIC).size();
            if (found != partitions) {
                failed(new KafkaException(
                        "the topic %s has %d partitions, not %d".formatted(TOPIC, found, partitions)));
                return false;
            }
            LOG.infof("intake open: topic=%s partitions=%d run=%s", TOPIC, found, run.id());
            return true;
        } catch (KafkaException e) {
            LOG.debugf("intake not open yet: cause=%s", e.toString());
            return false;
        }
    }

    private boolean seesQuestions() {
        try {
            return !producer.partitionsFor(Topic.SUBJECT_CONFIRMATIONS.topicName())
                    .isEmpty();
        } catch (KafkaException e) {
            LOG.debugf("the questions' topic is not seen yet: cause=%s", e.toString());
            return false;
        }
    }

    private void failed(Exception cause) {
        if (failing.compareAndSet(false, true)) {
            LOG.warnf("kafka does not take choices: cause=%s", cause.toString());
        }
    }

    private void succeeded() {
        if (failing.get() && failing.compareAndSet(true, false)) {
            LOG.info("kafka takes choices again");
        }
    }

    private static Map<String, Object> settings(IntakeConfig config, Map<String, Object> kafka) {
        Map<String, Object> settings = new HashMap<>(kafka);
        settings.put(ProducerConfig.CLIENT_ID_CONFIG, "consent-api-intake");
        settings.put(ProducerConfig.ACKS_CONFIG, "all");
        settings.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
        // Callers are event loops: nothing waits for memory or metadata.
        settings.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, 0L);
        settings.put(
                ProducerConfig.METADATA_MAX_IDLE_CONFIG, Duration.ofDays(3650).toMillis());
        settings.put(ProducerConfig.BUFFER_MEMORY_CONFIG, config.memoryBytes());
        settings.put(ProducerConfig.BATCH_SIZE_CONFIG, config.batchBytes());
        settings.put(ProducerConfig.LINGER_MS_CONFIG, config.linger().toMillis());
        settings.put(
                ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG,
                Math.toIntExact(config.deliveryTimeout().toMillis()));
        settings.put(
                ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG,
                Math.toIntExact(config.requestTimeout().toMillis()));
        settings.put(
                ProducerConfig.SOCKET_CONNECTION_SETUP_TIMEOUT_MS_CONFIG,
                config.requestTimeout().toMillis());
        settings.put(ProducerConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG, 500L);
        return settings;
    }
}
