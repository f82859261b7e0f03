package dev.assent.ledger.config;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

import java.net.URI;
import java.time.Duration;
import java.time.Period;
import java.util.List;
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

    /**
     * The generations before this one, and the number of partitions of each. Their logs are still asked, and still written
     * where their topic has records.
     */
    Map<Integer, Integer> earlierGenerations();

    /** The public address of this service, in front of the receipts' paths. */
    @WithDefault("${assent.ledger-url:http://localhost:8081}")
    String url();

    /** The public address of vendor-registry, where what had been shown can be looked up. */
    @WithDefault("${assent.registry-url:http://localhost:8082}")
    String registryUrl();

    /** The first part of each log's origin; chosen once, since checkpoints bear it for ever. No spaces, no plus sign. */
    @WithDefault("localhost:8081/assent")
    String origin();

    /** The keys that checkpoints are signed with. */
    Signing signing();

    /** The keys that wrap data keys. */
    Kek kek();

    /** How records are taken from Kafka. */
    Ingest ingest();

    /** Further databases, by a name of lower-case letters and digits. Logs that none of them names are in the default one. */
    Map<String, Database> databases();

    /** How checkpoints are signed. */
    Checkpoints checkpoints();

    /** How producers' accounts are held against the logs. */
    Accounts accounts();

    /** The witnesses that cosign checkpoints, by a name of the operator's. */
    Map<String, Witness> witnesses();

    /** How witnesses are asked. */
    Witnessing witnessing();

    /** A witness (C2SP tlog-witness). */
    interface Witness {

        /** The address in front of {@code /add-checkpoint}, and of what it shows of its logs. */
        URI url();

        /** Its verifier key, of type 4. */
        String key();
    }

    /** How witnesses are asked. */
    interface Witnessing {

        /** The least time between two requests for one log. */
        @WithDefault("1s")
        Duration interval();

        /** How long a witness may take to answer. */
        @WithDefault("3s")
        Duration timeout();
    }

    /** How people's requests are taken. */
    Requests requests();

    /** For how long what is kept is kept. */
    Retention retention();

    /** The keys that wrap data keys. */
    interface Kek {

        /** The id of the key for new data keys. */
        String current();

        /** Id to key (32 bytes, base64); lower-case letters and digits, so that an environment variable can name it. */
        Map<String, String> keys();

        /** How keys under another key than the current one are wrapped anew. */
        Rewrap rewrap();
    }

    /** How keys under another key than the current one are wrapped anew. */
    interface Rewrap {

        /** Whether this replica does so; of several that do, one is at work at a time. */
        @WithDefault("true")
        boolean enabled();

        /** The most keys in one transaction. */
        @WithDefault("500")
        int batch();

        /** How long to wait between two transactions, so that choices go first. */
        @WithDefault("100ms")
        Duration pause();

        /** How often to look whether there is anything to do. */
        @WithDefault("1m")
        Duration interval();
    }

    /** A database beside the default one. It has the same roles as that. */
    interface Database {

        /** Where it is. */
        String jdbcUrl();

        /** The service's role there. */
        @WithDefault("${quarkus.datasource.username}")
        String username();

        /** Its password. */
        @WithDefault("${quarkus.datasource.password:}")
        Optional<String> password();

        /** The role that migrates there. */
        @WithDefault("${quarkus.flyway.username}")
        String migratorUsername();

        /** Its password. */
        @WithDefault("${quarkus.flyway.password:}")
        Optional<String> migratorPassword();

        /** The logs that live there: {@code 1-7}, {@code 1-0..31}, several with commas between. */
        List<String> logs();

        /** The most connections of this replica. */
        @WithDefault("20")
        int maxSize();
    }

    /** The keys that checkpoints are signed with. */
    interface Signing {

        /**
         * The id of the key that every log shall be signed with. A log that is signed with another is given this one, by
         * an entry that both keys sign.
         */
        String current();

        /**
         * Id to Ed25519 seed (32 bytes, base64); lower-case letters and digits, so that an environment variable can name
         * it. An old key must stay until every log shows its rotation.
         */
        Map<String, String> keys();

        /** The id of the key that logs began with, for a database that is filled anew from Kafka; else the current one. */
        Optional<String> first();
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

        /**
         * How long the first record of a transaction waits for more. A transaction costs about as much as a hundred
         * records, and no receipt is there before the next checkpoint anyhow.
         */
        @WithDefault("50ms")
        Duration gather();

        /** The most transactions at once in each database, one for a log. */
        @WithDefault("8")
        int writers();

        /**
         * How much memory fetched records may take; more are fetched once the databases have taken some. What waits
         * costs the collector, too, which copies it again and again.
         */
        @WithDefault("8M")
        MemorySize buffer();

        /** How long a replica that gives a log away waits for the transaction that is under way. */
        @WithDefault("2s")
        Duration handover();

        /** How long a poll waits for records; checkpoints that are due are signed in between. */
        @WithDefault("50ms")
        Duration poll();

        /** How long to wait before a log, or Kafka itself, is tried again after a failure. */
        @WithDefault("1s")
        Duration retryAfter();

        /**
         * How long a log may fail, be opened again and fail before a person must look. Half as long without a failure
         * ends it.
         */
        @WithDefault("1m")
        Duration alarmAfter();

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

    /** How people's requests are taken. */
    interface Requests {

        /** Whether this replica takes requests from {@code subject.requests}. */
        @WithDefault("true")
        boolean enabled();

        /** The consumer group that the replicas share; one of them takes requests at a time. */
        @WithDefault("consent-ledger-requests")
        String group();

        /** How long a poll waits for requests; what was carried out is answered in between. */
        @WithDefault("500ms")
        Duration poll();

        /** How long to wait before Kafka or the database is tried again after a failure. */
        @WithDefault("1s")
        Duration retryAfter();

        /** How often requests that could not be taken are tried again. */
        @WithDefault("5s")
        Duration againAfter();

        /** How long a request may wait before a person must look. */
        @WithDefault("1h")
        Duration alarmAfter();

        /** For how long an answer to a request for access can be fetched. */
        @WithDefault("30d")
        Duration packageLifetime();
    }

    /** For how long what is kept is kept. */
    interface Retention {

        /** Whether this replica looks for what has had its time. */
        @WithDefault("true")
        boolean enabled();

        /** How often it looks for kept proofs and packages, and goes on with keys while there are any. */
        @WithDefault("1m")
        Duration interval();

        /** How often it looks for keys of quarters whose time is over. */
        @WithDefault("6h")
        Duration keysInterval();

        /** The most keys of a log and site that one order ends; at most 1,000. */
        @WithDefault("500")
        int batch();

        /** How long choices are kept after their validity, for a site that publishes no evidence period. */
        @WithDefault("P3Y")
        Period period();

        /** The longest that a choice can be valid. */
        @WithDefault("P13M")
        Period longestValidity();
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

    /** How producers' accounts are held against the logs. */
    interface Accounts {

        /** How often. */
        @WithDefault("2s")
        Duration every();

        /** After so long without an account a producer run counts as ended, or as one that accounts for nothing. */
        @WithDefault("1h")
        Duration silence();
    }
}
