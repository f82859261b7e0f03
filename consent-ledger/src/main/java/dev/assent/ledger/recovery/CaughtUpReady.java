package dev.assent.ledger.recovery;

import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
import org.eclipse.microprofile.health.Readiness;

/** Not ready while a log catches up; one that is stopped answers 503 by itself, and the others go on. */
@Readiness
@ApplicationScoped
class CaughtUpReady implements HealthCheck {

    private final CaughtUp caughtUp;

    CaughtUpReady(CaughtUp caughtUp) {
        this.caughtUp = caughtUp;
    }

    @Override
    public HealthCheckResponse call() {
        var behind = caughtUp.behind();
        HealthCheckResponseBuilder answer =
                HealthCheckResponse.named("caught-up").status(behind.isEmpty() || caughtUp.isStalled());
        behind.forEach(log -> answer.withData(log.name(), "behind"));
        return answer.build();
    }
}
