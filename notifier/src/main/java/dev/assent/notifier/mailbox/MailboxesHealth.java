package dev.assent.notifier.mailbox;

import io.smallrye.health.api.Wellness;
import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;

/** Which mailboxes are being watched. Not readiness: the console works while a mail server is away. */
@Wellness
@ApplicationScoped
class MailboxesHealth implements HealthCheck {

    private final MailboxWatches watches;

    MailboxesHealth(MailboxWatches watches) {
        this.watches = watches;
    }

    @Override
    public HealthCheckResponse call() {
        HealthCheckResponseBuilder answer = HealthCheckResponse.named("mailboxes");
        boolean all = true;
        for (MailboxWatch watch : watches.all()) {
            boolean connected = watch.connected();
            all &= connected;
            answer.withData(watch.access().site(), connected ? "watched" : "not connected");
        }
        return answer.status(all).build();
    }
}
