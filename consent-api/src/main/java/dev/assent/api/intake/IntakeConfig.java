package dev.assent.api.intake;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

import java.time.Duration;

/** How choices are handed to Kafka. */
@ConfigMapping(prefix = "assent.intake")
public interface IntakeConfig {

    /**
     * How long Kafka may take to acknowledge a choice before the caller is told that its outcome is unknown. Callers are
     * promised an answer within three seconds.
     */
    @WithDefault("2500ms")
    Duration deliveryTimeout();

    /** How long one request to a broker may take before it is tried again; shorter than the delivery timeout. */
    @WithDefault("1500ms")
    Duration requestTimeout();

    /** How long a choice waits for others that travel with it. */
    @WithDefault("1ms")
    Duration linger();

    /**
     * How many requests may be under way to a broker at once. With one, choices that come meanwhile travel together: the
     * busier the service, the larger its batches, and a quiet one waits for nobody.
     */
    @WithDefault("1")
    int requestsInFlight();

    /** The most that one batch to one partition holds, in bytes. */
    @WithDefault("65536")
    int batchBytes();

    /** The memory for choices that wait for Kafka, in bytes; when it is full, choices are turned away. */
    @WithDefault("33554432")
    long memoryBytes();

    /** How many choices may wait for Kafka; when there are as many, further ones are turned away unread. */
    @WithDefault("8192")
    int inFlight();

    /** When a caller who was turned away should come again. */
    @WithDefault("2s")
    Duration retryAfter();

    /** How often a producer that has broken may be replaced. */
    @WithDefault("1s")
    Duration replaceAfter();

    /** How often the run's account is put on {@code intake.accounts}, when it has changed. */
    @WithDefault("5s")
    Duration accountEvery();
}
