package dev.assent.notifier.confirmation;

import dev.assent.events.ConfirmationAsked;
import dev.assent.events.EventCodec;
import dev.assent.events.MalformedEventException;
import dev.assent.events.Topic;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.common.annotation.Identifier;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Reads the questions. What the mail server does not take now waits here, sealed, and the topic's position waits with it;
 * so one address that cannot be reached holds nobody else up, and a restart loses nothing that the topic still has.
 */
@ApplicationScoped
class ConfirmationLoop {

    private static final Logger LOG = Logger.getLogger(ConfirmationLoop.class);
    private static final String GROUP = "notifier-confirmations";
    private static final int AT_ONCE = 20;
    private static final Duration LONGEST_ROUND = Duration.ofMinutes(30);
    private static final Duration POLL = Duration.ofMillis(500);
    private static final Duration BETWEEN_CLEANINGS = Duration.ofHours(1);

    private final Asker asker;
    private final SentMails mails;
    private final ConfirmationConfig config;
    private final Map<String, Object> kafka;
    private final Clock clock;
    private final CountDownLatch stopping = new CountDownLatch(1);
    private volatile @Nullable Consumer<byte[], byte[]> consumer;
    private @Nullable Thread thread;

    ConfirmationLoop(
            Asker asker,
            SentMails mails,
            ConfirmationConfig config,
            @Identifier("default-kafka-broker") Map<String, Object> kafka,
            Clock clock) {
        this.asker = asker;
        this.mails = mails;
        this.config = config;
        this.kafka = kafka;
        this.clock = clock;
    }

    void start(@Observes StartupEvent event) {
        thread = Thread.ofPlatform().name("confirmations").daemon().start(this::run);
    }

    void stop(@Observes ShutdownEvent event) throws InterruptedException {
        stopping.countDown();
        Consumer<byte[], byte[]> open = consumer;
        if (open != null) {
            open.wakeup();
        }
        Thread reader = thread;
        if (reader != null) {
            reader.join(Duration.ofSeconds(5));
        }
    }

    private void run() {
        while (stopping.getCount() > 0) {
            try (Consumer<byte[], byte[]> opened = open()) {
                consumer = opened;
                follow(opened);
            } catch (WakeupException | InterruptException e) {
                return;
            } catch (KafkaException | IllegalStateException e) {
                // The database or Kafka is away; where it was read to is known to Kafka.
                LOG.warnf(
                        "confirmations not read, will try again: cause=%s",
                        e.getClass().getSimpleName());
            } finally {
                consumer = null;
            }
            if (pause()) {
                return;
            }
        }
    }

    private boolean pause() {
        try {
            return stopping.await(config.firstPause().toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return true;
        }
    }

    private Consumer<byte[], byte[]> open() {
        Map<String, Object> settings = new HashMap<>(kafka);
        settings.put(ConsumerConfig.GROUP_ID_CONFIG, GROUP);
        settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        settings.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
        settings.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, AT_ONCE);
        // A mail server that does not answer takes its time-out from each mail.
        settings.put(ConsumerConfig.MAX_POLL_INTERVAL_MS_CONFIG, Math.toIntExact(LONGEST_ROUND.toMillis()));
        return new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    private void follow(Consumer<byte[], byte[]> reader) {
        Waiting waiting = new Waiting(config, clock);
        reader.subscribe(List.of(Topic.SUBJECT_CONFIRMATIONS.topicName()), waiting);
        Instant cleaned = Instant.EPOCH;
        while (stopping.getCount() > 0) {
            if (waiting.full()) {
                reader.pause(reader.assignment());
            } else {
                reader.resume(reader.paused());
            }
            for (ConsumerRecord<byte[], byte[]> record : reader.poll(POLL)) {
                ConfirmationAsked asked = read(record);
                if (asked != null && asker.ask(asked) == Asker.Fate.LATER) {
                    waiting.add(record, asked);
                }
            }
            waiting.due(AT_ONCE)
                    .forEach(question -> waiting.tried(question, asker.ask(question.asked()) != Asker.Fate.LATER));
            reader.commitSync(waiting.positions(reader));
            if (clock.instant().minus(BETWEEN_CLEANINGS).isAfter(cleaned)) {
                mails.forgetOld();
                cleaned = clock.instant();
            }
        }
    }

    private static @Nullable ConfirmationAsked read(ConsumerRecord<byte[], byte[]> record) {
        try {
            if (EventCodec.fromRecord(record) instanceof ConfirmationAsked asked) {
                return asked;
            }
            LOG.warnf("not a question: partition=%d offset=%d", record.partition(), record.offset());
        } catch (MalformedEventException e) {
            LOG.warnf(
                    "unreadable question: partition=%d offset=%d reason=%s",
                    record.partition(), record.offset(), e.reason());
        }
        return null;
    }
}
