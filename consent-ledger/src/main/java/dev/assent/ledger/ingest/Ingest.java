package dev.assent.ledger.ingest;

import dev.assent.ledger.checkpoint.KeyRotation;
import dev.assent.ledger.checkpoint.Signing;
import dev.assent.ledger.config.Generations;
import dev.assent.ledger.config.LedgerConfig;
import dev.assent.ledger.config.LedgerKafka;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.WakeupException;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** The thread that fetches for this replica's logs. It outlives Kafka and the database: it tries again until it is stopped. */
@ApplicationScoped
class Ingest {

    private static final Logger LOG = Logger.getLogger(Ingest.class);

    private final LedgerConfig config;
    private final Generations generations;
    private final LedgerKafka kafka;
    private final Opening opening;
    private final LogWriter writer;
    private final Signing signing;
    private final KeyRotation rotation;
    private final StoppedLogs stopped;
    private final FailingLogs failing;
    private final IngestMetrics metrics;
    private final Clock clock;
    private final CountDownLatch stopping = new CountDownLatch(1);
    private volatile @Nullable Consumer<byte[], byte[]> consumer;
    private @Nullable Thread thread;

    Ingest(
            LedgerConfig config,
            Generations generations,
            LedgerKafka kafka,
            Opening opening,
            LogWriter writer,
            Signing signing,
            KeyRotation rotation,
            StoppedLogs stopped,
            FailingLogs failing,
            IngestMetrics metrics,
            Clock clock) {
        this.config = config;
        this.generations = generations;
        this.kafka = kafka;
        this.opening = opening;
        this.writer = writer;
        this.signing = signing;
        this.rotation = rotation;
        this.stopped = stopped;
        this.failing = failing;
        this.metrics = metrics;
        this.clock = clock;
    }

    void start(@Observes StartupEvent event) {
        if (config.ingest().enabled()) {
            thread = Thread.ofPlatform().name("ingest").start(this::run);
        }
    }

    void stop(@Observes ShutdownEvent event) throws InterruptedException {
        stopping.countDown();
        Consumer<byte[], byte[]> open = consumer;
        if (open != null) {
            open.wakeup();
        }
        Thread running = thread;
        if (running != null) {
            running.join(Duration.ofSeconds(5));
        }
    }

    private void run() {
        do {
            try (Consumer<byte[], byte[]> member = kafka.member();
                    Admin admin = kafka.admin()) {
                consumer = member;
                PartitionLoop loop = new PartitionLoop(
                        member,
                        new SourceTopic(admin),
                        config,
                        generations,
                        opening,
                        writer,
                        signing,
                        rotation,
                        stopped,
                        failing,
                        metrics,
                        clock);
                try {
                    loop.subscribe();
                    while (stopping.getCount() > 0) {
                        loop.turn();
                    }
                } finally {
                    loop.close();
                }
            } catch (WakeupException | InterruptException e) {
                LOG.debug("ingest was woken to stop");
            } catch (RuntimeException e) {
                LOG.warnf("ingest will try again: cause=\"%s\"", e);
            } finally {
                consumer = null;
            }
        } while (!pause());
    }

    /** Whether it is time to stop. */
    private boolean pause() {
        try {
            return stopping.await(config.ingest().retryAfter().toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return true;
        }
    }
}
