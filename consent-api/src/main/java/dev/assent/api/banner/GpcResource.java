package dev.assent.api.banner;

import dev.assent.api.site.PublishedSite;
import dev.assent.api.site.PublishedSites;
import dev.assent.foundation.access.AccessRule;
import dev.assent.foundation.problem.Problem;
import io.smallrye.common.annotation.NonBlocking;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.HostAndPort;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

import java.util.List;

/** Whether a site abides by Global Privacy Control, in the form in which its origin states it. */
@Path("/")
@Tag(name = "Banner")
public class GpcResource {

    private static final String CACHING = "public, max-age=3600";

    private static final String EXAMPLE = "{\"gpc\": true, \"lastUpdate\": \"2026-11-22\"}";
    private static final String NO_SITE = """
            {"type": "urn:assent:problem:no-site-here", "status": 404, "title": "No site has this host",
             "detail": "Ask under the host of one of the site's origins, or for /v1/sites/{site}/gpc.json."}""";

    private final PublishedSites sites;

    GpcResource(PublishedSites sites) {
        this.sites = sites;
    }

    /** The statement of one site, to be served at its own origin. */
    @GET
    @NonBlocking
    @Path("v1/sites/{site}/gpc.json")
    @Produces(MediaType.APPLICATION_JSON)
    @AccessRule(everyone = true)
    @Operation(
            summary = "A site's GPC support resource",
            description = "For the site to serve or redirect to at /.well-known/gpc.json of its own origin.")
    @APIResponse(
            responseCode = "200",
            description = "The statement",
            content =
                    @Content(
                            schema = @Schema(implementation = GpcSupport.class),
                            examples = @ExampleObject(name = "honoured", value = EXAMPLE)))
    @APIResponse(responseCode = "404", description = "unknown-site")
    @APIResponse(responseCode = "503", description = "sites-not-read-yet")
    public Response ofSite(@PathParam("site") String site) {
        return answer(List.of(sites.get(site)));
    }

    /** The statement of the origin that the request names, where a site's proxy leads here. */
    @GET
    @NonBlocking
    @Path(".well-known/gpc.json")
    @Produces(MediaType.APPLICATION_JSON)
    @AccessRule(everyone = true)
    @Operation(
            summary = "The GPC support resource of the host that is asked",
            description = "For sites whose proxy leads this address here under the site's own host name.")
    @APIResponse(
            responseCode = "200",
            description = "The statement",
            content =
                    @Content(
                            schema = @Schema(implementation = GpcSupport.class),
                            examples = @ExampleObject(name = "honoured", value = EXAMPLE)))
    @APIResponse(
            responseCode = "404",
            description = "no-site-here",
            content =
                    @Content(
                            mediaType = "application/problem+json",
                            examples = @ExampleObject(name = "no-site-here", value = NO_SITE)))
    public Response ofHost(@Context HttpServerRequest request) {
        HostAndPort asked = request.authority();
        List<PublishedSite> here = asked == null ? List.of() : sites.at(asked.toString());
        if (here.isEmpty()) {
            throw new Problem(
                    404,
                    "no-site-here",
                    "No site has this host",
                    "Ask under the host of one of the site's origins, or for /v1/sites/{site}/gpc.json.");
        }
        return answer(here);
    }

    private static Response answer(List<PublishedSite> of) {
        return Response.ok(GpcSupport.of(of))
                .header(HttpHeaders.CACHE_CONTROL, CACHING)
                .build();
    }
}
