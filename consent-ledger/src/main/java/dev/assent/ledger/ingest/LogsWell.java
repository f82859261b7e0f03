package dev.assent.ledger.ingest;

import dev.assent.ledger.log.LogId;
import io.smallrye.health.api.Wellness;
import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;

import java.time.Instant;
import java.util.Map;

/**
 * Not well while a log is stopped, or fails again and again. A question of wellness and not of readiness: the other logs go on, and a restart
 * would mend nothing.
 */
@Wellness
@ApplicationScoped
class LogsWell implements HealthCheck {

    private final StoppedLogs stopped;
    private final FailingLogs failing;

    LogsWell(StoppedLogs stopped, FailingLogs failing) {
        this.stopped = stopped;
        this.failing = failing;
    }

    @Override
    public HealthCheckResponse call() {
        Map<LogId, String> reasons = stopped.reasons();
        Map<LogId, Instant> alarms = failing.alarms();
        HealthCheckResponseBuilder answer =
                HealthCheckResponse.named("logs").status(reasons.isEmpty() && alarms.isEmpty());
        alarms.forEach((log, since) -> answer.withData(
                log.name(), "fails since %s each time that it is opened; the service's log says how".formatted(since)));
        reasons.forEach((log, reason) -> answer.withData(log.name(), reason));
        return answer.build();
    }
}
