package dev.assent.notifier.mailbox;

import dev.assent.foundation.snapshot.Snapshots;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Starts a watch for each configured mailbox. */
@ApplicationScoped
class MailboxWatches {

    private final MailboxConfig config;
    private final MailboxReading reading;
    private final Snapshots snapshots;
    private final MeterRegistry metrics;
    private final List<MailboxWatch> watches = new ArrayList<>();
    private final List<Thread> threads = new ArrayList<>();

    MailboxWatches(MailboxConfig config, MailboxReading reading, Snapshots snapshots, MeterRegistry metrics) {
        this.config = config;
        this.reading = reading;
        this.snapshots = snapshots;
        this.metrics = metrics;
    }

    List<MailboxWatch> all() {
        return List.copyOf(watches);
    }

    void start(@Observes StartupEvent event) {
        config.mailboxes().forEach((site, mailbox) -> {
            MailboxAccess access = MailboxAccess.of(site, mailbox, config.imap());
            MailboxWatch watch = new MailboxWatch(access, config.imap(), reading, () -> snapshots.find(site));
            watches.add(watch);
            Gauge.builder("assent.notifier.mailbox.connected", watch, each -> each.connected() ? 1 : 0)
                    .tag("site", site)
                    .register(metrics);
            threads.add(Thread.ofPlatform().name("mailbox-" + site).daemon().start(watch));
        });
    }

    void stop(@Observes ShutdownEvent event) throws InterruptedException {
        watches.forEach(MailboxWatch::stop);
        for (Thread thread : threads) {
            thread.join(Duration.ofSeconds(5));
        }
    }
}
