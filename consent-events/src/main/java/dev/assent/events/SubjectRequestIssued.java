package dev.assent.events;

import com.fasterxml.jackson.annotation.JsonProperty;

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
 */
public record SubjectRequestIssued(
        String eventId,
        String site,
        Instant recordedAt,
        String requestId,
        String holder,
        Right right,
        List<Identifier> identifiers,
        Instant answerBy)
        implements SiteEvent {

    /** The type's name on the wire. */
    public static final String TYPE = "assent.subject-request-issued.v1";

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
