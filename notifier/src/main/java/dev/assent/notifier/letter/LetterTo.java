package dev.assent.notifier.letter;

import dev.assent.events.SitePublished;
import dev.assent.notifier.deadline.Deadline;
import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.UUID;

/**
 * What an acknowledgement says, and to whom.
 *
 * @param site the site's snapshot
 * @param requestId the request
 * @param reference its name for people
 * @param sender the address that it is sent from: the site's DPO's
 * @param recipient who wrote
 * @param language BCP 47 tag of the language in which they wrote
 * @param receivedAt when their mail reached us
 * @param deadline by when they get an answer
 * @param inReplyTo their mail's Message-ID
 * @param references the thread's Message-IDs, theirs last, separated by spaces
 */
public record LetterTo(
        SitePublished site,
        UUID requestId,
        String reference,
        String sender,
        String recipient,
        String language,
        Instant receivedAt,
        Deadline deadline,
        @Nullable String inReplyTo,
        @Nullable String references) {}
