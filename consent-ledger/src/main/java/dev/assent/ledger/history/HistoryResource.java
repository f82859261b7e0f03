package dev.assent.ledger.history;

import dev.assent.events.Subject;
import dev.assent.foundation.access.AccessRule;
import dev.assent.foundation.access.Role;
import dev.assent.foundation.problem.Problem;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.CacheControl;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.List;

/** What was recorded, for the site's staff. Each look is in the journal, and the journal names no subject. */
@Path("/v1/sites/{site}")
@Produces(MediaType.APPLICATION_JSON)
public class HistoryResource {

    private static final int MOST_OF_HISTORY = 500;
    private static final int SOME = 50;

    private final Events events;
    private final ReadingJournal journal;

    HistoryResource(Events events, ReadingJournal journal) {
        this.events = events;
        this.journal = journal;
    }

    /** One subject. */
    @GET
    @Path("subjects/{subject}/history")
    @AccessRule(roles = {Role.DPO, Role.AUDITOR})
    @Operation(
            summary = "What is kept of a subject, and what holds for it",
            description =
                    "With at, what held at that moment, and the events up to it. reference says why, for the journal.")
    public Response history(
            @PathParam("site") String site,
            @PathParam("subject") String subject,
            @QueryParam("at") @Nullable String at,
            @QueryParam("cursor") @Nullable String cursor,
            @QueryParam("limit") @Nullable String limit,
            @QueryParam("reference") @Nullable String reference) {
        if (!Query.isSubject(subject)) {
            throw Problem.notFound();
        }
        History history = events.history(
                new Subject(site, subject), Query.time("at", at), cursor, Query.limit(limit, MOST_OF_HISTORY));
        journal.read("history.read", site, history.events(), Query.reference(reference));
        return unstored(history);
    }

    /** One event. */
    @GET
    @Path("events/{eventId}")
    @AccessRule(roles = {Role.DPO, Role.AUDITOR})
    @Operation(summary = "One event of the site")
    public Response event(
            @PathParam("site") String site,
            @PathParam("eventId") String eventId,
            @QueryParam("reference") @Nullable String reference) {
        Item item = events.event(site, eventId).orElseThrow(Problem::notFound);
        journal.read("event.read", site, List.of(item), Query.reference(reference));
        return unstored(item);
    }

    /** Events of a time, of one subject or of the whole site. */
    @GET
    @Path("events")
    @AccessRule(roles = {Role.DPO, Role.AUDITOR})
    @Operation(
            summary = "The site's events of a time, newest first",
            description = "from is the first moment, to the first after it. With subject, those of one subject alone.")
    public Response events(
            @PathParam("site") String site,
            @QueryParam("from") @Nullable String from,
            @QueryParam("to") @Nullable String to,
            @QueryParam("subject") @Nullable String subject,
            @QueryParam("cursor") @Nullable String cursor,
            @QueryParam("limit") @Nullable String limit,
            @QueryParam("reference") @Nullable String reference) {
        if (subject != null && !Query.isSubject(subject)) {
            throw Query.bad("subject", "It has 43 characters of base64url.");
        }
        Instant first = Query.time("from", from);
        Instant end = Query.time("to", to);
        int most = Query.limit(limit, SOME);
        EventList found = subject == null
                ? events.search(site, first, end, cursor, most)
                : events.search(new Subject(site, subject), first, end, cursor, most);
        journal.read("events.read", site, found.events(), Query.reference(reference));
        return unstored(found);
    }

    private static Response unstored(Object personal) {
        CacheControl noStore = new CacheControl();
        noStore.setNoStore(true);
        return Response.ok(personal).cacheControl(noStore).build();
    }
}
