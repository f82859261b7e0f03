package dev.assent.ledger.config;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/** The ledger's settings. */
@ConfigMapping(prefix = "assent.ledger")
public interface LedgerConfig {

    /** The generation of the topic and of its logs. */
    @WithDefault("${assent.generation:1}")
    int generation();

    /** The number of partitions, and so of logs, of the generation; fixed for its life. */
    @WithDefault("${assent.partitions:4}")
    int partitions();

    /** The public address of this service, in front of the receipts' paths. */
    @WithDefault("${assent.ledger-url:http://localhost:8081}")
    String url();

    /** The first part of each log's origin; chosen once, since checkpoints bear it for ever. No spaces, no plus sign. */
    @WithDefault("localhost:8081/assent")
    String origin();

    /** The Ed25519 seed that checkpoints are signed with: 32 bytes, base64. */
    String signingKey();

    /** The keys that wrap data keys. */
    Kek kek();

    /** How records are taken from Kafka. */
    Ingest ingest();

    /** How checkpoints are signed. */
    Checkpoints checkpoints();

    /** The keys that wrap data keys. */
    interface Kek {

        /** The id of the key for new data keys. */
        String current();

        /** Id to key (32 bytes, base64); lower-case letters and digits, so that an environment variable can name it. */
        Map<String, String> keys();
    }

    /** How records are taken from Kafka. */
    interface Ingest {

        /** Whether this replica writes; false for one that only answers. */
        @WithDefault("true")
        boolean enabled();

        /** The consumer group that the replicas share. */
        @WithDefault("consent-ledger")
        String group();

        /** A name that this replica keeps over restarts, so that it gets its logs back at once; no two share one. */
        Optional<String> instanceId();

        /** After how long without a sign of life a replica's logs go to another. */
        @WithDefault("6s")
        Duration sessionTimeout();

        /** The most records in one transaction. */
        @WithDefault("4000")
        int batchSize();

        /** How long a poll waits for records; checkpoints that are due are signed in between. */
        @WithDefault("50ms")
        Duration poll();

        /** How long to wait before a log, or Kafka itself, is tried again after a failure. */
        @WithDefault("1s")
        Duration retryAfter();

        /** How often the topic's id is looked at, to notice a topic that was made anew. */
        @WithDefault("5s")
        Duration topicCheck();

        /**
         * The most successive offsets without a record that are taken for control records (ends of transactions). More
         * stop the log. The topic is never compacted, and a hole at its start always stops the log.
         */
        @WithDefault("4")
        long widestGap();
    }

    /** How checkpoints are signed. */
    interface Checkpoints {

        /** The least time between two checkpoints of a log. */
        @WithDefault("200ms")
        Duration interval();

        /** How long Kafka may take to acknowledge a checkpoint. */
        @WithDefault("5s")
        Duration timeout();
    }
}
