package dev.assent.ledger.erasure;

import dev.assent.ledger.erasure.LeftRequests.Figures;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

/** How people's requests stood when they were last looked at. */
@ApplicationScoped
class RequestFigures {

    private final MeterRegistry registry;
    private volatile Figures newest = Figures.NONE;

    RequestFigures(MeterRegistry registry) {
        this.registry = registry;
    }

    void start(@Observes StartupEvent event) {
        Gauge.builder("assent.ledger.requests.waiting", this, figures -> figures.newest.waiting())
                .description("people's requests that wait to be taken or carried out")
                .register(registry);
        Gauge.builder("assent.ledger.requests.oldest", this, figures -> figures.newest
                        .oldest()
                        .toSeconds())
                .description("for how long the oldest of them has waited")
                .baseUnit("seconds")
                .register(registry);
        Gauge.builder("assent.ledger.requests.lost", this, figures -> figures.newest.lost())
                .description("gaps of the requests' topic that nobody has looked into")
                .register(registry);
    }

    void note(Figures now) {
        newest = now;
    }

    Figures newest() {
        return newest;
    }
}
