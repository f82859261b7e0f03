package dev.assent.api.measure;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import jakarta.inject.Singleton;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * Counts and times choices per site. Labels are bounded: a site that is not published counts as {@code unknown}, and
 * those beyond a configured number as {@code other}, so nobody can make labels.
 */
@Singleton
public class SiteMeters {

    private static final String UNKNOWN = "unknown";
    private static final String OTHER = "other";
    private static final Duration[] BUCKETS = {
        Duration.ofMillis(2),
        Duration.ofMillis(5),
        Duration.ofMillis(10),
        Duration.ofMillis(15),
        Duration.ofMillis(25),
        Duration.ofMillis(50),
        Duration.ofMillis(100),
        Duration.ofMillis(250),
        Duration.ofSeconds(1),
        Duration.ofSeconds(3)
    };

    private final MeterRegistry registry;
    private final int most;
    private final Map<String, Meters> bySite = new ConcurrentHashMap<>();
    private final Meters other;
    private final Meters unknown;

    SiteMeters(MeterRegistry registry, MeasureConfig config) {
        this.registry = registry;
        this.most = config.sites();
        this.other = new Meters(registry, OTHER);
        this.unknown = new Meters(registry, UNKNOWN);
    }

    /** A choice that Kafka has acknowledged. */
    public void accepted(String site) {
        of(site).accepted.increment();
    }

    /** An accepted choice that a declared or suspected robot sent. */
    public void automated(String site) {
        of(site).automated.increment();
    }

    /**
     * A choice that was not recorded.
     *
     * @param site the site that was named
     * @param known whether it is published
     * @param reason the last part of the problem's type: one of ours, and no word of the caller's
     */
    public void refused(String site, boolean known, String reason) {
        (known ? of(site) : unknown).refused(reason);
    }

    /** How long a published site's caller waited, from the request's head to the answer's end. */
    public void answered(String site, long nanos) {
        of(site).answered.record(nanos, TimeUnit.NANOSECONDS);
    }

    /** How long Kafka took to acknowledge a choice. */
    public void acknowledged(String site, long nanos) {
        of(site).acknowledged.record(nanos, TimeUnit.NANOSECONDS);
    }

    /** Shows how many choices wait for Kafka. */
    public void inFlight(Supplier<Number> number) {
        Gauge.builder("assent.choices.in.flight", number)
                .description("Choices that wait for Kafka's acknowledgement")
                .register(registry);
    }

    private Meters of(String site) {
        Meters known = bySite.get(site);
        if (known != null) {
            return known;
        }
        return bySite.size() >= most ? other : bySite.computeIfAbsent(site, name -> new Meters(registry, name));
    }

    private static final class Meters {

        private final MeterRegistry registry;
        private final String site;
        private final Counter accepted;
        private final Counter automated;
        private final Timer answered;
        private final Timer acknowledged;
        private final Map<String, Counter> refusedByReason = new ConcurrentHashMap<>();

        Meters(MeterRegistry registry, String site) {
            this.registry = registry;
            this.site = site;
            this.accepted = counter("assent.choices.accepted", "Choices that Kafka acknowledged");
            this.automated = counter("assent.choices.automated", "Accepted choices of declared or suspected robots");
            this.answered = timer("assent.choices.answered", "From a request's head to its answer's end");
            this.acknowledged = timer("assent.choices.acknowledged", "From handing over to Kafka's acknowledgement");
        }

        private void refused(String reason) {
            Counter known = refusedByReason.get(reason);
            if (known == null) {
                known = refusedByReason.computeIfAbsent(reason, slug -> Counter.builder("assent.choices.refused")
                        .description("Choices that were not recorded, by the last part of the problem's type")
                        .tag("site", site)
                        .tag("reason", slug)
                        .register(registry));
            }
            known.increment();
        }

        private Counter counter(String name, String description) {
            return Counter.builder(name)
                    .description(description)
                    .tag("site", site)
                    .register(registry);
        }

        private Timer timer(String name, String description) {
            return Timer.builder(name)
                    .description(description)
                    .tag("site", site)
                    .serviceLevelObjectives(BUCKETS)
                    .register(registry);
        }
    }
}
