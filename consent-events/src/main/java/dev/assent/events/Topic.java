package dev.assent.events;

import org.apache.kafka.common.config.TopicConfig;
import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.Map;

/** The topics, and how each is kept. Nothing creates topics by itself: the operator does, from this table. */
public enum Topic {
    /** Choices and commands; key {@link Subject#recordKey()}; never compacted, never a null value. */
    CONSENT_EVENTS("consent.events", Duration.ofDays(7), true),
    /** {@link SitePublished}, the last of each site; key the site's id. */
    REGISTRY_SITES("registry.sites", null, false),
    /** {@link SubjectRequestIssued}; key the request's id. */
    SUBJECT_REQUESTS("subject.requests", Duration.ofDays(35), false),
    /** {@link SubjectRequestAnswered}; key the request's id. */
    SUBJECT_RESPONSES("subject.responses", Duration.ofDays(35), false),
    /** {@link ConfirmationAsked}; key the site's id. */
    SUBJECT_CONFIRMATIONS("subject.confirmations", Duration.ofHours(24), false),
    /** The last signed checkpoint of each log (a signed note); key {@code {generation}-{log}}. */
    LEDGER_CHECKPOINTS("ledger.checkpoints", null, false),
    /** Counts of 202s and unknown outcomes per partition; key the producer run. */
    INTAKE_ACCOUNTS("intake.accounts", Duration.ofDays(35), false),
    /** What runs out or changed; key the site's id. */
    REGISTRY_ALERTS("registry.alerts", Duration.ofDays(7), false),
    /** Records of {@link #CONSENT_EVENTS} that cannot become an entry, as they came, with the reason in headers. */
    CONSENT_EVENTS_DEAD_LETTERS("consent.events.dead-letters", Duration.ofDays(7), false);

    private final String topicName;
    private final @Nullable Duration retention;
    private final boolean perSubject;

    Topic(String topicName, @Nullable Duration retention, boolean perSubject) {
        this.topicName = topicName;
        this.retention = retention;
        this.perSubject = perSubject;
    }

    /** The topic's name on Kafka. */
    public String topicName() {
        return topicName;
    }

    /**
     * How many partitions to create.
     *
     * @param logs the number of logs of the generation, L
     */
    public int partitions(int logs) {
        return perSubject ? logs : 1;
    }

    /** The topic-level settings that this topic is created with. */
    public Map<String, String> settings() {
        return retention == null
                ? Map.of(TopicConfig.CLEANUP_POLICY_CONFIG, TopicConfig.CLEANUP_POLICY_COMPACT)
                : Map.of(
                        TopicConfig.CLEANUP_POLICY_CONFIG,
                        TopicConfig.CLEANUP_POLICY_DELETE,
                        TopicConfig.RETENTION_MS_CONFIG,
                        Long.toString(retention.toMillis()));
    }
}
