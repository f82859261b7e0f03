package dev.assent.api.link;

import dev.assent.api.client.Caller;
import dev.assent.api.identity.IdempotencyKey;
import dev.assent.foundation.access.AccessRule;
import io.smallrye.common.annotation.Blocking;
import io.vertx.ext.web.RoutingContext;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.PUT;
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
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

import java.util.concurrent.CompletionStage;

/** Where a site's back end links browsers to its signed-in people. */
@Path("/v1/sites/{site}/links")
@Tag(name = "Server side")
public class LinkResource {

    private static final String PROBLEM = "application/problem+json";

    private final Links links;

    LinkResource(Links links) {
        this.links = links;
    }

    /** Begins or ends a link. */
    @PUT
    @Consumes(MediaType.APPLICATION_JSON)
    @Produces(MediaType.APPLICATION_JSON)
    @Blocking
    @AccessRule(scope = "choices:write")
    @Operation(
            summary = "Links a browser to a signed-in person, or ends that",
            description =
                    "Only where the site declares a purpose for it, and of effect only while the browser's own choice"
                            + " grants that purpose. The person's answers then fill in what this browser was never asked; a denial"
                            + " on either side stays one.")
    @RequestBody(
            required = true,
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = LinkRequest.class),
                            examples = @ExampleObject(name = "link", value = """
                                    {"subjectSecret": "000102030405060708090a0b0c0d0e0f", "person": "customer-4711",
                                     "linked": true}""")))
    @APIResponse(
            responseCode = "202",
            description = "The link is recorded",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = RecordedLink.class),
                            examples = @ExampleObject(name = "linked", value = """
                                    {"eventId": "019a9f6e-3c55-7d31-9b1c-3f1a5a1f0c11",
                                     "recordedAt": "2026-11-22T17:00:00.123Z", "linked": true}""")))
    @APIResponse(
            responseCode = "400",
            description = "malformed-request, invalid-link, invalid-idempotency-key",
            content = @Content(mediaType = PROBLEM, examples = @ExampleObject(name = "invalid-link", value = """
                                    {"type": "urn:assent:problem:invalid-link", "status": 400, "member": "person",
                                     "title": "A member of the link is not right", "detail": "This member is needed."}""")))
    @APIResponse(
            responseCode = "401",
            description = "not-signed-in",
            content = @Content(mediaType = PROBLEM, examples = @ExampleObject(name = "not-signed-in", value = """
                                    {"type": "urn:assent:problem:not-signed-in", "status": 401, "title": "Sign in first",
                                     "detail": "This needs a bearer token of the platform's realm."}""")))
    @APIResponse(
            responseCode = "403",
            description = "scope-needed",
            content = @Content(mediaType = PROBLEM, examples = @ExampleObject(name = "scope-needed", value = """
                                    {"type": "urn:assent:problem:scope-needed", "status": 403, "scope": "choices:write",
                                     "title": "The token lacks a scope",
                                     "detail": "Ask for the token with scope=choices:write."}""")))
    @APIResponse(
            responseCode = "404",
            description = "not-found: no such site, or another's",
            content = @Content(mediaType = PROBLEM, examples = @ExampleObject(name = "not-found", value = """
                                    {"type": "urn:assent:problem:not-found", "status": 404,
                                     "title": "There is nothing here"}""")))
    @APIResponse(
            responseCode = "422",
            description = "links-off, idempotency-key-reused",
            content = @Content(mediaType = PROBLEM, examples = @ExampleObject(name = "links-off", value = """
                                    {"type": "urn:assent:problem:links-off", "status": 422,
                                     "title": "This site does not link browsers to people",
                                     "detail": "Its publisher may declare a purpose for it: intake.linkPurpose."}""")))
    @APIResponse(
            responseCode = "503",
            description = "cannot-record-now, outcome-unknown, sites-not-read-yet, sign-in-unavailable",
            content = @Content(mediaType = PROBLEM, examples = @ExampleObject(name = "cannot-record-now", value = """
                                    {"type": "urn:assent:problem:cannot-record-now", "status": 503,
                                     "title": "The link cannot be recorded now",
                                     "detail": "It was not recorded. Send it again."}""")))
    public CompletionStage<Response> link(
            @PathParam("site") String site,
            @Context HttpHeaders headers,
            @Context RoutingContext request,
            @NotNull LinkRequest link) {
        var keys = headers.getRequestHeader(IdempotencyKey.HEADER);
        return links.record(
                        site,
                        link,
                        keys == null ? java.util.List.of() : keys,
                        Caller.of(request).trace())
                .thenApply(recorded -> Response.accepted(recorded)
                        .header(HttpHeaders.CACHE_CONTROL, "no-store")
                        .build());
    }
}
