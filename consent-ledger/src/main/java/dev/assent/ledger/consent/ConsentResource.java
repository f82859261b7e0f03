package dev.assent.ledger.consent;

import dev.assent.events.SitePublished;
import dev.assent.events.Subject;
import dev.assent.foundation.access.AccessRule;
import dev.assent.foundation.access.Role;
import dev.assent.foundation.access.SiteAccess;
import dev.assent.foundation.journal.Journal;
import dev.assent.foundation.problem.Problem;
import dev.assent.foundation.snapshot.Snapshots;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.CacheControl;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** What a subject has chosen: for its own browser, which holds the secret, and for the site's staff. */
@Path("/v1/sites/{site}")
@Produces(MediaType.APPLICATION_JSON)
public class ConsentResource {

    /** The header that carries the browser's secret; it never stands in a URL. */
    public static final String SUBJECT_HEADER = "Assent-Subject";

    private static final Pattern SUBJECT = Pattern.compile("[A-Za-z0-9_-]{43}");

    private final SubjectLog subjects;
    private final Snapshots snapshots;
    private final SiteAccess access;
    private final Journal journal;

    ConsentResource(SubjectLog subjects, Snapshots snapshots, SiteAccess access, Journal journal) {
        this.subjects = subjects;
        this.snapshots = snapshots;
        this.access = access;
        this.journal = journal;
    }

    /** The present state for the browser whose secret the header holds. */
    @GET
    @Path("consent")
    @AccessRule(everyone = true)
    public Response consent(@PathParam("site") String site, @HeaderParam(SUBJECT_HEADER) @Nullable String secret) {
        SitePublished published =
                snapshots.find(site).orElseThrow(() -> new Problem(404, "unknown-site", "There is no such site", null));
        if (secret == null || !Subject.isSecret(secret)) {
            throw new Problem(
                    400,
                    "malformed-subject",
                    "The subject cannot be read",
                    "The header " + SUBJECT_HEADER + " must hold the browser's secret of at least 128 bits.");
        }
        return unstored(subjects.present(
                Subject.ofSecret(site, secret),
                published.intake() == null ? null : published.intake().linkPurpose()));
    }

    /** Everything that is kept of a subject. Each look is in the journal. */
    @GET
    @Path("subjects/{subject}/history")
    @AccessRule(roles = {Role.DPO, Role.AUDITOR})
    public Response history(@PathParam("site") String site, @PathParam("subject") String subject) {
        if (!SUBJECT.matcher(subject).matches()) {
            throw Problem.notFound();
        }
        Subject whose = new Subject(site, subject);
        List<History.Item> events = subjects.history(whose);
        // Named by a place in the log and not by the subject, which an erasure must be able to make unknown.
        String object = events.isEmpty()
                ? "none"
                : events.getFirst().log() + "/" + events.getFirst().index();
        journal.record(access.actor(), "history.read", site, "log-entry", object, Map.of("events", events.size()));
        return unstored(new History(site, subject, events));
    }

    private static Response unstored(Object personal) {
        CacheControl noStore = new CacheControl();
        noStore.setNoStore(true);
        return Response.ok(personal).cacheControl(noStore).build();
    }
}
