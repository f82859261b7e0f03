package dev.assent.notifier.console;

import dev.assent.foundation.access.AccessRule;
import dev.assent.foundation.access.Role;
import dev.assent.foundation.access.SiteAccess;
import dev.assent.foundation.problem.Problem;
import dev.assent.notifier.request.Downloads;
import dev.assent.notifier.request.RequestDetails;
import dev.assent.notifier.request.Requests;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jspecify.annotations.Nullable;

import java.time.Clock;
import java.util.Set;
import java.util.UUID;

/** The pages on which a data protection officer sees what is open, and one request. */
@Path("/console")
@Produces(MediaType.TEXT_HTML + ";charset=UTF-8")
@Blocking
public class ConsoleResource {

    private static final int ON_ONE_PAGE = 50;
    private static final int MOST_SET_ASIDE = 50;
    // Nothing runs on these pages; a mail that slipped markup through could still do nothing.
    private static final String POLICY =
            "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

    private final Requests requests;
    private final SiteAccess access;
    private final Clock clock;

    ConsoleResource(Requests requests, SiteAccess access, Clock clock) {
        this.requests = requests;
        this.access = access;
        this.clock = clock;
    }

    /** The pages' templates. */
    @CheckedTemplate(basePath = "requests", defaultName = CheckedTemplate.HYPHENATED_ELEMENT_NAME)
    static class Templates {
        static native TemplateInstance openRequests(OpenRequests page);

        static native TemplateInstance oneRequest(OneRequest page);
    }

    /** What is open, the most urgent first. */
    @GET
    @AccessRule(roles = {Role.DPO, Role.AUDITOR})
    @Operation(summary = "The page of open requests")
    public Response openRequests(@QueryParam("cursor") @Nullable String cursor) {
        Set<String> sites = access.sites(Role.DPO, Role.AUDITOR);
        try {
            Requests.Page page = requests.page(sites, null, cursor, ON_ONE_PAGE);
            return html(Templates.openRequests(
                    OpenRequests.of(access.actor(), sites, page, requests.setAside(sites, MOST_SET_ASIDE), clock)));
        } catch (IllegalArgumentException e) {
            throw new Problem(400, "bad-parameter", "A parameter has no such value", "cursor");
        }
    }

    /** One request. */
    @GET
    @Path("sites/{site}/requests/{id}")
    @AccessRule(roles = {Role.DPO, Role.AUDITOR})
    @Operation(summary = "The page of one request; opening it is entered in the journal")
    public Response oneRequest(@PathParam("site") String site, @PathParam("id") String id) {
        RequestDetails details = requests.open(access.actor(), site, id(id)).orElseThrow(Problem::notFound);
        return html(Templates.oneRequest(OneRequest.of(access.actor(), details, clock)));
    }

    /** A file of a request. */
    @GET
    @Path("sites/{site}/requests/{id}/attachments/{attachment}")
    @Produces({MediaType.APPLICATION_OCTET_STREAM, MediaType.TEXT_HTML})
    @AccessRule(roles = {Role.DPO, Role.AUDITOR})
    @Operation(summary = "An attachment, to be saved; opening it is entered in the journal")
    public Response attachment(
            @PathParam("site") String site, @PathParam("id") String id, @PathParam("attachment") String attachment) {
        return Downloads.answer(requests.attachment(access.actor(), site, id(id), id(attachment))
                .orElseThrow(Problem::notFound));
    }

    private static UUID id(String text) {
        try {
            return UUID.fromString(text);
        } catch (IllegalArgumentException e) {
            throw Problem.notFound();
        }
    }

    private static Response html(TemplateInstance page) {
        return Response.ok(page.render(), MediaType.TEXT_HTML_TYPE.withCharset("UTF-8"))
                .header("Content-Security-Policy", POLICY)
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .build();
    }
}
