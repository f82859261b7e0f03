package dev.assent.events;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.List;

/**
 * A data-subject request, sent to one holder of personal data for its answer (GDPR Art. 12(3), 15–21).
 *
 * @param eventId UUIDv7
 * @param site the site's id
 * @param recordedAt the server's time, UTC, to the millisecond
 * @param requestId the request
 * @param holder who is asked, for example {@code consent-ledger}
 * @param right which right is exercised
 * @param identifiers what the person has proven to be theirs
 * @param answerBy when the holder's answer is needed
 * @param decision what the data protection officer decided of an erasure; null leaves it to the holder's rule
 * @param reason why, in words that name nobody; null where nothing was decided
 * @param lifted of a restriction: true where it ends; null where it begins
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record SubjectRequestIssued(
        String eventId,
        String site,
        Instant recordedAt,
        String requestId,
        String holder,
        Right right,
        List<Identifier> identifiers,
        Instant answerBy,
        @Nullable Decision decision,
        @Nullable String reason,
        @Nullable Boolean lifted)
        implements SiteEvent {

    /** The type's name on the wire. */
    public static final String TYPE = "assent.subject-request-issued.v1";

    /** A request about which nothing was decided. */
    public SubjectRequestIssued(
            String eventId,
            String site,
            Instant recordedAt,
            String requestId,
            String holder,
            Right right,
            List<Identifier> identifiers,
            Instant answerBy) {
        this(eventId, site, recordedAt, requestId, holder, right, identifiers, answerBy, null, null, null);
    }

    /** How far an erasure goes. */
    public enum Decision {
        /** The proof of past grants is kept apart until the site's evidence period ends (GDPR Art. 17(3)(e)). */
        @JsonProperty("keep-proofs")
        KEEP_PROOFS,
        /** Nothing is kept. */
        @JsonProperty("erase-all")
        ERASE_ALL
    }

    /** The right that is exercised. */
    public enum Right {
        /** GDPR Art. 15. */
        @JsonProperty("access")
        ACCESS,
        /** GDPR Art. 16. */
        @JsonProperty("rectification")
        RECTIFICATION,
        /** GDPR Art. 17. */
        @JsonProperty("erasure")
        ERASURE,
        /** GDPR Art. 18. */
        @JsonProperty("restriction")
        RESTRICTION,
        /** GDPR Art. 20. */
        @JsonProperty("portability")
        PORTABILITY,
        /** GDPR Art. 21. */
        @JsonProperty("objection")
        OBJECTION
    }

    /**
     * One proven identifier.
     *
     * @param kind {@code subject} for the platform's own, or a kind that the holder declared
     * @param value the identifier in that kind's form; never a clear e-mail address
     */
    public record Identifier(String kind, String value) {}
}
