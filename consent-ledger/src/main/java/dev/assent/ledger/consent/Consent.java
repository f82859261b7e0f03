package dev.assent.ledger.consent;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.assent.events.Answer;
import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.List;
import java.util.SortedMap;

/**
 * What holds for a subject at a site now.
 *
 * @param site the site's id
 * @param state "none" where nothing was ever chosen, "recorded", or "expired": that of the newest choice (C07)
 * @param choices purpose id to answer; empty where nothing was chosen. What the newest choice says nothing of has the
 *     answer that still holds
 * @param purposes purpose id to how it stands, since when, and under which notice
 * @param noticeVersion the notice under which it was chosen
 * @param noticeHash that notice's hash
 * @param language in which it was shown
 * @param recordedAt when it was chosen, by the server's clock
 * @param validUntil when it ends by itself
 * @param eventId the choice's event
 * @param sequence the browser's own number of it
 * @param receipt the receipt's address
 * @param fromPerson the purposes whose answer is that of the signed-in person to whom the browser is linked; null where
 *     there is none
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Consent(
        String site,
        String state,
        SortedMap<String, Answer> choices,
        SortedMap<String, PurposeState> purposes,
        @Nullable Integer noticeVersion,
        @Nullable String noticeHash,
        @Nullable String language,
        @Nullable Instant recordedAt,
        @Nullable Instant validUntil,
        @Nullable String eventId,
        @Nullable Long sequence,
        @Nullable String receipt,
        @Nullable List<String> fromPerson) {}
