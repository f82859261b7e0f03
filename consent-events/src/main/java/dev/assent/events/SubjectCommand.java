package dev.assent.events;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.time.Period;
import java.util.List;

/**
 * An order about one subject's records that the ledger puts into that subject's own partition, so that the log's one
 * writer carries it out and the log shows that it was (GDPR Art. 17, 18, 5(1)(e)).
 *
 * @param eventId UUIDv7
 * @param site the site's id
 * @param subject the subject in its wire form, see {@link Subject}
 * @param recordedAt the server's time, UTC, to the millisecond
 * @param command what to do
 * @param requestId the data-subject request behind it; null for retention that runs by itself
 * @param evidencePeriod of an erasure: how long the proof of past grants stays in restricted storage after each ended;
 *     null where nothing is kept. It stands here, and not in a setting, so that replaying the log keeps the same
 * @param lifted of a restriction: true where it ends; null where it begins
 * @param keys of an expiry: the numbers of the log's data keys whose retention is over; null where it is about none
 * @param erasure of an expiry: the index of the erasure whose kept proofs have had their time; null where it is about none
 * @param shredded of an expiry: what an erasure before it shredded, whose own entry went with it; null where it says nothing
 *     of one
 * @param salt see {@link LogEvent#salt()}
 * @param producer see {@link LogEvent#producer()}
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record SubjectCommand(
        String eventId,
        String site,
        String subject,
        Instant recordedAt,
        Command command,
        @Nullable String requestId,
        @Nullable Period evidencePeriod,
        @Nullable Boolean lifted,
        @Nullable List<Long> keys,
        @Nullable Long erasure,
        @Nullable Shredded shredded,
        String salt,
        ProducerPosition producer)
        implements LogEvent {

    /** The type's name on the wire. */
    public static final String TYPE = "assent.subject-command.v1";

    /** The most keys that one expiry names. */
    public static final int MOST_KEYS = 1000;

    /** An order that needs no more than its name. */
    public SubjectCommand(
            String eventId,
            String site,
            String subject,
            Instant recordedAt,
            Command command,
            @Nullable String requestId,
            String salt,
            ProducerPosition producer) {
        this(eventId, site, subject, recordedAt, command, requestId, null, null, null, null, null, salt, producer);
    }

    /**
     * What an erasure shredded, for those who check it later.
     *
     * @param erasure the index of its entry
     * @param keys the numbers of the data keys, in order
     * @param proofs how many proofs it keeps apart, its own order among them; 0 where none
     */
    public record Shredded(long erasure, List<Long> keys, int proofs) {}

    /** What the ledger is to do with the subject's records. */
    public enum Command {
        /** Shred the keys (GDPR Art. 17). */
        @JsonProperty("erase")
        ERASE,
        /** Keep, but use for nothing else until that is lifted (GDPR Art. 18). */
        @JsonProperty("restrict")
        RESTRICT,
        /** The time of data keys, or of the proofs that an erasure kept, has run out. */
        @JsonProperty("expire")
        EXPIRE
    }
}
