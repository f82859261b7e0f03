package dev.assent.api.importing;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.assent.api.identity.IdempotencyKey;
import dev.assent.api.identity.Identities;
import dev.assent.api.identity.Identity;
import dev.assent.api.intake.ProducerRun;
import dev.assent.api.site.NoticeVersion;
import dev.assent.api.subject.People;
import dev.assent.api.subject.SubjectKeys;
import dev.assent.events.Action;
import dev.assent.events.Answer;
import dev.assent.events.ChoiceRecorded;
import dev.assent.events.ChoiceRecorded.Imported;
import dev.assent.events.MailAddress;
import dev.assent.events.Method;
import dev.assent.events.Subject;
import dev.assent.events.Surface;
import dev.assent.foundation.problem.Problem;
import jakarta.enterprise.context.ApplicationScoped;
import org.jspecify.annotations.Nullable;

import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** Makes the event of a line, or says why it cannot be taken. */
@ApplicationScoped
class ImportedChoices {

    /** Before the web asked anybody: a time that a tool made up. */
    private static final Instant EARLIEST = Instant.parse("1995-01-01T00:00:00Z");

    private static final int LONGEST_LABEL = 200;
    private static final JsonMapper JSON = new JsonMapper();

    private final Clock clock;
    private final ProducerRun run;
    private final Identities identities;
    private final SubjectKeys keys;
    private final People people;

    /** A subject and the version of the site's key that made it. */
    private record Whose(Subject subject, @Nullable Integer key) {}

    ImportedChoices(Clock clock, ProducerRun run, Identities identities, SubjectKeys keys, People people) {
        this.clock = clock;
        this.run = run;
        this.identities = identities;
        this.keys = keys;
        this.people = people;
    }

    /**
     * The event of a line. The same line of the same source gives the same event id and salt, whoever imports it and
     * however often; so a repeated import adds nothing to the log.
     */
    ChoiceRecorded of(Mapping mapping, Row row) throws Refusal {
        Whose whose = whose(mapping.site().id(), row);
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        Instant originally = originally(row.recordedAt(), now);
        String language = language(row.language() == null ? mapping.language() : row.language());
        String label = label(row.notice());
        SortedMap<String, Answer> answers = answers(mapping, row);
        NoticeVersion notice = mapping.notice();
        Identity identity = identities.of(
                whose.subject(),
                // With a space, which no caller's own key has.
                new IdempotencyKey("import " + mapping.source()),
                content(notice, originally, language, label, answers));
        return new ChoiceRecorded(
                identity.eventId(),
                mapping.site().id(),
                whose.subject().value(),
                now,
                null,
                false,
                originally.atZone(ZoneOffset.UTC).plus(notice.validity()).toInstant(),
                notice.number(),
                notice.hash(),
                notice.superseded(),
                null,
                language,
                Surface.API,
                Method.API,
                Action.CUSTOM,
                null,
                answers,
                notice.vendors(Answer.NEVER_ASKED),
                null,
                whose.key(),
                null,
                new Imported(mapping.source(), originally, label),
                identity.salt(),
                run.next());
    }

    private Whose whose(String site, Row row) throws Refusal {
        int named = (row.subjectSecret() == null ? 0 : 1)
                + (row.person() == null ? 0 : 1)
                + (row.address() == null ? 0 : 1);
        if (named != 1) {
            throw new Refusal("whose-choice", "subjectSecret", "State one of subjectSecret, person and address.");
        }
        if (row.subjectSecret() != null) {
            if (!Subject.isSecret(row.subjectSecret())) {
                throw new Refusal("invalid-subject", "subjectSecret", "It is at least 128 random bits.");
            }
            return new Whose(Subject.ofSecret(site, row.subjectSecret()), null);
        }
        if (row.person() != null) {
            if (!People.isId(row.person())) {
                throw new Refusal("invalid-subject", "person", "It is the site's own id, of 1 to 200 characters.");
            }
            return new Whose(people.subject(site, row.person()), people.keyVersion());
        }
        MailAddress address = MailAddress.of(String.valueOf(row.address()))
                .orElseThrow(() -> new Refusal("invalid-subject", "address", "It is an e-mail address."));
        return new Whose(
                Subject.ofAddress(site, keys.current().ofSite(site), address),
                keys.current().version());
    }

    private static Instant originally(@Nullable String text, Instant now) throws Refusal {
        Instant originally;
        try {
            originally = OffsetDateTime.parse(String.valueOf(text)).toInstant();
        } catch (DateTimeException e) {
            throw new Refusal("invalid-time", "recordedAt", "It is a time such as 2025-03-01T09:30:00Z.");
        }
        if (originally.isAfter(now)) {
            throw new Refusal("ahead-of-time", "recordedAt", "It lies ahead of this server's time.");
        }
        if (originally.isBefore(EARLIEST)) {
            throw new Refusal("invalid-time", "recordedAt", "It lies before 1995.");
        }
        return originally;
    }

    private static String language(@Nullable String tag) throws Refusal {
        if (tag == null || !Mapping.LANGUAGE.matcher(tag).matches()) {
            throw new Refusal(
                    "invalid-language", "language", "It is a BCP 47 tag, such as fr; one for all is language=fr.");
        }
        return tag;
    }

    private static @Nullable String label(@Nullable String label) throws Refusal {
        if (label != null
                && (label.length() > LONGEST_LABEL
                        || !StandardCharsets.UTF_8.newEncoder().canEncode(label))) {
            throw new Refusal("invalid-notice", "notice", "It is a label of 200 characters at most.");
        }
        return label;
    }

    private static SortedMap<String, Answer> answers(Mapping mapping, Row row) throws Refusal {
        Map<String, Row.Given> choices = row.choices();
        if (choices == null || choices.isEmpty()) {
            throw new Refusal("no-answer", "choices", "Answer at least one purpose.");
        }
        SortedMap<String, Answer> answers = new TreeMap<>(mapping.notice().neverAsked());
        List<String> answered = new ArrayList<>();
        for (Map.Entry<String, Row.Given> choice : choices.entrySet()) {
            String purpose = mapping.purpose(choice.getKey());
            String member = "choices." + Problem.named(choice.getKey());
            Answer unanswered = answers.get(purpose);
            if (unanswered == null || unanswered == Answer.EXEMPT) {
                throw new Refusal(
                        "unknown-purpose", member, "The version does not ask for it: map it with purpose=OLD:NEW.");
            }
            if (answered.contains(purpose)) {
                throw new Refusal("unknown-purpose", member, "Two purposes of the line are mapped onto one.");
            }
            if (choice.getValue() == null) {
                throw new Refusal("malformed-line", member, "It is granted or denied.");
            }
            answered.add(purpose);
            answers.put(purpose, choice.getValue().answer());
        }
        return answers;
    }

    private static byte[] content(
            NoticeVersion notice,
            Instant originally,
            String language,
            @Nullable String label,
            SortedMap<String, Answer> answers) {
        try {
            return JSON.writeValueAsBytes(List.of(
                    notice.number(),
                    notice.hash(),
                    originally.toString(),
                    language,
                    label == null ? List.of() : List.of(label),
                    answers));
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }
}
