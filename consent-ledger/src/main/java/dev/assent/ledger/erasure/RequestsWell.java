package dev.assent.ledger.erasure;

import dev.assent.ledger.config.LedgerConfig;
import dev.assent.ledger.erasure.LeftRequests.Figures;
import io.smallrye.health.api.Wellness;
import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;

import java.time.Duration;

/** The alarm: people's requests have legal deadlines, and one waits for too long, or was lost. */
@Wellness
@ApplicationScoped
class RequestsWell implements HealthCheck {

    private final RequestFigures figures;
    private final Duration alarmAfter;

    RequestsWell(RequestFigures figures, LedgerConfig config) {
        this.figures = figures;
        this.alarmAfter = config.requests().alarmAfter();
    }

    @Override
    public HealthCheckResponse call() {
        Figures now = figures.newest();
        return HealthCheckResponse.named("requests")
                .status(now.oldest().compareTo(alarmAfter) < 0 && now.lost() == 0)
                .withData("waiting", now.waiting())
                .withData("oldest", now.oldest().toString())
                .withData("lost", now.lost())
                .build();
    }
}
