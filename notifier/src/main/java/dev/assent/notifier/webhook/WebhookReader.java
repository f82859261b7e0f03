package dev.assent.notifier.webhook;

import dev.assent.events.ChoiceRecorded;
import dev.assent.events.EventCodec;
import dev.assent.events.MalformedEventException;
import dev.assent.events.Topic;
import dev.assent.foundation.snapshot.Snapshots;
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

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/** Reads all choices, and queues what sites want to hear of. The position follows the queue, never goes before it. */
@ApplicationScoped
class WebhookReader {

    private static final Logger LOG = Logger.getLogger(WebhookReader.class);
    /** The topics of all generations: {@code consent.events}, {@code consent.events.g2} and so on. */
    private static final Pattern EVERY_GENERATION =
            Pattern.compile(Pattern.quote(Topic.CONSENT_EVENTS.topicName()) + "(\\.g[0-9]+)?");

    private static final String GROUP = "notifier-webhooks";
    private static final Duration POLL = Duration.ofMillis(500);
    private static final Duration PAUSE = Duration.ofSeconds(1);

    private final Snapshots snapshots;
    private final Deliveries deliveries;
    private final WebhookLoop sending;
    private final Map<String, Object> kafka;
    private final CountDownLatch stopping = new CountDownLatch(1);
    private volatile @Nullable Consumer<byte[], byte[]> consumer;
    private @Nullable Thread thread;

    WebhookReader(
            Snapshots snapshots,
            Deliveries deliveries,
            WebhookLoop sending,
            @Identifier("default-kafka-broker") Map<String, Object> kafka) {
        this.snapshots = snapshots;
        this.deliveries = deliveries;
        this.sending = sending;
        this.kafka = kafka;
    }

    void start(@Observes StartupEvent event) {
        thread = Thread.ofPlatform().name("webhook-reader").daemon().start(this::run);
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
            // Whoever does not know the sites does not know whom to tell.
            if (snapshots.complete()) {
                try (Consumer<byte[], byte[]> opened = open()) {
                    consumer = opened;
                    follow(opened);
                } catch (WakeupException | InterruptException e) {
                    return;
                } catch (KafkaException | IllegalStateException e) {
                    LOG.warnf(
                            "choices not read for webhooks, will try again: cause=%s",
                            e.getClass().getSimpleName());
                } finally {
                    consumer = null;
                }
            }
            if (pause()) {
                return;
            }
        }
    }

    private boolean pause() {
        try {
            return stopping.await(PAUSE.toMillis(), TimeUnit.MILLISECONDS);
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
        return new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    private void follow(Consumer<byte[], byte[]> reader) {
        reader.subscribe(EVERY_GENERATION);
        while (stopping.getCount() > 0) {
            boolean queued = false;
            for (ConsumerRecord<byte[], byte[]> record : reader.poll(POLL)) {
                queued |= mayMatter(record.value()) && queue(record);
            }
            reader.commitSync();
            if (queued) {
                sending.wake();
            }
        }
    }

    private boolean queue(ConsumerRecord<byte[], byte[]> record) {
        try {
            if (EventCodec.fromRecord(record) instanceof ChoiceRecorded choice) {
                var kind = Message.kind(choice);
                var site = snapshots.find(choice.site());
                if (kind.isPresent() && site.isPresent()) {
                    deliveries.queue(site.get(), choice, kind.get());
                    return true;
                }
            }
        } catch (MalformedEventException e) {
            // The ledger says what is wrong with it, and keeps it as a dead letter.
            LOG.debugf("not a choice: partition=%d offset=%d", record.partition(), record.offset());
        }
        return false;
    }

    /** Nearly all choices are of banners and matter to no webhook: they are not even parsed. */
    private static boolean mayMatter(byte @Nullable [] value) {
        if (value == null) {
            return false;
        }
        String text = new String(value, StandardCharsets.ISO_8859_1);
        return text.contains("\"confirm\"") || text.contains("\"withdraw-all\"") || text.contains("\"subjectKey\"");
    }
}
