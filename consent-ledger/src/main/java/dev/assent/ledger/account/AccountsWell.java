package dev.assent.ledger.account;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.health.api.Wellness;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;

import java.util.Collection;
import java.util.Locale;

/** The alarm: not well while some account does not hold, or some log's batches do not add up. */
@Wellness
@ApplicationScoped
class AccountsWell implements HealthCheck {

    private final LossAccount account;
    private final MeterRegistry registry;

    AccountsWell(LossAccount account, MeterRegistry registry) {
        this.account = account;
        this.registry = registry;
    }

    void start(@Observes StartupEvent event) {
        for (State state : State.values()) {
            Gauge.builder("assent.ledger.accounts", account, counted -> counted.count(state))
                    .description("producer runs and logs by how their accounts stand")
                    .tag("state", state.name().toLowerCase(Locale.ROOT))
                    .register(registry);
        }
        Gauge.builder("assent.ledger.offsets.unexplained", account, counted -> counted.totals().values().stream()
                        .mapToLong(totals -> Math.abs(totals.difference()))
                        .sum())
                .description("offsets of all logs that no batch explains, or several do")
                .register(registry);
    }

    @Override
    public HealthCheckResponse call() {
        Collection<LossAccount.Judged> alarms = account.alarms();
        HealthCheckResponseBuilder answer = HealthCheckResponse.named("accounts");
        boolean well = alarms.isEmpty();
        for (LossAccount.Judged one : alarms) {
            answer.withData(
                    one.account().run() + " " + one.account().log().name(),
                    "%s: %d accepted, %d unknown, %d entries and duplicates"
                            .formatted(
                                    one.state().name().toLowerCase(Locale.ROOT),
                                    one.account().accepted(),
                                    one.account().unknown(),
                                    one.counted().sum()));
        }
        for (var log : account.totals().entrySet()) {
            long difference = log.getValue().difference();
            if (difference != 0) {
                well = false;
                answer.withData(log.getKey().name(), difference + " offsets are not explained");
            }
        }
        return answer.status(well).build();
    }
}
