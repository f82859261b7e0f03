package dev.assent.api.intake;

import dev.assent.api.PlatformConfig;
import dev.assent.api.client.TraceContext;
import dev.assent.api.measure.SiteMeters;
import dev.assent.events.ConfirmationAsked;
import dev.assent.events.EventCodec;
import dev.assent.events.Generation;
import dev.assent.events.LogEvent;
import dev.assent.events.Topic;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.common.annotation.Identifier;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import org.apache.kafka.clients.producer.Callback;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/**
 * This process's way to Kafka. It never blocks its caller: what Kafka cannot take at once is turned away, and what Kafka
 * has not acknowledged in time has an unknown outcome. It recovers by itself when Kafka does.
 */
@Singleton
public class Intake {

    private static final Logger LOG = Logger.getLogger(Intake.class);
    private static final String SOURCE = "/consent-api";

    /** In place of a partition, for what the account does not speak of. */
    private static final int UNCOUNTED = -1;

    private final IntakeConfig config;
    private final Generation generation;
    private final Line line;
    private final Account account;
    private final @Nullable AccountPublisher accounts;
    private final SiteMeters meters;
    private final NotTakenException notTaken;
    private final OutcomeUnknownException outcomeUnknown;
    private final AtomicInteger inFlight = new AtomicInteger();
    private final AtomicBoolean failing = new AtomicBoolean();

    @Inject
    Intake(
            IntakeConfig config,
            PlatformConfig platform,
            Account account,
            AccountPublisher accounts,
            SiteMeters meters,
            @Identifier("default-kafka-broker") Map<String, Object> kafka) {
        this(
                config,
                new Generation(platform.generation(), platform.partitions()),
                account,
                accounts,
                meters,
                () -> new KafkaProducer<>(
                        ProducerSettings.ofChoices(config, kafka),
                        new ByteArraySerializer(),
                        new ByteArraySerializer()));
    }

    Intake(
            IntakeConfig config,
            Generation generation,
            Account account,
            @Nullable AccountPublisher accounts,
            SiteMeters meters,
            Supplier<Producer<byte[], byte[]>> factory) {
        this.config = config;
        this.generation = generation;
        this.account = account;
        this.accounts = accounts;
        this.meters = meters;
        this.line = new Line(
                factory,
                generation.topicName(),
                generation.partitions(),
                config.replaceAfter(),
                Topic.SUBJECT_CONFIRMATIONS.topicName());
        this.notTaken = new NotTakenException(config.retryAfter());
        this.outcomeUnknown = new OutcomeUnknownException(config.retryAfter());
        meters.inFlight(inFlight::get);
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
        ProducerRecord<byte[], byte[]> record = EventCodec.toLogRecord(event, value, SOURCE, generation);
        return send(record, event.site(), record.partition(), trace);
    }

    /**
     * Hands a question to Kafka that notifier puts to the owner of an address. The account does not count it.
     *
     * @param question the question
     * @param trace what the request belongs to
     * @return as for a choice
     */
    public CompletionStage<Integer> send(ConfirmationAsked question, TraceContext trace) {
        byte[] key = question.site().getBytes(StandardCharsets.US_ASCII);
        return send(
                EventCodec.toRecord(Topic.SUBJECT_CONFIRMATIONS, key, SOURCE, question),
                question.site(),
                UNCOUNTED,
                trace);
    }

    private CompletionStage<Integer> send(
            ProducerRecord<byte[], byte[]> record, String site, int counted, TraceContext trace) {
        Producer<byte[], byte[]> producer = line.producer();
        if (producer == null || isFull()) {
            return CompletableFuture.failedFuture(notTaken);
        }
        record.headers().add("traceparent", trace.traceparent().getBytes(StandardCharsets.US_ASCII));
        if (trace.tracestate() != null) {
            record.headers().add("tracestate", trace.tracestate().getBytes(StandardCharsets.US_ASCII));
        }
        Delivery delivery = new Delivery(producer, site, counted);
        inFlight.getAndIncrement();
        try {
            var _ = producer.send(record, delivery);
            delivery.handedOver();
        } catch (KafkaException | IllegalStateException e) {
            // A producer that was closed meanwhile is in an illegal state.
            delivery.onCompletion(null, e);
        }
        return delivery;
    }

    /** Whether so many choices wait for Kafka that no further one is taken. */
    public boolean isFull() {
        return inFlight.get() >= config.inFlight();
    }

    /** When a caller who was turned away should come again. */
    public Duration retryAfter() {
        return config.retryAfter();
    }

    /** Whether the topic has been seen, with as many partitions as this generation has logs. */
    boolean open() {
        return line.producer() != null;
    }

    void start(@Observes StartupEvent event) {
        line.open();
    }

    /** Everything that was asked is answered by now. */
    void stop(@Observes ShutdownEvent event) throws InterruptedException {
        line.close(config.deliveryTimeout());
        if (accounts != null) {
            accounts.end();
        }
    }

    private void failed(Producer<byte[], byte[]> producer, Exception cause) {
        line.failed(producer, cause);
        if (failing.compareAndSet(false, true)) {
            LOG.warnf("kafka does not take choices: cause=%s", cause.toString());
        }
    }

    private void succeeded() {
        if (failing.get() && failing.compareAndSet(true, false)) {
            LOG.info("kafka takes choices again");
        }
    }

    /** One record on its way: what the caller waits for, and what Kafka answers to. */
    private final class Delivery extends CompletableFuture<Integer> implements Callback {

        private final Producer<byte[], byte[]> producer;
        private final String site;
        private final int counted;
        private final Thread sender = Thread.currentThread();
        private final long start = System.nanoTime();

        /** Known to the sender's own thread only. */
        private boolean handedOver;

        private Delivery(Producer<byte[], byte[]> producer, String site, int counted) {
            this.producer = producer;
            this.site = site;
            this.counted = counted;
        }

        private void handedOver() {
            handedOver = true;
        }

        @Override
        public void onCompletion(@Nullable RecordMetadata metadata, @Nullable Exception failure) {
            inFlight.getAndDecrement();
            if (failure == null) {
                if (counted != UNCOUNTED) {
                    account.accepted(counted);
                    meters.acknowledged(site, System.nanoTime() - start);
                }
                succeeded();
                complete(metadata == null ? counted : metadata.partition());
                return;
            }
            failed(producer, failure);
            // Before it returns, the producer answers on the caller's own thread only for what never came into its
            // buffer.
            if (Thread.currentThread() == sender && !handedOver) {
                completeExceptionally(notTaken);
            } else {
                if (counted != UNCOUNTED) {
                    account.unknown(counted);
                }
                completeExceptionally(outcomeUnknown);
            }
        }
    }
}
