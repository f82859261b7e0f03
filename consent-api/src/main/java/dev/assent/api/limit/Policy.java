package dev.assent.api.limit;

import io.github.bucket4j.Bandwidth;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;
import io.github.bucket4j.TimeMeter;

import java.time.Duration;

/** A quota that comes back evenly over its window: one bucket for each network or site. */
final class Policy {

    private static final long NANOS = Duration.ofSeconds(1).toNanos();

    private final String item;
    private final Bandwidth bandwidth;
    private final TimeMeter time;

    Policy(String name, long quota, Duration window, TimeMeter time) {
        if (quota < 1 || window.toSeconds() < 1) {
            throw new IllegalArgumentException(
                    "assent.limits.%s needs a quota above 0 and a window of a second or more".formatted(name));
        }
        this.item = "\"%s\";q=%d;w=%d".formatted(name, quota, window.toSeconds());
        this.bandwidth = Bandwidth.builder()
                .capacity(quota)
                .refillGreedy(quota, Duration.ofSeconds(window.toSeconds()))
                .build();
        this.time = time;
    }

    /** As {@code RateLimit-Policy} writes it. */
    String item() {
        return item;
    }

    Bucket bucket() {
        return Bucket.builder()
                .addLimit(bandwidth)
                .withCustomTimePrecision(time)
                .build();
    }

    static Verdict take(Bucket bucket) {
        ConsumptionProbe probe = bucket.tryConsumeAndReturnRemaining(1);
        return probe.isConsumed()
                ? new Verdict(true, probe.getRemainingTokens(), seconds(probe.getNanosToWaitForReset()))
                : new Verdict(false, 0, Math.max(1, seconds(probe.getNanosToWaitForRefill())));
    }

    private static long seconds(long nanos) {
        return (nanos + NANOS - 1) / NANOS;
    }
}
