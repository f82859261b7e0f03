package dev.assent.api.confirmation;

import dev.assent.api.client.Caller;
import dev.assent.api.intake.Intake;
import dev.assent.api.intake.NotTakenException;
import dev.assent.api.intake.OutcomeUnknownException;
import dev.assent.api.intake.ProducerRun;
import dev.assent.api.intake.ReceiptAddress;
import dev.assent.api.measure.SiteMeters;
import dev.assent.api.site.NoticeVersion;
import dev.assent.api.site.PublishedSite;
import dev.assent.api.site.PublishedSites;
import dev.assent.events.Action;
import dev.assent.events.Answer;
import dev.assent.events.ChoiceRecorded;
import dev.assent.events.EventCodec;
import dev.assent.events.Method;
import dev.assent.events.Surface;
import dev.assent.foundation.problem.Problem;
import jakarta.enterprise.context.ApplicationScoped;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Iterator;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.CompletionStage;

/** Turns a pending choice into a granted one when the owner of the address says so. */
@ApplicationScoped
class Confirmations {

    /**
     * A link that works.
     *
     * @param token its last part
     * @param pending what it carries
     * @param site the site as it is published now
     * @param notice the version of the notice that was shown
     */
    record Link(String token, PendingChoice pending, PublishedSite site, NoticeVersion notice) {

        /** The answers of the pending choice by purpose. */
        SortedMap<String, Answer> answers() {
            SortedMap<String, Answer> answers = new TreeMap<>();
            Iterator<Answer> given = pending.answers().iterator();
            notice.neverAsked().keySet().forEach(purpose -> answers.put(purpose, given.next()));
            return answers;
        }
    }

    private final Tokens tokens;
    private final PublishedSites sites;
    private final Intake intake;
    private final ProducerRun run;
    private final ReceiptAddress receipts;
    private final SiteMeters meters;
    private final Clock clock;

    Confirmations(
            Tokens tokens,
            PublishedSites sites,
            Intake intake,
            ProducerRun run,
            ReceiptAddress receipts,
            SiteMeters meters,
            Clock clock) {
        this.tokens = tokens;
        this.sites = sites;
        this.intake = intake;
        this.run = run;
        this.receipts = receipts;
        this.meters = meters;
        this.clock = clock;
    }

    /**
     * What a link is about.
     *
     * @throws Problem 404 {@code unknown-confirmation}, 410 {@code confirmation-expired}, or 503 shortly after the start
     */
    Link open(String token) {
        PendingChoice pending = tokens.read(token).orElseThrow(ConfirmationProblems::unknown);
        if (!clock.instant().isBefore(pending.expiresAt())) {
            throw ConfirmationProblems.expired();
        }
        PublishedSite site = sites.get(pending.site());
        NoticeVersion notice = site.version(pending.noticeVersion())
                .filter(version ->
                        version.neverAsked().size() == pending.answers().size())
                .orElseThrow(ConfirmationProblems::expired);
        return new Link(token, pending, site, notice);
    }

    /**
     * Writes the confirmation down. The same link gives the same event id and salt, so the ledger makes one entry of it.
     *
     * @return completes once Kafka has it; fails with a {@link Problem} if it could not be taken
     */
    CompletionStage<Confirmed> confirm(Link link, Caller caller) {
        ChoiceRecorded confirmation = event(link, caller);
        byte[] value = EventCodec.write(confirmation);
        String receipt = receipts.of(confirmation);
        return intake.send(confirmation, value, caller.trace()).handle((_, failure) -> switch (failure) {
            case null -> {
                meters.accepted(confirmation.site());
                yield new Confirmed(confirmation.eventId(), confirmation.recordedAt(), receipt);
            }
            case NotTakenException e -> {
                meters.refused(confirmation.site(), true, ConfirmationProblems.NOT_TAKEN);
                throw ConfirmationProblems.notTaken(e.retryAfter());
            }
            case OutcomeUnknownException e -> {
                meters.refused(confirmation.site(), true, ConfirmationProblems.UNKNOWN);
                throw ConfirmationProblems.outcomeUnknown(e.retryAfter(), confirmation.eventId(), receipt);
            }
            default -> throw new IllegalStateException("the intake failed in a way that it does not name", failure);
        });
    }

    private ChoiceRecorded event(Link link, Caller caller) {
        PendingChoice pending = link.pending();
        SortedMap<String, Answer> answers = link.answers();
        answers.replaceAll((_, answer) -> answer == Answer.PENDING ? Answer.GRANTED : answer);
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        return new ChoiceRecorded(
                tokens.eventId(link.token()),
                pending.site(),
                pending.subject(),
                now,
                null,
                false,
                now.atZone(ZoneOffset.UTC).plus(link.notice().validity()).toInstant(),
                link.notice().number(),
                link.notice().hash(),
                link.notice().superseded(),
                null,
                pending.language(),
                Surface.MAIL,
                Method.CLICK,
                Action.CONFIRM,
                null,
                answers,
                null,
                new ChoiceRecorded.Circumstances(
                        null,
                        null,
                        caller.agent() == null ? null : caller.agent().family(),
                        caller.automated()),
                pending.subjectKey(),
                pending.choiceEventId().toString(),
                null,
                tokens.salt(link.token()),
                run.next());
    }
}
