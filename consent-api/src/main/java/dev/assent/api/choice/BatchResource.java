package dev.assent.api.choice;

import dev.assent.api.client.Caller;
import dev.assent.foundation.access.AccessRule;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Where a site's own server sends many choices at once. */
@Path("/v1/sites/{site}/choices/batch")
@Tag(name = "Server side")
public class BatchResource {

    private static final String PROBLEM = "application/problem+json";
    private static final int MULTI_STATUS = 207;

    private final Batches batches;

    BatchResource(Batches batches) {
        this.batches = batches;
    }

    /** Records many choices. */
    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Produces(MediaType.APPLICATION_JSON)
    @AccessRule(scope = "choices:write")
    @Operation(
            summary = "Records many choices",
            description =
                    "Up to 1,000 choices, each as a browser would send it, with two more members: person, the site's"
                            + " own id of somebody in place of subjectSecret, and idempotencyKey. One bad item hurts no other; the"
                            + " order within one subject is kept.")
    @RequestBody(
            required = true,
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(type = SchemaType.OBJECT),
                            examples = @ExampleObject(name = "batch", value = """
                                    {"choices": [
                                      {"person": "customer-4711", "idempotencyKey": "order-1", "action": "accept-all",
                                       "noticeVersion": 3, "language": "fr", "surface": "api", "method": "api"}]}""")))
    @APIResponse(
            responseCode = "200",
            description = "Every item is recorded",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = BatchAnswer.class),
                            examples = @ExampleObject(name = "all-recorded", value = """
                                    {"recorded": 1, "notRecorded": 0, "items": [
                                      {"status": 202, "eventId": "5f0c8f52-6a0e-8b11-9c51-0c9a1a5d7c11",
                                       "receipt": "https://ledger.example.test/v1/receipts/1-3/5f0c8f52-6a0e-8b11-9c51-0c9a1a5d7c11/9aQ0S3bYx2kT1uVvWwXxYw"}]}""")))
    @APIResponse(
            responseCode = "207",
            description =
                    "Some items are not recorded, or it is not known: each says why, and whether to send it again",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = BatchAnswer.class),
                            examples = @ExampleObject(name = "some-recorded", value = """
                                    {"recorded": 0, "notRecorded": 2, "items": [
                                      {"status": 422, "problem": {"type": "urn:assent:problem:unknown-purpose", "status": 422,
                                        "title": "The notice version has no such purpose", "purpose": "sales"}},
                                      {"status": 503, "retryAfter": 2, "problem": {
                                        "type": "urn:assent:problem:cannot-record-now", "status": 503,
                                        "title": "The choice cannot be recorded now",
                                        "detail": "It was not recorded. Keep it, and send it again."}}]}""")))
    @APIResponse(
            responseCode = "400",
            description = "malformed-request, malformed-batch",
            content = @Content(mediaType = PROBLEM, examples = @ExampleObject(name = "malformed-batch", value = """
                                    {"type": "urn:assent:problem:malformed-batch", "status": 400,
                                     "title": "The batch cannot be read",
                                     "detail": "It is an object with the one member choices, an array of one item or more."}""")))
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
            responseCode = "413",
            description = "too-many-items, too-large",
            content = @Content(mediaType = PROBLEM, examples = @ExampleObject(name = "too-many-items", value = """
                                    {"type": "urn:assent:problem:too-many-items", "status": 413, "most": 1000,
                                     "title": "The batch has too many items", "detail": "Send it in parts."}""")))
    @APIResponse(
            responseCode = "415",
            description = "unsupported-media-type",
            content =
                    @Content(
                            mediaType = PROBLEM,
                            examples = @ExampleObject(name = "unsupported-media-type", value = """
                                    {"type": "urn:assent:problem:unsupported-media-type", "status": 415,
                                     "title": "The body's type is not stated", "detail": "Send a Content-Type header."}""")))
    @APIResponse(
            responseCode = "503",
            description = "sign-in-unavailable",
            content =
                    @Content(mediaType = PROBLEM, examples = @ExampleObject(name = "sign-in-unavailable", value = """
                                    {"type": "urn:assent:problem:sign-in-unavailable", "status": 503,
                                     "title": "Your token cannot be checked now",
                                     "detail": "The identity provider does not answer. Try again."}""")))
    public Response take(@PathParam("site") String site, @Context RoutingContext request, byte[] body) {
        BatchAnswer answer = batches.take(site, Caller.of(request), body);
        return Response.status(answer.notRecorded() == 0 ? Response.Status.OK.getStatusCode() : MULTI_STATUS)
                .entity(answer)
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .build();
    }
}
