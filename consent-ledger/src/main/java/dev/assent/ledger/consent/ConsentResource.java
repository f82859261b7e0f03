package dev.assent.ledger.consent;

import dev.assent.events.SitePublished;
import dev.assent.events.Subject;
import dev.assent.foundation.access.AccessRule;
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

/** What a subject has chosen, for its own browser, which holds the secret. */
@Path("/v1/sites/{site}")
@Produces(MediaType.APPLICATION_JSON)
public class ConsentResource {

    /** The header that carries the browser's secret; it never stands in a URL. */
    public static final String SUBJECT_HEADER = "Assent-Subject";

    private final PresentConsent present;
    private final Snapshots snapshots;

    ConsentResource(PresentConsent present, Snapshots snapshots) {
        this.present = present;
        this.snapshots = snapshots;
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
        return unstored(present.of(
                Subject.ofSecret(site, secret),
                published.intake() == null ? null : published.intake().linkPurpose()));
    }

    private static Response unstored(Object personal) {
        CacheControl noStore = new CacheControl();
        noStore.setNoStore(true);
        return Response.ok(personal).cacheControl(noStore).build();
    }
}
