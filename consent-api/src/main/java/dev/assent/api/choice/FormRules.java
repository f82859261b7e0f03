package dev.assent.api.choice;

import dev.assent.api.client.Caller;
import dev.assent.api.client.TraceContext;
import dev.assent.api.confirmation.Asking;
import dev.assent.api.identity.Identities;
import dev.assent.api.identity.Identity;
import dev.assent.api.intake.Intake;
import dev.assent.api.site.PublishedSite;
import dev.assent.api.subject.SubjectKeys;
import dev.assent.events.Answer;
import dev.assent.events.ChoiceRecorded;
import dev.assent.events.EventCodec;
import dev.assent.events.MailAddress;
import dev.assent.events.Subject;
import dev.assent.events.SubjectKey;
import dev.assent.events.Surface;
import jakarta.inject.Singleton;
import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;

/**
 * What holds beyond {@link ChoiceRules} for people whom a key names, by their e-mail address or by a site's own id: a pending
 * answer lasts as long as its link, a refusal holds at once whatever stands beside it, and reaches whom earlier keys named.
 */
@Singleton
class FormRules {

    /**
     * What goes to Kafka after the choice.
     *
     * @param toAsk whose confirmation the choice waits for; null where it waits for none
     * @param refusals what the choice refuses, where the choice itself cannot say it: beside a pending answer, and under the
     *     earlier versions of the subject key
     */
    record Rest(@Nullable MailAddress toAsk, List<ChoiceRecorded> refusals) {

        /** Of a choice by a browser. */
        static final Rest NONE = new Rest(null, List.of());

        boolean isNone() {
            return toAsk == null && refusals.isEmpty();
        }

        boolean asks() {
            return toAsk != null;
        }
    }

    /** A choice as it is recorded, and what follows it. */
    record Checked(ChoiceRecorded choice, Rest rest) {}

    private static final Set<Answer> ANSWERED = Set.of(Answer.GRANTED, Answer.DENIED, Answer.PENDING);

    private final ChoiceRules rules;
    private final Identities identities;
    private final SubjectKeys keys;
    private final Asking asking;
    private final Intake intake;

    FormRules(ChoiceRules rules, Identities identities, SubjectKeys keys, Asking asking, Intake intake) {
        this.rules = rules;
        this.identities = identities;
        this.keys = keys;
        this.asking = asking;
        this.intake = intake;
    }

    /** A choice by e-mail address that has passed the rules for all choices. */
    Checked ofAddress(
            PublishedSite site, ChoiceRequest request, ChoiceRecorded choice, Identity identity, Caller caller) {
        if (choice.surface() != Surface.FORM) {
            throw ChoiceProblems.invalid("surface", "A choice by address is made on a form: form.");
        }
        if (choice.sequence() != null) {
            throw ChoiceProblems.invalid("sequence", "Browsers number their choices; one by address has no number.");
        }
        if (choice.purposes().values().stream().noneMatch(ANSWERED::contains)) {
            throw ChoiceProblems.noForm();
        }
        MailAddress address = Subjects.address(String.valueOf(request.address()));
        boolean asks = choice.purposes().containsValue(Answer.PENDING);
        List<SubjectKey> under = new ArrayList<>(keys.earlier());
        if (asks) {
            under.add(keys.current());
        }
        List<ChoiceRecorded> refusals =
                refusals(site, request, choice, identity, caller, under, key -> Subjects.ofAddress(site, key, address));
        return new Checked(asks ? pending(choice) : choice, new Rest(asks ? address : null, refusals));
    }

    /** A choice by a site's own id that has passed the rules for all choices. */
    Checked ofPerson(
            PublishedSite site,
            ChoiceRequest request,
            ChoiceRecorded choice,
            Identity identity,
            Caller caller,
            String person) {
        return new Checked(
                choice,
                new Rest(
                        null,
                        refusals(
                                site,
                                request,
                                choice,
                                identity,
                                caller,
                                keys.earlier(),
                                key -> Subjects.ofPerson(site, key, person))));
    }

    /** Sends what follows a choice that Kafka has; completes once Kafka has that too. */
    CompletionStage<Void> send(ChoiceRecorded choice, Rest rest, TraceContext trace) {
        List<CompletableFuture<?>> sent = new ArrayList<>();
        for (ChoiceRecorded refusal : rest.refusals()) {
            sent.add(intake.send(refusal, EventCodec.write(refusal), trace).toCompletableFuture());
        }
        MailAddress toAsk = rest.toAsk();
        if (toAsk != null) {
            // One mail a day for a mailbox, however many addresses lead to it.
            Subject mailbox =
                    Subject.ofAddress(choice.site(), keys.current().ofSite(choice.site()), toAsk.withoutTag());
            sent.add(asking.ask(choice, toAsk, mailbox, trace).toCompletableFuture());
        }
        return CompletableFuture.allOf(sent.toArray(CompletableFuture[]::new));
    }

    private List<ChoiceRecorded> refusals(
            PublishedSite site,
            ChoiceRequest request,
            ChoiceRecorded choice,
            Identity identity,
            Caller caller,
            List<SubjectKey> under,
            Function<SubjectKey, Who> who) {
        if (!choice.purposes().containsValue(Answer.DENIED)) {
            return List.of();
        }
        return under.stream()
                .map(who)
                .map(named -> refused(
                        rules.record(site, named, request, caller, identities.beside(identity, named.subject()))))
                .toList();
    }

    /** What a choice refuses, and nothing else of it. */
    private static ChoiceRecorded refused(ChoiceRecorded choice) {
        SortedMap<String, Answer> answers = new TreeMap<>(choice.purposes());
        answers.replaceAll(
                (_, answer) -> answer == Answer.GRANTED || answer == Answer.PENDING ? Answer.NEVER_ASKED : answer);
        return with(choice, answers, choice.validUntil());
    }

    /**
     * One choice ends at one time, so what is granted beside a pending answer waits for the same confirmation; what is
     * refused beside it waits for nothing, and is an event of its own.
     */
    private ChoiceRecorded pending(ChoiceRecorded choice) {
        SortedMap<String, Answer> answers = new TreeMap<>(choice.purposes());
        answers.replaceAll((_, answer) -> switch (answer) {
            case GRANTED -> Answer.PENDING;
            case DENIED -> Answer.NEVER_ASKED;
            default -> answer;
        });
        return with(choice, answers, asking.expiry(choice.recordedAt()));
    }

    private static ChoiceRecorded with(ChoiceRecorded choice, SortedMap<String, Answer> answers, Instant validUntil) {
        return new ChoiceRecorded(
                choice.eventId(),
                choice.site(),
                choice.subject(),
                choice.recordedAt(),
                choice.occurredAt(),
                choice.clockSkewed(),
                validUntil,
                choice.noticeVersion(),
                choice.noticeHash(),
                choice.noticeSuperseded(),
                choice.bannerVersion(),
                choice.language(),
                choice.surface(),
                choice.method(),
                choice.action(),
                choice.sequence(),
                answers,
                choice.vendors(),
                choice.circumstances(),
                choice.subjectKey(),
                choice.confirms(),
                choice.imported(),
                choice.salt(),
                choice.producer());
    }
}
