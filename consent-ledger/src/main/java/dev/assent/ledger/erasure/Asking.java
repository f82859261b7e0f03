package dev.assent.ledger.erasure;

import dev.assent.events.EventCodec;
import dev.assent.events.SitePublished;
import dev.assent.events.Subject;
import dev.assent.events.SubjectRequestIssued;
import dev.assent.events.SubjectRequestIssued.Decision;
import dev.assent.events.SubjectRequestIssued.Right;
import dev.assent.events.Topic;
import dev.assent.foundation.id.EventIds;
import dev.assent.foundation.journal.Journal;
import dev.assent.foundation.outbox.Outbox;
import dev.assent.foundation.problem.Problem;
import dev.assent.foundation.snapshot.Snapshots;
import dev.assent.ledger.seal.Sealer;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import org.jspecify.annotations.Nullable;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * Takes what a data protection officer decides. It goes by {@code subject.requests} like every request, so that a ledger
 * that was restored from a backup finds it there.
 */
@ApplicationScoped
class Asking {

    private static final Duration TO_ANSWER = Duration.ofDays(1);

    private final Requests requests;
    private final Answers answers;
    private final Sealer sealer;
    private final Outbox outbox;
    private final Journal journal;
    private final Snapshots snapshots;
    private final Clock clock;

    Asking(
            Requests requests,
            Answers answers,
            Sealer sealer,
            Outbox outbox,
            Journal journal,
            Snapshots snapshots,
            Clock clock) {
        this.sealer = sealer;
        this.requests = requests;
        this.answers = answers;
        this.outbox = outbox;
        this.journal = journal;
        this.snapshots = snapshots;
        this.clock = clock;
    }

    /**
     * What is decided of a subject.
     *
     * @param right erasure or restriction
     * @param decision how far an erasure goes
     * @param lifted whether a restriction ends
     * @param request the reference of the case
     * @param reason why
     */
    record Decided(Right right, @Nullable Decision decision, boolean lifted, String request, String reason) {}

    /**
     * Keeps a decision and sends it on its way; the same one again under the same key is the first one.
     *
     * @param key the caller's Idempotency-Key, if it sent one
     */
    @Transactional
    Asked ask(String actor, Subject subject, Decided decided, @Nullable String key) {
        if (decided.decision() == Decision.KEEP_PROOFS
                && evidence(subject.site()).isEmpty()) {
            throw new Problem(
                    409,
                    "no-evidence-period",
                    "This site keeps no proofs",
                    "It publishes no period for which the proof of a consent is kept. Publish one, or erase all.");
        }
        SubjectRequestIssued issued = issued(subject, decided);
        byte[] repeatTag = key == null ? null : sealer.tag("assent/repeat/v1", subject.site(), actor, key);
        byte[] bodyTag =
                key == null ? null : sealer.tag("assent/repeated/v1", key, subject.value(), decided.toString());
        if (!requests.ask(issued, actor, repeatTag, bodyTag)) {
            return repeated(repeatTag, bodyTag);
        }
        outbox.put(EventCodec.toRecord(
                Topic.SUBJECT_REQUESTS,
                issued.requestId().getBytes(StandardCharsets.US_ASCII),
                "/" + Taking.HOLDER,
                issued));
        String action = decided.right() == Right.ERASURE
                ? "erasure.ordered"
                : decided.lifted() ? "restriction.lifted" : "restriction.ordered";
        journal.record(
                actor,
                action,
                subject.site(),
                "subject-request",
                decided.request(),
                Map.of(
                        "order",
                        issued.eventId(),
                        "decision",
                        decided.decision() == null ? "none" : decided.decision().name(),
                        "reason",
                        decided.reason()));
        return requests.find(subject.site(), UUID.fromString(issued.eventId())).orElseThrow();
    }

    /** A request of a site, with where its records stand once all do. */
    @Transactional
    Optional<Progress> find(String site, UUID order) {
        return requests.find(site, order).map(asked -> {
            List<Answers.Carried> carried = asked.orders().isEmpty()
                    ? null
                    : answers.carried(asked.orders()).orElse(null);
            return new Progress(asked, carried);
        });
    }

    /** A request, and where its records stand; null while one is on its way. */
    record Progress(Asked asked, @Nullable List<Answers.Carried> carried) {}

    private Asked repeated(byte @Nullable [] repeatTag, byte @Nullable [] bodyTag) {
        Requests.Repeated first =
                requests.repeated(repeatTag == null ? new byte[0] : repeatTag).orElseThrow();
        if (!MessageDigest.isEqual(first.bodyTag(), bodyTag)) {
            throw new Problem(
                    422,
                    "idempotency-key-reused",
                    "This Idempotency-Key was used for something else",
                    "Take a new key for a new decision.");
        }
        return first.asked();
    }

    private SubjectRequestIssued issued(Subject subject, Decided decided) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        return new SubjectRequestIssued(
                EventIds.next(clock).toString(),
                subject.site(),
                now,
                decided.request(),
                Taking.HOLDER,
                decided.right(),
                List.of(new SubjectRequestIssued.Identifier("subject", subject.value())),
                now.plus(TO_ANSWER),
                decided.decision(),
                decided.reason(),
                decided.lifted() ? true : null);
    }

    private Optional<SitePublished.Evidence> evidence(String site) {
        return snapshots.find(site).map(SitePublished::evidence);
    }
}
