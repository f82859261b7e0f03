package dev.assent.events;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.List;
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
 * @param vendors vendor id to answer, for every vendor of the notice version; null where the site offers none to choose
 * @param circumstances what else the request told; null for records before 0.2.0
 * @param subjectKey the version of the site's key that made the subject; null for a browser's, which needs no key
 * @param confirms the event id of the pending choice that this one confirms (double opt-in)
 * @param imported where the choice was kept before; null for one that was made here
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
        @Nullable SortedMap<String, Answer> vendors,
        @Nullable Circumstances circumstances,
        @Nullable Integer subjectKey,
        @Nullable String confirms,
        @Nullable Imported imported,
        String salt,
        ProducerPosition producer)
        implements LogEvent {

    /** The type's name on the wire. */
    public static final String TYPE = "assent.choice-recorded.v1";

    /**
     * What the request told besides the choice. The address that it came from is not among it.
     *
     * @param jurisdiction whose rules applied: ISO 3166-1 alpha-2, {@code EU}, or ISO 3166-2; null where the site names none
     * @param gpc the Global Privacy Control signal; null where there was none (C06)
     * @param agent the family of the user agent, such as {@code firefox}; null where there was none
     * @param automated whether a declared or suspected bot sent it: kept, and left out of statistics
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Circumstances(
            @Nullable String jurisdiction,
            @Nullable GpcSignal gpc,
            @Nullable String agent,
            boolean automated) {}

    /**
     * A Global Privacy Control signal ({@code Sec-GPC: 1}, W3C).
     *
     * @param honoured whether the site denies sale, sharing and marketing because of it
     * @param overridden the purposes that the person granted although the signal denies them: the conflict (C06)
     */
    public record GpcSignal(boolean honoured, List<String> overridden) {}

    /**
     * Where an imported choice comes from. It never takes the place of a choice that was made here.
     *
     * @param source the tool that kept it, as the importer names it
     * @param recordedAt when that tool says that it was made; nobody here can vouch for it
     * @param notice which notice it says was shown, in that tool's words
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Imported(
            String source, Instant recordedAt, @Nullable String notice) {}
}
