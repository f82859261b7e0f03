package dev.assent.ledger.export;

import dev.assent.foundation.access.AccessRule;
import dev.assent.foundation.access.Role;
import dev.assent.foundation.access.SiteAccess;
import dev.assent.foundation.problem.Problem;
import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jspecify.annotations.Nullable;

/** A site's events as a file. */
@Path("/v1/sites/{site}/export")
@Blocking
public class ExportResource {

    private final ExportAnswers answers;
    private final SiteAccess access;

    ExportResource(ExportAnswers answers, SiteAccess access) {
        this.answers = answers;
        this.access = access;
    }

    /** All events so far, or the rest of them. */
    @GET
    @Produces({"application/x-ndjson", "text/csv"})
    @AccessRule(roles = {Role.DPO, Role.AUDITOR})
    @Operation(
            summary = "The site's events as NDJSON or CSV",
            description =
                    "Each line carries a cursor. If the download breaks, ask again with after and the last cursor that "
                            + "arrived: the answer is exactly the rest, without a head line. What was erased is not in it.")
    public Response export(
            @PathParam("site") String site,
            @QueryParam("format") @Nullable String format,
            @QueryParam("from") @Nullable String from,
            @QueryParam("after") @Nullable String after) {
        if (from != null && after != null) {
            throw new Problem(
                    400,
                    "bad-parameter",
                    "A parameter has no such value",
                    "from: Send either from or after; the cursor says where the export began.");
        }
        return answers.answer(access.actor(), site, format, from, after);
    }
}
