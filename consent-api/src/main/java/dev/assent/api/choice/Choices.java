package dev.assent.api.choice;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.assent.api.client.Caller;
import dev.assent.api.identity.IdempotencyKey;
import dev.assent.api.identity.Identities;
import dev.assent.api.identity.Identity;
import dev.assent.api.intake.Intake;
import dev.assent.api.intake.NotTakenException;
import dev.assent.api.intake.OutcomeUnknownException;
import dev.assent.api.intake.ReceiptAddress;
import dev.assent.api.limit.Limits;
import dev.assent.api.limit.Verdict;
import dev.assent.api.site.PublishedSite;
import dev.assent.api.site.PublishedSites;
import dev.assent.api.subject.People;
import dev.assent.api.subject.SubjectKeys;
import dev.assent.events.ChoiceRecorded;
import dev.assent.events.Commitment;
import dev.assent.events.EventCodec;
import dev.assent.foundation.problem.Problem;
import jakarta.inject.Singleton;
import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import java.util.function.Supplier;

/** Takes a choice: reads it, holds it against the site, and answers once Kafka has it. Never blocks. */
@Singleton
class Choices {

    private final PublishedSites sites;
    private final ChoiceRules rules;
    private final FormRules forms;
    private final SubjectKeys keys;
    private final Identities identities;
    private final People people;
    private final Intake intake;
    private final ReceiptAddress receipts;
    private final ChoiceCounters counters;
    private final Limits limits;

    /** A choice that is ready to be sent, what its sender may repeat it by, and what goes with one by address. */
    private record Ready(ChoiceRecorded choice, boolean repeated, Supplier<String> key, FormRules.Rest rest) {}

    Choices(
            PublishedSites sites,
            ChoiceRules rules,
            FormRules forms,
            SubjectKeys keys,
            Identities identities,
            People people,
            Intake intake,
            ReceiptAddress receipts,
            ChoiceCounters counters,
            Limits limits) {
        this.sites = sites;
        this.rules = rules;
        this.forms = forms;
        this.keys = keys;
        this.identities = identities;
        this.people = people;
        this.intake = intake;
        this.receipts = receipts;
        this.counters = counters;
        this.limits = limits;
    }

    /**
     * Takes a choice.
     *
     * @param siteId the site's id, from the address
     * @param origin the page's origin, where a browser says it
     * @param keys the values of Idempotency-Key
     * @param caller who sends it
     * @param body the request's JSON
     */
    CompletionStage<Outcome> take(
            String siteId, @Nullable String origin, List<String> keys, Caller caller, byte[] body) {
        return take(siteId, origin, keys, caller, body, null, false);
    }

    /** Takes a choice that a site's own server sends for somebody. */
    CompletionStage<Outcome> take(String siteId, BatchItem item, Caller caller) {
        return take(siteId, null, item.keys(), caller, item.choice(), item.person(), true);
    }

    private CompletionStage<Outcome> take(
            String siteId,
            @Nullable String origin,
            List<String> keys,
            Caller caller,
            byte[] body,
            @Nullable String person,
            boolean fromServer) {
        Ready ready;
        try {
            ready = check(siteId, origin, keys, caller, body, person, fromServer);
        } catch (Problem e) {
            return CompletableFuture.completedStage(refused(siteId, e));
        } catch (JsonProcessingException e) {
            return CompletableFuture.completedStage(refused(siteId, ChoiceProblems.malformed(e)));
        }
        ChoiceRecorded choice = ready.choice();
        byte[] value = EventCodec.write(choice);
        String receipt = receipts.of(choice);
        return intake.send(choice, value, caller.trace())
                .handle((_, failure) -> {
                    if (failure != null) {
                        return CompletableFuture.completedStage(refused(siteId, problem(failure, ready, receipt)));
                    }
                    counters.accepted(siteId);
                    Outcome recorded = new Outcome.Recorded(new RecordedChoice(
                            choice.eventId(),
                            ready.repeated() ? null : choice.recordedAt(),
                            ready.repeated() ? null : Base64.getEncoder().encodeToString(Commitment.of(value)),
                            receipt,
                            ready.rest().asks() ? choice.validUntil() : null));
                    return ready.rest().isNone()
                            ? CompletableFuture.completedStage(recorded)
                            : sendRest(ready, caller, receipt, recorded);
                })
                .thenCompose(Function.identity());
    }

