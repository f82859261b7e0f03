package dev.assent.notifier.request;

import dev.assent.foundation.access.AccessRule;
import dev.assent.foundation.access.Role;
import dev.assent.foundation.access.SiteAccess;
import dev.assent.foundation.problem.Problem;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.UUID;

/** Requests of a site, for its staff. */
@Path("/v1/sites/{site}/requests")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Requests")
public class RequestResource {

    private static final int MOST = 200;
    private static final int USUAL = 50;

    private final Requests requests;
    private final SiteAccess access;

    RequestResource(Requests requests, SiteAccess access) {
        this.requests = requests;
        this.access = access;
    }

    /** The site's requests, the one that is due first at the top. */
    @GET
    @AccessRule(roles = {Role.DPO, Role.AUDITOR})
    @Operation(summary = "Lists the site's requests, the most urgent first")
    @APIResponse(
            responseCode = "200",
            description = "A page; next is null on the last",
            content = @Content(schema = @Schema(implementation = Requests.Page.class)))
    @APIResponse(responseCode = "400", description = "A parameter has no such value")
    public Response list(
            @PathParam("site") String site,
            @QueryParam("status") @Nullable String status,
            @QueryParam("cursor") @Nullable String cursor,
            @QueryParam("limit") @Nullable Integer limit) {
        int most = limit == null ? USUAL : limit;
        if (most < 1 || most > MOST) {
            throw badParameter("limit", "It is a number from 1 to " + MOST + ".");
        }
        try {
            return noStore(Response.ok(requests.page(List.of(site), states(status), cursor, most)));
        } catch (IllegalArgumentException e) {
            throw badParameter("cursor", "Take it from the member next of the page before.");
        }
    }

    /** One request. */
    @GET
    @Path("{id}")
    @AccessRule(roles = {Role.DPO, Role.AUDITOR})
    @Operation(summary = "One request with its mails, letters and history; reading it is entered in the journal")
    @APIResponse(
            responseCode = "200",
            description = "The request",
            content = @Content(schema = @Schema(implementation = RequestDetails.class)))
    @APIResponse(responseCode = "404", description = "There is no such request of this site")
    public Response one(@PathParam("site") String site, @PathParam("id") String id) {
        return noStore(Response.ok(requests.open(access.actor(), site, id(id)).orElseThrow(Problem::notFound)));
    }

    /** A file of a request. */
    @GET
    @Path("{id}/attachments/{attachment}")
    @Produces({MediaType.APPLICATION_OCTET_STREAM, MediaType.APPLICATION_JSON})
    @AccessRule(roles = {Role.DPO, Role.AUDITOR})
    @Operation(summary = "An attachment, to be saved and never shown; reading it is entered in the journal")
    @APIResponse(
            responseCode = "200",
            description = "The file's bytes",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_OCTET_STREAM,
                            schema =
                                    @Schema(
                                            type = org.eclipse.microprofile.openapi.annotations.enums.SchemaType.STRING,
                                            format = "binary")))
    @APIResponse(responseCode = "404", description = "There is no such file of this request")
    public Response attachment(
            @PathParam("site") String site, @PathParam("id") String id, @PathParam("attachment") String attachment) {
        return Downloads.answer(requests.attachment(access.actor(), site, id(id), id(attachment))
                .orElseThrow(Problem::notFound));
    }

    // What is no id names nothing, and looks like an id that names nothing.
    private static UUID id(String text) {
        try {
            return UUID.fromString(text);
        } catch (IllegalArgumentException e) {
            throw Problem.notFound();
        }
    }

    private static @Nullable List<RequestStatus> states(@Nullable String status) {
        if (status == null || status.equals("open")) {
            return null;
        }
        return Arrays.stream(RequestStatus.values())
                .filter(each -> each.name().toLowerCase(Locale.ROOT).equals(status))
                .findFirst()
                .map(List::of)
                .orElseThrow(() -> badParameter("status", "It is open, received or acknowledged."));
    }

    private static Problem badParameter(String name, String detail) {
        return new Problem(400, "bad-parameter", "A parameter has no such value", name + ": " + detail);
    }

    private static Response noStore(Response.ResponseBuilder answer) {
        return answer.header(HttpHeaders.CACHE_CONTROL, "no-store").build();
    }
}
