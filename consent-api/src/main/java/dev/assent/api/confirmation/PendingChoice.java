package dev.assent.api.confirmation;

import dev.assent.events.Answer;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * What a link carries: enough of a pending choice to write down its confirmation, and no address.
 *
 * @param site the site's id
 * @param subject the subject's 32 bytes in their wire form
 * @param subjectKey the version of the key that made the subject
 * @param choiceEventId the pending choice
 * @param noticeVersion the version of the notice that was shown
 * @param answers an answer for each purpose of that version, in the order of their ids
 * @param language BCP 47 tag of the language that was shown
 * @param expiresAt when the link ceases to work, to the second
 */
record PendingChoice(
        String site,
        String subject,
        int subjectKey,
        UUID choiceEventId,
        int noticeVersion,
        List<Answer> answers,
        String language,
        Instant expiresAt) {}
