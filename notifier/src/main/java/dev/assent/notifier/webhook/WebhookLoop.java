package dev.assent.notifier.webhook;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import org.jboss.logging.Logger;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/** Sends what is queued: at once, and what failed before every so often; some at the same time, so that one slow site holds up none. */
@ApplicationScoped
class WebhookLoop {

    private static final Logger LOG = Logger.getLogger(WebhookLoop.class);

    private final Deliveries deliveries;
    private final Sender sender;
    private final WebhookConfig config;
    private final MeterRegistry registry;
    private final AtomicLong waiting = new AtomicLong();
    private final Semaphore work = new Semaphore(0);
    private final List<Thread> threads = new ArrayList<>();
    private volatile boolean stopping;

    WebhookLoop(Deliveries deliveries, Sender sender, WebhookConfig config, MeterRegistry registry) {
        this.deliveries = deliveries;
        this.sender = sender;
        this.config = config;
        this.registry = registry;
        Gauge.builder("assent.webhooks.waiting", waiting, AtomicLong::doubleValue)
                .description("Messages to sites that have not been delivered yet")
                .register(registry);
    }

    void start(@Observes StartupEvent event) {
        for (int i = 0; i < config.atOnce(); i++) {
            threads.add(Thread.ofPlatform().name("webhooks-" + i).daemon().start(this::run));
        }
    }

    /** There is something to send. */
    void wake() {
        work.release(config.atOnce());
    }

    void stop(@Observes ShutdownEvent event) throws InterruptedException {
        stopping = true;
        wake();
        for (Thread thread : threads) {
            thread.join(Duration.ofSeconds(5));
        }
    }

    private void run() {
        while (!stopping) {
            try {
                while (!stopping && sendNext()) {
                    // until none is due
                }
                waiting.set(deliveries.waiting());
                work.tryAcquire(config.pollInterval().toMillis(), TimeUnit.MILLISECONDS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            } catch (RuntimeException e) {
                LOG.warnf(
                        "webhooks not sent, will try again: cause=%s",
                        e.getClass().getSimpleName());
                pause();
            }
        }
    }

    private boolean sendNext() {
        Optional<Delivery> due = deliveries.take();
        if (due.isEmpty()) {
            return false;
        }
        Delivery delivery = due.get();
        Sender.Result result = sender.send(delivery);
        String fate = "delivered";
        if (result.delivered()) {
            deliveries.delivered(delivery, result.outcome());
        } else {
            fate = deliveries.failed(delivery, result.outcome()) ? "given-up" : "failed";
        }
        LOG.infof(
                "webhook %s: webhook=%s site=%s attempts=%d outcome=%s",
                fate, delivery.id(), delivery.site(), delivery.attempts(), result.outcome());
        Counter.builder("assent.webhooks.deliveries")
                .description("Tries to tell sites, by how they ended")
                .tag("site", delivery.site())
                .tag("outcome", fate)
                .register(registry)
                .increment();
        return true;
    }

    private void pause() {
        try {
            work.tryAcquire(config.pollInterval().toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
