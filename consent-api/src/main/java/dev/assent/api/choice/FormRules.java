package dev.assent.api.choice;

import dev.assent.api.client.Caller;
import dev.assent.api.client.TraceContext;
import dev.assent.api.confirmation.Asking;
import dev.assent.api.identity.Identities;
import dev.assent.api.intake.Intake;
import dev.assent.api.site.PublishedSite;
import dev.assent.api.subject.SubjectKeys;
import dev.assent.events.Answer;
import dev.assent.events.ChoiceRecorded;
import dev.assent.events.EventCodec;
import dev.assent.events.MailAddress;
import dev.assent.events.Surface;
import jakarta.inject.Singleton;
import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * What holds beyond {@link ChoiceRules} for a choice by e-mail address: a pending one lasts as long as its link, and a
 * withdrawal reaches everybody whom earlier keys named by that address.
 */
@Singleton
class FormRules {

    /**
     * What goes to Kafka after the choice.
     *
     * @param toAsk whose confirmation the choice waits for; null where it waits for none
     * @param withdrawals the same withdrawal, under the earlier versions of the subject key
     */
    record Rest(@Nullable MailAddress toAsk, List<ChoiceRecorded> withdrawals) {

        /** Of a choice by a browser. */
        static final Rest NONE = new Rest(null, List.of());

        boolean isNone() {
            return toAsk == null && withdrawals.isEmpty();
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
    Checked check(PublishedSite site, ChoiceRequest request, ChoiceRecorded choice, Caller caller) {
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
        if (choice.purposes().containsValue(Answer.PENDING)) {
            return new Checked(pending(choice), new Rest(address, List.of()));
        }
        boolean withdraws = !choice.purposes().containsValue(Answer.GRANTED);
        return new Checked(
                choice, new Rest(null, withdraws ? underEarlierKeys(site, request, caller, address) : List.of()));
    }

    /** Sends what follows a choice that Kafka has; completes once Kafka has that too. */
    CompletionStage<Integer> send(ChoiceRecorded choice, Rest rest, TraceContext trace) {
        CompletionStage<Integer> sent = CompletableFuture.completedStage(0);
        for (ChoiceRecorded withdrawal : rest.withdrawals()) {
            sent = sent.thenCompose(_ -> intake.send(withdrawal, EventCodec.write(withdrawal), trace));
        }
        MailAddress toAsk = rest.toAsk();
        return toAsk == null ? sent : sent.thenCompose(_ -> asking.ask(choice, toAsk, trace));
    }

    private List<ChoiceRecorded> underEarlierKeys(
            PublishedSite site, ChoiceRequest request, Caller caller, MailAddress address) {
        return keys.earlier().stream()
                .map(key ->
                        rules.record(site, Subjects.ofAddress(site, key, address), request, caller, identities.fresh()))
                .toList();
    }

    /** One choice ends at one time, so what is granted beside a pending answer waits for the same confirmation. */
    private ChoiceRecorded pending(ChoiceRecorded choice) {
        SortedMap<String, Answer> answers = new TreeMap<>(choice.purposes());
        answers.replaceAll((_, answer) -> answer == Answer.GRANTED ? Answer.PENDING : answer);
        Instant validUntil = asking.expiry(choice.recordedAt());
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
