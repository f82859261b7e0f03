package dev.assent.api.choice;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Counts choices per site. A site that does not exist counts as {@code unknown}, so nobody can make labels. */
@ApplicationScoped
class ChoiceCounters {

    private static final String UNKNOWN = "unknown";

    private final MeterRegistry registry;
    private final Map<String, Counter> accepted = new ConcurrentHashMap<>();

    ChoiceCounters(MeterRegistry registry) {
        this.registry = registry;
    }

    void accepted(String site) {
        accepted.computeIfAbsent(site, this::acceptedCounter).increment();
    }

    void refused(String site, boolean known, String reason) {
        Counter.builder("assent.choices.refused")
                .description("Choices that were not recorded, by the last part of the problem's type")
                .tag("site", known ? site : UNKNOWN)
                .tag("reason", reason)
                .register(registry)
                .increment();
    }

    private Counter acceptedCounter(String site) {
        return Counter.builder("assent.choices.accepted")
                .description("Choices that Kafka acknowledged")
                .tag("site", site)
                .register(registry);
    }
}
