package dev.assent.api.confirmation;

import dev.assent.api.client.Caller;
import dev.assent.foundation.access.AccessRule;
import dev.assent.foundation.problem.Problem;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.GET;
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
import org.eclipse.microprofile.openapi.annotations.headers.Header;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;

/**
 * The page that a confirmation mail leads to. Looking at it changes nothing, however often and by whatever program: mail
 * scanners follow links. Only its button confirms.
 */
@Path("/v1/confirmations/{token}")
@Tag(name = "Confirmations")
public class ConfirmationResource {

    private static final String HTML = MediaType.TEXT_HTML + ";charset=UTF-8";
    private static final String PROBLEM = "application/problem+json";
    private static final String CSP = "Content-Security-Policy";
    private static final String EXPIRED = """
            {"type": "urn:assent:problem:confirmation-expired", "title": "This link has expired", "status": 410,
             "detail": "Nothing was confirmed. Fill in the form again to get a new mail."}""";
    private static final String PAGE = "<!doctype html><html lang=\"en\">…</html>";
    private static final String UNKNOWN = """
            {"type": "urn:assent:problem:unknown-confirmation", "title": "This link confirms nothing", "status": 404,
             "detail": "Open the link exactly as it stands in the mail."}""";
    private static final String STARTING = """
            {"type": "urn:assent:problem:sites-not-read-yet", "title": "The published sites are still being read",
             "status": 503, "detail": "This replica has just started. Try again."}""";
    private static final String TOO_MANY = """
            {"type": "urn:assent:problem:too-many-requests", "title": "Too many requests", "status": 429,
             "detail": "Try again after the seconds in Retry-After.", "violated-policies": ["client"]}""";
    private static final String LATER = """
            {"type": "urn:assent:problem:cannot-record-now", "title": "The confirmation cannot be recorded now", "status": 503,
             "detail": "Try again."}""";
    // Nothing runs on these pages, and nobody may frame their button.
    private static final String POLICY =
            "default-src 'none'; style-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

    private final Confirmations confirmations;
    private final Pages pages;

    ConfirmationResource(Confirmations confirmations, Pages pages) {
        this.confirmations = confirmations;
        this.pages = pages;
    }

    /** Shows what the link would confirm. */
    @GET
    @Produces({HTML, MediaType.APPLICATION_JSON, PROBLEM})
    @AccessRule(everyone = true)
    @Operation(
            summary = "Shows what a confirmation mail's link would confirm, with a button",
            description = "Changes nothing. A page, or JSON where Accept asks for JSON and for no page.")
    @APIResponse(
            responseCode = "200",
            description = "What would be confirmed",
            content = {
                @Content(
                        mediaType = MediaType.TEXT_HTML,
                        schema = @Schema(type = SchemaType.STRING),
                        examples = @ExampleObject(name = "page", value = PAGE)),
                @Content(
                        mediaType = MediaType.APPLICATION_JSON,
                        schema = @Schema(implementation = Question.class),
                        examples =
                                @ExampleObject(
                                        name = "question",
                                        value =
                                                "{\"site\": \"onesmartech\", \"purposes\": [\"newsletter\"], \"expiresAt\": \"2026-11-23T17:00:00Z\"}"))
            })
    @APIResponse(
            responseCode = "404",
            description = "unknown-confirmation, unknown-site",
            content = @Content(mediaType = PROBLEM, examples = @ExampleObject(name = "unknown", value = UNKNOWN)))
    @APIResponse(
            responseCode = "410",
            description = "confirmation-expired",
            content = @Content(mediaType = PROBLEM, examples = @ExampleObject(name = "expired", value = EXPIRED)))
    @APIResponse(
            responseCode = "503",
            description = "sites-not-read-yet",
            content = @Content(mediaType = PROBLEM, examples = @ExampleObject(name = "starting", value = STARTING)),
            headers = @Header(name = HttpHeaders.RETRY_AFTER, schema = @Schema(type = SchemaType.INTEGER)))
    public Response show(
            @PathParam("token") String token, @Context HttpHeaders headers, @Context RoutingContext request) {
        ownPolicy(request);
        try {
            Confirmations.Link link = confirmations.open(token);
            return wantsJson(headers)
                    ? safe(Response.ok(Question.of(link), MediaType.APPLICATION_JSON_TYPE))
                    : page(200, pages.question(link));
        } catch (Problem e) {
            return refused(e, token, headers);
        }
    }

