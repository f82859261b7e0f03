package dev.assent.benchmarks.peers;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** How the raw send reaches Kafka; the driver sets it to what consent-api has. */
@ConfigMapping(prefix = "peers.kafka")
interface KafkaConfig {

    /** Where Kafka is. */
    @WithDefault("localhost:9092")
    String bootstrapServers();

    /** The topic that choices are sent to. */
    @WithDefault("raw")
    String topic();

    /** How long a choice waits for others that travel with it, in milliseconds. */
    @WithDefault("0")
    long lingerMillis();

    /** How many requests are under way to a broker at once. */
    @WithDefault("5")
    int requestsInFlight();

    /** The most that one batch to one partition holds, in bytes. */
    @WithDefault("16384")
    int batchBytes();

    /** The memory for choices that wait for Kafka, in bytes. */
    @WithDefault("33554432")
    long memoryBytes();

    /** How batches are compressed: none, lz4, zstd, snappy or gzip. */
    @WithDefault("none")
    String compression();
}
