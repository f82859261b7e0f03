package dev.assent.api.intake;

import dev.assent.api.PlatformConfig;
import dev.assent.events.EventCodec;
import dev.assent.events.IntakeAccounted;
import dev.assent.events.IntakeAccounted.Count;
import dev.assent.events.Topic;
import dev.assent.foundation.id.EventIds;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.common.annotation.Identifier;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Puts the run's account on {@code intake.accounts} when it has changed, and a last one when everything is sent. It has a
 * producer of its own, so that neither waits for the other.
 */
@ApplicationScoped
class AccountPublisher {

    private static final Logger LOG = Logger.getLogger(AccountPublisher.class);
    private static final String SOURCE = "/consent-api";

    private final IntakeConfig config;
    private final Map<String, Object> kafka;
    private final Account account;
    private final ProducerRun run;
    private final int generation;
    private final Clock clock;
    private final CountDownLatch stopping = new CountDownLatch(1);
    private @Nullable Producer<byte[], byte[]> producer;
    private @Nullable Thread thread;
    private boolean failing;
    private List<Count> published = List.of();

    AccountPublisher(
            IntakeConfig config,
            @Identifier("default-kafka-broker") Map<String, Object> kafka,
            Account account,
            ProducerRun run,
            PlatformConfig platform,
            Clock clock) {
        this.generation = platform.generation();
        this.config = config;
        this.kafka = kafka;
        this.account = account;
        this.run = run;
        this.clock = clock;
    }

    void start(@Observes StartupEvent event) {
        thread = Thread.ofVirtual().name("intake-accounts").start(this::follow);
    }

    /** Publishes the last account; to be called once nothing is sent any more. */
    void end() throws InterruptedException {
        stopping.countDown();
        if (thread != null) {
            thread.join();
        }
        if (!account.counts().isEmpty()) {
            publish(true);
        }
        if (producer != null) {
            producer.close(config.deliveryTimeout());
        }
    }

    private void follow() {
        try {
            while (!stopping.await(config.accountEvery().toMillis(), TimeUnit.MILLISECONDS)) {
                if (!account.counts().equals(published)) {
                    publish(false);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void publish(boolean ended) throws InterruptedException {
        List<Count> counts = account.counts();
        IntakeAccounted accounted = new IntakeAccounted(
                EventIds.next(clock).toString(),
                clock.instant().truncatedTo(ChronoUnit.MILLIS),
                run.id(),
                counts,
                ended,
                generation);
        byte[] key = run.id().getBytes(StandardCharsets.US_ASCII);
        try {
            if (producer == null) {
                producer = new KafkaProducer<>(
                        ProducerSettings.ofAccounts(config, kafka),
                        new ByteArraySerializer(),
                        new ByteArraySerializer());
            }
            producer.send(EventCodec.toRecord(Topic.INTAKE_ACCOUNTS, key, SOURCE, accounted))
                    .get(2 * config.deliveryTimeout().toMillis(), TimeUnit.MILLISECONDS);
            published = counts;
            failing = false;
        } catch (KafkaException | ExecutionException | TimeoutException e) {
            if (ended || !failing) {
                LOG.warnf("account not published: run=%s ended=%s cause=%s", run.id(), ended, e.toString());
            }
            failing = true;
            discard();
        }
    }

    /** The next account takes the place of this one, so a new producer may overtake what the old one still held. */
    private void discard() {
        if (producer != null) {
            producer.close(Duration.ZERO);
            producer = null;
        }
    }
}
