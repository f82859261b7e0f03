package dev.assent.events;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import org.jspecify.annotations.Nullable;

import java.time.Instant;

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
        String salt,
        ProducerPosition producer)
        implements LogEvent {

    /** The type's name on the wire. */
    public static final String TYPE = "assent.subject-command.v1";

    /** What the ledger is to do with the subject's records. */
    public enum Command {
        /** Shred the keys (GDPR Art. 17). */
        @JsonProperty("erase")
        ERASE,
        /** Keep, but use for nothing else (GDPR Art. 18). */
        @JsonProperty("restrict")
        RESTRICT,
        /** The retention period has run out. */
        @JsonProperty("expire")
        EXPIRE
    }
}
