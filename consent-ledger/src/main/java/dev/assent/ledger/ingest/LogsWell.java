package dev.assent.ledger.ingest;

import io.smallrye.health.api.Wellness;
import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;

/**
 * Not well while a log is stopped. A question of wellness and not of readiness: the other logs go on, and a restart
 * would mend nothing.
 */
@Wellness
@ApplicationScoped
class LogsWell implements HealthCheck {

    private final StoppedLogs stopped;

    LogsWell(StoppedLogs stopped) {
        this.stopped = stopped;
    }

    @Override
    public HealthCheckResponse call() {
        var reasons = stopped.reasons();
        HealthCheckResponseBuilder answer = HealthCheckResponse.named("logs").status(reasons.isEmpty());
        reasons.forEach((log, reason) -> answer.withData(log.name(), reason));
        return answer.build();
    }
}
