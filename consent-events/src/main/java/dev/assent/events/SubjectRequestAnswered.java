package dev.assent.events;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import org.jspecify.annotations.Nullable;

import java.time.Instant;

/**
 * A holder's answer: a reference to a sealed package, never the data.
 *
 * @param eventId UUIDv7
 * @param site the site's id
 * @param recordedAt the server's time, UTC, to the millisecond
 * @param requestId the request that is answered
 * @param holder who answers
 * @param outcome what came of it
 * @param packageReference where the sealed package lies, if there is one
 * @param packageHash SHA-256 of the sealed package, 64 hex digits, if there is one
 * @param keptUntil when the proofs that an erasure kept apart are gone as well; null where it kept none
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record SubjectRequestAnswered(
        String eventId,
        String site,
        Instant recordedAt,
        String requestId,
        String holder,
        Outcome outcome,
        @Nullable String packageReference,
        @Nullable String packageHash,
        @Nullable Instant keptUntil)
        implements SiteEvent {

    /** The type's name on the wire. */
    public static final String TYPE = "assent.subject-request-answered.v1";

    /** An answer that keeps nothing. */
    public SubjectRequestAnswered(
            String eventId,
            String site,
            Instant recordedAt,
            String requestId,
            String holder,
            Outcome outcome,
            @Nullable String packageReference,
            @Nullable String packageHash) {
        this(eventId, site, recordedAt, requestId, holder, outcome, packageReference, packageHash, null);
    }

    /** What came of the request at this holder. */
    public enum Outcome {
        @JsonProperty("done")
        DONE,
        @JsonProperty("nothing-held")
        NOTHING_HELD,
        @JsonProperty("kept-by-law")
        KEPT_BY_LAW,
        @JsonProperty("failed")
        FAILED
    }
}
