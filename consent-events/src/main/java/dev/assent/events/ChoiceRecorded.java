package dev.assent.events;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.SortedMap;

/**
 * A person's choice, as consent-api took it. It answers for <em>all</em> purposes of its notice version, so the newest
 * choice is the present state (rules C01–C09).
 *
 * @param eventId UUIDv7; UUIDv8 where an Idempotency-Key made it
 * @param site the site's id
 * @param subject the subject in its wire form, see {@link Subject}
 * @param recordedAt the server's time, UTC, to the millisecond (C01)
 * @param occurredAt the client's time if it gave one; never trusted
 * @param clockSkewed whether the client's time lies ahead of the server's
 * @param validUntil when the consent ends by itself (C07)
 * @param noticeVersion the version of the notice that was shown, from 1
 * @param noticeHash SHA-256 of that version's frozen content, 64 hex digits
 * @param noticeSuperseded whether a newer version was already published when the choice arrived
 * @param bannerVersion the version of the client that asked, if one did
 * @param language BCP 47 tag of the language that was shown
 * @param surface where it was asked
 * @param method by which means it was answered
 * @param action what the person did
 * @param sequence the browser's own number of this choice, from 1; null for callers that do not number
 * @param purposes purpose id to answer, for every purpose of the notice version
 * @param salt see {@link LogEvent#salt()}
 * @param producer see {@link LogEvent#producer()}
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ChoiceRecorded(
        String eventId,
        String site,
        String subject,
        Instant recordedAt,
        @Nullable Instant occurredAt,
        boolean clockSkewed,
        Instant validUntil,
        int noticeVersion,
        String noticeHash,
        boolean noticeSuperseded,
        @Nullable String bannerVersion,
        String language,
        Surface surface,
        Method method,
        Action action,
        @Nullable Long sequence,
        SortedMap<String, Answer> purposes,
        String salt,
        ProducerPosition producer)
        implements LogEvent {

    /** The type's name on the wire. */
    public static final String TYPE = "assent.choice-recorded.v1";
}