    /** Confirms. */
    @POST
    @Produces({HTML, MediaType.APPLICATION_JSON, PROBLEM})
    @AccessRule(everyone = true)
    @Operation(
            summary = "Confirms a pending choice",
            description =
                    "Any number of times: the first counts, and the answer names the same event. A page, or JSON where"
                            + " Accept asks for JSON and for no page.")
    @APIResponse(
            responseCode = "200",
            description = "The choice is confirmed and recorded",
            content = {
                @Content(
                        mediaType = MediaType.TEXT_HTML,
                        schema = @Schema(type = SchemaType.STRING),
                        examples = @ExampleObject(name = "page", value = PAGE)),
                @Content(
                        mediaType = MediaType.APPLICATION_JSON,
                        schema = @Schema(implementation = Confirmed.class),
                        examples =
                                @ExampleObject(
                                        name = "confirmed",
                                        value =
                                                "{\"eventId\": \"5b3f0c9e-6a1d-8e52-9c41-2f8f4f0d7a10\", \"recordedAt\": \"2026-11-22T17:05:00.123Z\", \"receipt\": \"https://ledger.example.test/v1/receipts/1-3/5b3f0c9e-6a1d-8e52-9c41-2f8f4f0d7a10/9aQdPYd0b8a3JrO0bkHp3w\"}"))
            })
    @APIResponse(
            responseCode = "404",
            description = "unknown-confirmation, unknown-site",
            content = @Content(mediaType = PROBLEM, examples = @ExampleObject(name = "unknown", value = UNKNOWN)))
    @APIResponse(
            responseCode = "410",
            description = "confirmation-expired",
            content = @Content(mediaType = PROBLEM, examples = @ExampleObject(name = "expired", value = EXPIRED)))
    @APIResponse(
            responseCode = "503",
            description =
                    "cannot-record-now, outcome-unknown (with eventId and receipt), overloaded, sites-not-read-yet",
            content = @Content(mediaType = PROBLEM, examples = @ExampleObject(name = "later", value = LATER)),
            headers = @Header(name = HttpHeaders.RETRY_AFTER, schema = @Schema(type = SchemaType.INTEGER)))
    @APIResponse(
            responseCode = "429",
            description = "too-many-requests",
            content = @Content(mediaType = PROBLEM, examples = @ExampleObject(name = "too-many", value = TOO_MANY)),
            headers = @Header(name = HttpHeaders.RETRY_AFTER, schema = @Schema(type = SchemaType.INTEGER)))
    public CompletionStage<Response> confirm(
            @PathParam("token") String token, @Context HttpHeaders headers, @Context RoutingContext request) {
        ownPolicy(request);
        Confirmations.Link link;
        try {
            link = confirmations.open(token);
        } catch (Problem e) {
            return CompletableFuture.completedStage(refused(e, token, headers));
        }
        return confirmations.confirm(link, Caller.of(request)).handle((confirmed, failure) -> {
            if (failure == null) {
                return wantsJson(headers)
                        ? safe(Response.ok(confirmed, MediaType.APPLICATION_JSON_TYPE))
                        : page(200, pages.confirmed(link, confirmed));
            }
            Throwable cause = failure instanceof CompletionException ? failure.getCause() : failure;
            if (cause instanceof Problem problem) {
                return refused(problem, token, headers);
            }
            throw new CompletionException(cause);
        });
    }

    private Response refused(Problem problem, String token, HttpHeaders headers) {
        if (wantsJson(headers)) {
            return safe(Response.fromResponse(problem.toResponse()));
        }
        Response plain = problem.toResponse();
        Response page =
                page(plain.getStatus(), pages.refused(plain.getStatus(), token, headers.getAcceptableLanguages()));
        Object retryAfter = plain.getHeaders().getFirst(HttpHeaders.RETRY_AFTER);
        return retryAfter == null
                ? page
                : Response.fromResponse(page)
                        .header(HttpHeaders.RETRY_AFTER, retryAfter)
                        .build();
    }

    /** Browsers hold a page to every policy that it comes with: the one that is for all other answers forbids its style. */
    private static void ownPolicy(RoutingContext request) {
        request.response().headers().remove(CSP);
    }

    private static Response page(int status, String html) {
        return safe(Response.status(status).entity(html).type(HTML));
    }

    private static Response safe(Response.ResponseBuilder answer) {
        return answer.header(CSP, POLICY)
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .header("X-Robots-Tag", "noindex")
                .header(HttpHeaders.VARY, HttpHeaders.ACCEPT)
                .build();
    }

    /** People's programs ask for pages, or for anything; whoever asks for JSON alone gets it. */
    private static boolean wantsJson(HttpHeaders headers) {
        return headers.getAcceptableMediaTypes().stream()
                .noneMatch(type -> type.isWildcardSubtype() || type.getSubtype().equals("html"));
    }
}
