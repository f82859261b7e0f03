package dev.assent.api.choice;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.assent.api.client.Caller;
import dev.assent.api.intake.Intake;
import dev.assent.api.intake.NotTakenException;
import dev.assent.api.intake.OutcomeUnknownException;
import dev.assent.api.site.PublishedSite;
import dev.assent.api.site.PublishedSites;
import dev.assent.events.ChoiceRecorded;
import dev.assent.events.Commitment;
import dev.assent.events.EventCodec;
import dev.assent.foundation.problem.Problem;
import jakarta.enterprise.context.ApplicationScoped;
import org.jspecify.annotations.Nullable;

import java.net.URI;
import java.util.Base64;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Takes a choice: reads it, holds it against the site, and answers once Kafka has it. Never blocks. */
@ApplicationScoped
class Choices {

    private final PublishedSites sites;
    private final ChoiceRules rules;
    private final Intake intake;
    private final ReceiptAddress receipts;
    private final ChoiceCounters counters;

    Choices(PublishedSites sites, ChoiceRules rules, Intake intake, ReceiptAddress receipts, ChoiceCounters counters) {
        this.sites = sites;
        this.rules = rules;
        this.intake = intake;
        this.receipts = receipts;
        this.counters = counters;
    }

    /**
     * Takes a choice.
     *
     * @param siteId the site's id, from the address
     * @param origin the page's origin, where a browser says it
     * @param caller who sends it
     * @param body the request's JSON
     */
    CompletionStage<Outcome> take(String siteId, @Nullable String origin, Caller caller, byte[] body) {
        ChoiceRecorded choice;
        try {
            choice = check(siteId, origin, body);
        } catch (Problem e) {
            return CompletableFuture.completedStage(refused(siteId, e));
        } catch (JsonProcessingException e) {
            return CompletableFuture.completedStage(refused(siteId, ChoiceProblems.malformed(e)));
        }
        byte[] value = EventCodec.write(choice);
        URI receipt = receipts.of(choice);
        return intake.send(choice, value, caller.trace()).handle((partition, failure) -> {
            if (failure != null) {
                return refused(siteId, problem(failure, choice, receipt));
            }
            counters.accepted(siteId);
            return new Outcome.Recorded(new RecordedChoice(
                    choice.eventId(),
                    choice.recordedAt(),
                    Base64.getEncoder().encodeToString(Commitment.of(value)),
                    receipt));
        });
    }

    private ChoiceRecorded check(String siteId, @Nullable String origin, byte[] body) throws JsonProcessingException {
        PublishedSite site = sites.get(siteId);
        if (origin != null && !site.isOwnOrigin(origin)) {
            throw ChoiceProblems.foreignOrigin();
        }
        return rules.record(site, ChoiceRequest.read(body));
    }

    private static Problem problem(Throwable failure, ChoiceRecorded choice, URI receipt) {
        return switch (failure) {
            case NotTakenException e -> ChoiceProblems.notTaken(e);
            case OutcomeUnknownException e -> ChoiceProblems.outcomeUnknown(e, choice.eventId(), receipt);
            default -> throw new IllegalStateException("the intake failed in a way that it does not name", failure);
        };
    }

    private Outcome refused(String siteId, Problem problem) {
        String type = String.valueOf(problem.getType());
        counters.refused(siteId, sites.find(siteId).isPresent(), type.substring(type.lastIndexOf(':') + 1));
        return new Outcome.Refused(problem);
    }
}
