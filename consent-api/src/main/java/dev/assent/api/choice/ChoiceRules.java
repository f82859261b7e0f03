package dev.assent.api.choice;

import dev.assent.api.client.Caller;
import dev.assent.api.identity.Identity;
import dev.assent.api.intake.ProducerRun;
import dev.assent.api.site.NoticeVersion;
import dev.assent.api.site.PublishedSite;
import dev.assent.events.ChoiceRecorded;
import dev.assent.events.ChoiceRecorded.Circumstances;
import dev.assent.events.Method;
import dev.assent.events.Surface;
import jakarta.inject.Singleton;
import org.jspecify.annotations.Nullable;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;

/** Makes the event of a request, or says which of the rules C01 to C09 it breaks. */
@Singleton
class ChoiceRules {

    private static final long MOST_EXACT_IN_JSON = 9_007_199_254_740_991L;

    private final Clock clock;
    private final ProducerRun run;

    ChoiceRules(Clock clock, ProducerRun run) {
        this.clock = clock;
        this.run = run;
    }

    ChoiceRecorded record(PublishedSite site, Who who, ChoiceRequest request, Caller caller, Identity identity) {
        NoticeVersion notice = notice(site, request.noticeVersion());
        Surface surface = needed(request.surface(), "surface");
        Method method = needed(request.method(), "method");
        Answers answers;
        if (method == Method.SIGNAL) {
            Gpc.checkAlone(site, notice, request, caller.gpc());
            answers = Answers.none(notice);
        } else {
            answers = Answers.of(notice, who, surface, request);
        }
        Gpc gpc = Gpc.of(site, notice, surface, answers.purposes(), caller.gpc());
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        Instant occurredAt = ClientTime.of(request.occurredAt(), now);
        return new ChoiceRecorded(
                identity.eventId(),
                site.id(),
                who.subject().value(),
                now,
                occurredAt,
                occurredAt != null && occurredAt.isAfter(now),
                now.atZone(ZoneOffset.UTC).plus(notice.validity()).toInstant(),
                notice.number(),
                notice.hash(),
                notice.superseded(),
                bannerVersion(request.bannerVersion()),
                language(request.language()),
                surface,
                method,
                answers.action(),
                sequence(request.sequence()),
                gpc.purposes(),
                answers.vendors(),
                new Circumstances(
                        site.jurisdiction(caller.country()),
                        gpc.signal(),
                        caller.agent() == null ? null : caller.agent().family(),
                        caller.automated()),
                who.key(),
                null,
                null,
                identity.salt(),
                run.next());
    }

    private static NoticeVersion notice(PublishedSite site, @Nullable Integer number) {
        int version = needed(number, "noticeVersion");
        if (version < 1) {
            throw ChoiceProblems.invalid("noticeVersion", "Versions count from 1.");
        }
        return site.version(version)
                .orElseThrow(() -> version > site.newestVersion()
                        ? ChoiceProblems.versionNotKnownYet()
                        : ChoiceProblems.unknownVersion());
    }

    private static String language(@Nullable String tag) {
        if (!Syntax.isLanguage(needed(tag, "language"))) {
            throw ChoiceProblems.invalid("language", "It is a BCP 47 tag, such as fr or nb-NO.");
        }
        return needed(tag, "language");
    }

    /** Null for banners that were built before they stated it, and for callers that are none. */
    private static @Nullable String bannerVersion(@Nullable String version) {
        if (version != null && !Syntax.isVersion(version)) {
            throw ChoiceProblems.invalid("bannerVersion", "It is a version, such as 1.4.0, of 64 characters at most.");
        }
        return version;
    }

    private static @Nullable Long sequence(@Nullable Long sequence) {
        if (sequence != null && (sequence < 1 || sequence > MOST_EXACT_IN_JSON)) {
            throw ChoiceProblems.invalid("sequence", "A browser numbers its choices from 1.");
        }
        return sequence;
    }

    private static <T> T needed(@Nullable T value, String member) {
        if (value == null) {
            throw ChoiceProblems.missing(member);
        }
        return value;
    }
}
