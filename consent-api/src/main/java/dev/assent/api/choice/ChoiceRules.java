package dev.assent.api.choice;

import dev.assent.api.choice.ChoiceRequest.Given;
import dev.assent.api.intake.ProducerRun;
import dev.assent.api.site.NoticeVersion;
import dev.assent.api.site.PublishedSite;
import dev.assent.events.Action;
import dev.assent.events.Answer;
import dev.assent.events.ChoiceRecorded;
import dev.assent.events.Subject;
import dev.assent.foundation.id.EventIds;
import jakarta.enterprise.context.ApplicationScoped;
import org.jspecify.annotations.Nullable;

import java.security.SecureRandom;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** Makes the event of a request, or says which of the rules C01 to C09 it breaks. */
@ApplicationScoped
class ChoiceRules {

    /** How far a client's clock may lie ahead before its choice is refused (C01). */
    private static final Duration MOST_SKEW = Duration.ofHours(24);

    private static final int SALT_BYTES = 32;
    private static final long MOST_EXACT_IN_JSON = 9_007_199_254_740_991L;
    private static final Pattern LANGUAGE = Pattern.compile("[A-Za-z]{2,3}(?:-[A-Za-z0-9]{1,8}){0,4}");
    private static final Pattern VERSION = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._+-]{0,63}");
    private static final Pattern UTC = Pattern.compile("\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:\\d{2}(?:\\.\\d{1,9})?Z");

    private final Clock clock;
    private final ProducerRun run;
    private final SecureRandom random = new SecureRandom();

    ChoiceRules(Clock clock, ProducerRun run) {
        this.clock = clock;
        this.run = run;
    }

    ChoiceRecorded record(PublishedSite site, ChoiceRequest request) {
        Subject subject = subject(site, request.subjectSecret());
        NoticeVersion notice = notice(site, request.noticeVersion());
        SortedMap<String, Answer> answers = answers(notice, request);
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        Instant occurredAt = occurredAt(request.occurredAt(), now);
        return new ChoiceRecorded(
                EventIds.next(clock).toString(),
                site.id(),
                subject.value(),
                now,
                occurredAt,
                occurredAt != null && occurredAt.isAfter(now),
                now.atZone(ZoneOffset.UTC).plus(notice.validity()).toInstant(),
                notice.number(),
                notice.hash(),
                notice.superseded(),
                bannerVersion(request.bannerVersion()),
                language(request.language()),
                needed(request.surface(), "surface"),
                needed(request.method(), "method"),
                action(request),
                sequence(request.sequence()),
                answers,
                null,
                null,
                null,
                null,
                null,
                salt(),
                run.next());
    }

    private static Subject subject(PublishedSite site, @Nullable String secret) {
        if (!Subject.isSecret(needed(secret, "subjectSecret"))) {
            throw ChoiceProblems.invalid(
                    "subjectSecret",
                    "It is at least 128 random bits, as 32 to 128 hex digits or 22 to 128 base64url characters.");
        }
        return Subject.ofSecret(site.id(), needed(secret, "subjectSecret"));
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

    private static SortedMap<String, Answer> answers(NoticeVersion notice, ChoiceRequest request) {
        Map<String, Given> choices = request.choices();
        if ((choices == null) == (request.action() == null)) {
            throw ChoiceProblems.invalid("choices", "Send either choices or action, and not both.");
        }
        if (choices == null) {
            return switch (needed(request.action(), "action")) {
                case ACCEPT_ALL -> notice.granted();
                case REFUSE_ALL, WITHDRAW_ALL -> notice.denied();
            };
        }
        if (choices.isEmpty()) {
            throw ChoiceProblems.invalid("choices", "Answer at least one purpose.");
        }
        SortedMap<String, Answer> answers = new TreeMap<>(notice.neverAsked());
        choices.forEach((purpose, given) -> answers.put(purpose, answer(notice, purpose, given)));
        return answers;
    }

    private static Answer answer(NoticeVersion notice, String purpose, @Nullable Given given) {
        Answer unanswered = notice.neverAsked().get(purpose);
        if (unanswered == null) {
            throw ChoiceProblems.unknownPurpose(purpose);
        }
        if (unanswered == Answer.EXEMPT) {
            throw ChoiceProblems.exemptPurpose(purpose);
        }
        return switch (needed(given, "choices." + purpose)) {
            case GRANTED -> Answer.GRANTED;
            case DENIED -> Answer.DENIED;
        };
    }

    private static Action action(ChoiceRequest request) {
        return switch (request.action()) {
            case null -> Action.CUSTOM;
            case ACCEPT_ALL -> Action.ACCEPT_ALL;
            case REFUSE_ALL -> Action.REFUSE_ALL;
            case WITHDRAW_ALL -> Action.WITHDRAW_ALL;
        };
    }

    private static @Nullable Instant occurredAt(@Nullable String text, Instant now) {
        if (text == null) {
            return null;
        }
        Instant occurredAt = null;
        if (UTC.matcher(text).matches()) {
            try {
                occurredAt = Instant.parse(text);
            } catch (DateTimeException e) {
                // Digits that no calendar has: refused below.
            }
        }
        if (occurredAt == null) {
            throw ChoiceProblems.invalid("occurredAt", "It is a time in UTC, such as 2026-11-22T17:00:00Z.");
        }
        if (occurredAt.isAfter(now.plus(MOST_SKEW))) {
            throw ChoiceProblems.aheadOfTime();
        }
        return occurredAt;
    }

    private static String language(@Nullable String tag) {
        if (!LANGUAGE.matcher(needed(tag, "language")).matches()) {
            throw ChoiceProblems.invalid("language", "It is a BCP 47 tag, such as fr or nb-NO.");
        }
        return needed(tag, "language");
    }

    private static @Nullable String bannerVersion(@Nullable String version) {
        if (version != null && !VERSION.matcher(version).matches()) {
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

    private String salt() {
        byte[] salt = new byte[SALT_BYTES];
        random.nextBytes(salt);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(salt);
    }

    private static <T> T needed(@Nullable T value, String member) {
        if (value == null) {
            throw ChoiceProblems.missing(member);
        }
        return value;
    }
}