    /** After the choice, never before: a pending choice that nobody is asked about expires, and a mail about nothing lies. */
    private CompletionStage<Outcome> sendRest(Ready ready, Caller caller, String receipt, Outcome recorded) {
        return forms.send(ready.choice(), ready.rest(), caller.trace())
                .handle((_, failure) -> failure == null
                        ? recorded
                        : refused(ready.choice().site(), restProblem(failure, ready, receipt)));
    }

    private static Problem restProblem(Throwable failure, Ready ready, String receipt) {
        Throwable cause = failure instanceof CompletionException wrapped ? wrapped.getCause() : failure;
        Duration retryAfter =
                switch (cause) {
                    case NotTakenException e -> e.retryAfter();
                    case OutcomeUnknownException e -> e.retryAfter();
                    case null, default ->
                        throw new IllegalStateException("the intake failed in a way that it does not name", cause);
                };
        return ChoiceProblems.confirmationNotAsked(
                retryAfter, ready.choice().eventId(), receipt, ready.key().get());
    }

    private Ready check(
            String siteId,
            @Nullable String origin,
            List<String> headers,
            Caller caller,
            byte[] body,
            @Nullable String person,
            boolean fromServer)
            throws JsonProcessingException {
        PublishedSite site = sites.get(siteId);
        if (origin != null && !site.isOwnOrigin(origin)) {
            throw ChoiceProblems.foreignOrigin();
        }
        IdempotencyKey key = IdempotencyKey.of(headers);
        ChoiceRequest request = ChoiceRequest.read(body);
        Who who = person == null ? Subjects.of(site, request, keys) : Subjects.ofPerson(site, person, people);
        Identity identity = identities.of(who.subject(), key, body);
        ChoiceRecorded choice = rules.record(site, who, request, caller, identity);
        FormRules.Rest rest = FormRules.Rest.NONE;
        if (request.address() != null) {
            FormRules.Checked checked = forms.ofAddress(site, request, choice, identity, caller);
            choice = checked.choice();
            rest = checked.rest();
            if (rest.asks() && !fromServer) {
                spare(caller);
            }
        } else if (person != null) {
            rest = forms.ofPerson(site, request, choice, identity, caller, person)
                    .rest();
        }
        identities.claim(who.subject(), key, body);
        return new Ready(
                choice,
                identity.repeated(),
                key == null ? () -> identities.again(who.subject(), identity, body) : key::value,
                rest);
    }

    /** Each question is a mail to somebody who may not have asked for it. */
    private void spare(Caller caller) {
        Verdict verdict = limits.form(caller.network());
        if (!verdict.allowed()) {
            throw ChoiceProblems.tooManyForms(Duration.ofSeconds(verdict.seconds()));
        }
    }

    private static Problem problem(Throwable failure, Ready ready, String receipt) {
        return switch (failure) {
            case NotTakenException e -> ChoiceProblems.notTaken(e.retryAfter());
            case OutcomeUnknownException e ->
                ChoiceProblems.outcomeUnknown(
                        e.retryAfter(),
                        ready.choice().eventId(),
                        receipt,
                        ready.key().get());
            default -> throw new IllegalStateException("the intake failed in a way that it does not name", failure);
        };
    }

    /** Counts a refusal. */
    Outcome refused(String siteId, Problem problem) {
        String type = String.valueOf(problem.getType());
        counters.refused(siteId, sites.find(siteId).isPresent(), type.substring(type.lastIndexOf(':') + 1));
        return new Outcome.Refused(problem);
    }
}
