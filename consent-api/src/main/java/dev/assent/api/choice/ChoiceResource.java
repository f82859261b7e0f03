package dev.assent.api.choice;

import dev.assent.api.client.Caller;
import dev.assent.api.identity.IdempotencyKey;
import dev.assent.foundation.access.AccessRule;
import dev.assent.foundation.problem.Problem;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.ParameterIn;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.headers.Header;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.concurrent.CompletionStage;

/** Where choices are sent to. Those in the plain form are taken by {@link ChoiceRoute} before they come here. */
@Path("/v1/sites/{site}/choices")
@Tag(name = "Choices")
public class ChoiceResource {

    private static final String CHOICE = """
            {"subjectSecret": "5f0c1c526c1d4c559b531a52e1c1a001", "sequence": 1,
             "choices": {"preferences": "granted", "statistics": "denied"},
             "noticeVersion": 1, "language": "en", "surface": "banner", "method": "click",
             "occurredAt": "2026-11-22T17:00:00Z", "bannerVersion": "0.2.0+5f0c1c52"}""";
    private static final String RECORDED = """
            {"eventId": "019a9b7e-2f1c-7c55-9b53-1a52e1c1a001", "recordedAt": "2026-11-22T17:00:00.123Z",
             "commitment": "7Uo0k1mE1o9mJ2cUq0Ckz4d1c0hJ6yC9wq4s3b2a1Zc=",
             "receipt": "http://localhost:8081/v1/receipts/1-3/019a9b7e-2f1c-7c55-9b53-1a52e1c1a001/9aQdPYd0b8a3JrO0bkHp3w"}""";
    private static final String REPEATED = """
            {"eventId": "14defc7f-c4cf-888c-ab8d-411cf494d206",
             "receipt": "http://localhost:8081/v1/receipts/1-3/14defc7f-c4cf-888c-ab8d-411cf494d206/_wskrcOMKazRBrnCcDvypA"}""";

    private final Choices choices;

    ChoiceResource(Choices choices) {
        this.choices = choices;
    }

    /** Records a choice. */
    @POST
    @Consumes({MediaType.APPLICATION_JSON, MediaType.TEXT_PLAIN})
    @Produces(MediaType.APPLICATION_JSON)
    @AccessRule(everyone = true)
    @Operation(
            summary = "Records a choice",
            description = "Answers once the choice is safe. An answer for every purpose is written down: those that the"
                    + " choice does not mention as never asked, exempt ones as exempt. navigator.sendBeacon sends the same"
                    + " JSON as text/plain.")
    @Parameter(
            name = IdempotencyKey.HEADER,
            in = ParameterIn.HEADER,
            description =
                    "However often a body is sent under one key, and to whichever replica, it is one choice with one"
                            + " receipt. 1 to 64 visible ASCII characters, in quotes (RFC 8941) or bare. The same key with"
                            + " another body is refused where this replica remembers it, which is for some minutes.",
            schema = @Schema(implementation = String.class),
            example = "\"9f2c1a52-6c1d-4c55-9b53-1a52e1c1a001\"")
    @RequestBody(
            required = true,
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = ChoiceRequest.class),
                            examples = @ExampleObject(name = "choice", value = CHOICE)))
    @APIResponse(
            responseCode = "202",
            description = "The choice is recorded",
            content =
                    @Content(
                            schema = @Schema(implementation = RecordedChoice.class),
                            examples = {
                                @ExampleObject(name = "recorded", value = RECORDED),
                                @ExampleObject(name = "with an Idempotency-Key", value = REPEATED)
                            }))
    @APIResponse(responseCode = "400", description = "malformed-request, invalid-choice, invalid-idempotency-key")
    @APIResponse(responseCode = "403", description = "foreign-origin")
    @APIResponse(responseCode = "404", description = "unknown-site")
    @APIResponse(responseCode = "411", description = "length-required")
    @APIResponse(responseCode = "413", description = "too-large")
    @APIResponse(responseCode = "415", description = "unsupported-media-type")
    @APIResponse(
            responseCode = "422",
            description = "unknown-purpose, exempt-purpose, asked-elsewhere, address-needed, unknown-vendor,"
                    + " no-vendor-choices, no-signal, signal-not-honoured, unknown-notice-version, ahead-of-time, no-form,"
                    + " idempotency-key-reused")
    @APIResponse(responseCode = "408", description = "body-late")
    @APIResponse(
            responseCode = "429",
            description = "too-many-requests, too-many-forms",
            headers = @Header(name = HttpHeaders.RETRY_AFTER, schema = @Schema(type = SchemaType.INTEGER)))
    @APIResponse(
            responseCode = "503",
            description = "cannot-record-now, outcome-unknown (with eventId and idempotencyKey),"
                    + " confirmation-not-asked (with eventId),"
                    + " notice-version-not-known-yet,"
                    + " sites-not-read-yet, overloaded",
            headers = @Header(name = HttpHeaders.RETRY_AFTER, schema = @Schema(type = SchemaType.INTEGER)))
    public CompletionStage<Response> record(
            @PathParam("site") String site,
            @Parameter(hidden = true) @HeaderParam("Origin") @Nullable String origin,
            @Context RoutingContext request,
            byte[] body) {
        List<String> keys = request.request().headers().getAll(IdempotencyKey.HEADER);
        return choices.take(site, origin, keys, Caller.of(request), body)
                .thenApply(outcome -> switch (outcome) {
                    case Outcome.Recorded(RecordedChoice choice) -> Response.accepted(choice);
                    case Outcome.Refused(Problem problem) -> Response.fromResponse(problem.toResponse());
                })
                .thenApply(answer ->
                        answer.header(HttpHeaders.CACHE_CONTROL, "no-store").build());
    }
}
