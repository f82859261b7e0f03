package dev.assent.api.link;

import dev.assent.api.client.TraceContext;
import dev.assent.api.identity.IdempotencyKey;
import dev.assent.api.identity.Identities;
import dev.assent.api.identity.Identity;
import dev.assent.api.intake.Intake;
import dev.assent.api.intake.NotTakenException;
import dev.assent.api.intake.OutcomeUnknownException;
import dev.assent.api.intake.ProducerRun;
import dev.assent.api.site.PublishedSite;
import dev.assent.api.site.PublishedSites;
import dev.assent.api.subject.People;
import dev.assent.events.EventCodec;
import dev.assent.events.SitePublished;
import dev.assent.events.Subject;
import dev.assent.events.SubjectLinked;
import dev.assent.foundation.problem.Problem;
import jakarta.enterprise.context.ApplicationScoped;
import org.jspecify.annotations.Nullable;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;

/** Records links, where a site declares the purpose that they serve. */
@ApplicationScoped
class Links {

    private final PublishedSites sites;
    private final People people;
    private final Identities identities;
    private final Intake intake;
    private final ProducerRun run;
    private final Clock clock;

    Links(PublishedSites sites, People people, Identities identities, Intake intake, ProducerRun run, Clock clock) {
        this.sites = sites;
        this.people = people;
        this.identities = identities;
        this.intake = intake;
        this.run = run;
        this.clock = clock;
    }

    /**
     * Records that a link begins or ends.
     *
     * @param idempotencyKeys the values of Idempotency-Key
     * @throws Problem 400, 422 or 503, see the resource
     */
    CompletionStage<RecordedLink> record(
            String siteId, LinkRequest request, List<String> idempotencyKeys, TraceContext trace) {
        PublishedSite site = sites.get(siteId);
        boolean linked = needed(request.linked(), "linked");
        Subject browser = browser(site, needed(request.subjectSecret(), "subjectSecret"));
        String person = needed(request.person(), "person");
        if (!People.isId(person)) {
            throw invalid("person", "It is the site's own id of the person, of 1 to 200 characters.");
        }
        // A link can be ended for ever, even after the site has stopped to make new ones.
        if (linked && !makesLinks(site)) {
            throw new Problem(
                    422,
                    "links-off",
                    "This site does not link browsers to people",
                    "Its publisher may declare a purpose for it: intake.linkPurpose.");
        }
        Subject whose = people.subject(siteId, person);
        IdempotencyKey key = IdempotencyKey.of(idempotencyKeys);
        byte[] content = ("link " + whose.value() + ' ' + linked).getBytes(StandardCharsets.US_ASCII);
        Identity identity = identities.of(browser, key, content);
        identities.claim(browser, key, content);
        return send(
                new SubjectLinked(
                        identity.eventId(),
                        siteId,
                        browser.value(),
                        clock.instant().truncatedTo(ChronoUnit.MILLIS),
                        whose.value(),
                        people.keyVersion(),
                        linked,
                        identity.salt(),
                        run.next()),
                identity.repeated(),
                trace);
    }

    private CompletionStage<RecordedLink> send(SubjectLinked link, boolean repeated, TraceContext trace) {
        return intake.send(link, EventCodec.write(link), trace).handle((partition, failure) -> switch (failure) {
            case null -> new RecordedLink(link.eventId(), repeated ? null : link.recordedAt(), link.linked());
            case NotTakenException e ->
                throw Problem.unavailable(
                        "cannot-record-now",
                        "The link cannot be recorded now",
                        "It was not recorded. Send it again.",
                        e.retryAfter(),
                        Map.of());
            case OutcomeUnknownException e ->
                throw Problem.unavailable(
                        "outcome-unknown",
                        "Whether the link was recorded is not known",
                        "Send it again: the newest holds.",
                        e.retryAfter(),
                        Map.of("eventId", link.eventId()));
            default -> throw new IllegalStateException("the intake failed in a way that it does not name", failure);
        });
    }

    private static boolean makesLinks(PublishedSite site) {
        SitePublished.Intake intake = site.snapshot().intake();
        return intake != null && intake.linkPurpose() != null;
    }

    private static Subject browser(PublishedSite site, String secret) {
        if (!Subject.isSecret(secret)) {
            throw invalid(
                    "subjectSecret",
                    "It is the browser's own secret, as 32 to 128 hex digits or 22 to 128 base64url characters.");
        }
        return Subject.ofSecret(site.id(), secret);
    }

    private static <T> T needed(@Nullable T value, String member) {
        if (value == null) {
            throw invalid(member, "This member is needed.");
        }
        return value;
    }

    private static Problem invalid(String member, String mend) {
        return new Problem(400, "invalid-link", "A member of the link is not right", mend, Map.of("member", member));
    }
}
