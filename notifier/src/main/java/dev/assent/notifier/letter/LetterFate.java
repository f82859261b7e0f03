package dev.assent.notifier.letter;

import java.time.Instant;
import java.util.UUID;

/**
 * A CDI event: how a letter fared. Fired in the transaction that keeps it.
 *
 * @param letterId the letter
 * @param requestId the request that it belongs to
 * @param site the request's site
 * @param outcome what happened
 * @param at when
 */
public record LetterFate(UUID letterId, UUID requestId, String site, Outcome outcome, Instant at) {

    /** What can happen to a letter. */
    public enum Outcome {
        /** The mail server took it. */
        SENT,
        /** No mail server took it for so long that nobody tries any more. */
        GIVEN_UP
    }
}
