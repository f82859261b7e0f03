package dev.assent.ledger.erasure;

import dev.assent.ledger.config.LedgerConfig;
import dev.assent.ledger.evidence.EvidenceUnavailableException;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Looks from time to time for what has had its time. Several replicas may; one at a time finds anything. */
@ApplicationScoped
class RetentionLoop {

    private static final Logger LOG = Logger.getLogger(RetentionLoop.class);

    private final LedgerConfig.Retention config;
    private final Retention retention;
    private final Clock clock;
    private final CountDownLatch stopping = new CountDownLatch(1);
    private long keysNotBefore;
    private @Nullable Thread thread;

    RetentionLoop(LedgerConfig config, Retention retention, Clock clock) {
        this.config = config.retention();
        this.retention = retention;
        this.clock = clock;
    }

    void start(@Observes StartupEvent event) {
        if (config.enabled()) {
            thread = Thread.ofPlatform().name("retention").daemon().start(this::run);
        }
    }

    void stop(@Observes ShutdownEvent event) throws InterruptedException {
        stopping.countDown();
        Thread running = thread;
        if (running != null) {
            running.join(Duration.ofSeconds(5));
        }
    }

    private void run() {
        try {
            while (!stopping.await(config.interval().toMillis(), TimeUnit.MILLISECONDS)) {
                look();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void look() {
        try {
            int ended = retention.endCases();
            if (ended > 0) {
                LOG.infof("kept proofs and packages end: count=%d", ended);
            }
            if (clock.millis() >= keysNotBefore) {
                int keys = retention.endKeys();
                if (keys > 0) {
                    // The next ones when these have had time to go.
                    LOG.infof("keys end, their retention is over: count=%d", keys);
                } else {
                    keysNotBefore = clock.millis() + config.keysInterval().toMillis();
                }
            }
        } catch (EvidenceUnavailableException | IllegalStateException e) {
            LOG.warnf("retention will be tried again: cause=\"%s\"", e);
        }
    }
}
