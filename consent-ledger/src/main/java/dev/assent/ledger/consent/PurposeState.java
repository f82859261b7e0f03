package dev.assent.ledger.consent;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.assent.events.Answer;
import org.jspecify.annotations.Nullable;

import java.time.Instant;

/**
 * How one purpose stands.
 *
 * @param state what holds
 * @param since since when: the first of the choices that said the same without a break; the end of the validity where it
 *     is expired; null where nobody has answered
 * @param noticeVersion the notice of the newest choice that said so
 * @param noticeHash that notice's hash
 * @param validUntil when it ends by itself, or ended; null where nobody has answered
 * @param eventId the event of the newest choice that said so; null where the answer is that of a linked person
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record PurposeState(
        State state,
        @Nullable Instant since,
        int noticeVersion,
        String noticeHash,
        @Nullable Instant validUntil,
        @Nullable String eventId) {

    /** What holds for a purpose. */
    public enum State {
        /** Agreed to, and still valid. */
        @JsonProperty("granted")
        GRANTED,
        /** Refused or withdrawn. */
        @JsonProperty("denied")
        DENIED,
        /** Answered, but the validity is over (C07): to be asked again. */
        @JsonProperty("expired")
        EXPIRED,
        /** Offered by some notice, and never answered. */
        @JsonProperty("never-asked")
        NEVER_ASKED,
        /** Waits for a confirmation. */
        @JsonProperty("pending")
        PENDING,
        /** Needs no consent. */
        @JsonProperty("exempt")
        EXEMPT;

        static State of(Answer answer) {
            return switch (answer) {
                case GRANTED -> GRANTED;
                case DENIED -> DENIED;
                case NEVER_ASKED -> NEVER_ASKED;
                case PENDING -> PENDING;
                case EXEMPT -> EXEMPT;
            };
        }
    }

    /** The same as a linked person's: without the event, which is not the browser's to see. */
    PurposeState ofPerson() {
        return new PurposeState(state, since, noticeVersion, noticeHash, validUntil, null);
    }
}
