package dev.assent.api.importing;

import dev.assent.api.client.Caller;
import dev.assent.api.site.PublishedSites;
import dev.assent.foundation.access.AccessRule;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;

/** Where a site brings the history that another tool kept. */
@Path("/v1/sites/{site}/choices/import")
@Tag(name = "Server side")
public class ImportResource {

    static final String CSV = "text/csv";
    static final String NDJSON = "application/x-ndjson";

    private static final String PROBLEM = "application/problem+json";

    private final PublishedSites sites;
    private final Importing importing;

    ImportResource(PublishedSites sites, Importing importing) {
        this.sites = sites;
        this.importing = importing;
    }

    /** Takes over choices that another tool kept. */
    @POST
    @Consumes({CSV, NDJSON})
    @Produces(MediaType.APPLICATION_JSON)
    @AccessRule(scope = "choices:write")
    @Operation(
            summary = "Takes over choices that another tool kept",
            description =
                    "Each is marked as imported, with its source and original time, from which its validity counts. An"
                            + " imported choice never takes the place of one that was made here. The same line of the same source"
                            + " is the same choice: repeat an import as often as you like.")
    @RequestBody(
            required = true,
            content = {
                @Content(
                        mediaType = CSV,
                        schema = @Schema(type = SchemaType.STRING),
                        examples = @ExampleObject(name = "csv", value = """
                                                person,recordedAt,notice,choices.statistics,choices.marketing
                                                customer-4711,2026-03-01T09:30:00Z,banner of 2025,granted,denied
                                                """)),
                @Content(
                        mediaType = NDJSON,
                        schema = @Schema(implementation = Row.class),
                        examples = @ExampleObject(name = "ndjson", value = """
                                                {"person": "customer-4711", "recordedAt": "2026-03-01T09:30:00Z", \
                                                "choices": {"statistics": "granted"}}
                                                """))
            })
    @APIResponse(
            responseCode = "200",
            description = "Every line was read, and is recorded or refused",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = Report.class),
                            examples = @ExampleObject(name = "report", value = """
                                    {"source": "old-tool", "lines": 25000, "recorded": 24999, "refused": 1,
                                     "refusals": [{"line": 312, "reason": "ahead-of-time", "member": "recordedAt",
                                       "detail": "It lies ahead of this server's time."}],
                                     "refusalsNotListed": 0}""")))
    @APIResponse(
            responseCode = "400",
            description = "invalid-import, malformed-import",
            content = @Content(mediaType = PROBLEM, examples = @ExampleObject(name = "invalid-import", value = """
                                    {"type": "urn:assent:problem:invalid-import", "status": 400,
                                     "title": "A parameter of the import is not right", "parameter": "source",
                                     "detail": "Name the other tool in 1 to 128 letters, digits and . _ : + -"}""")))
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
            responseCode = "408",
            description = "import-too-slow (with report)",
            content = @Content(mediaType = PROBLEM, examples = @ExampleObject(name = "import-too-slow", value = """
                                    {"type": "urn:assent:problem:import-too-slow", "status": 408,
                                     "title": "The import came too slowly",
                                     "detail": "It is to come at 32768 bytes a second or more. Send all of it again: what is recorded already is not recorded twice.",
                                     "report": {"source": "old-tool", "lines": 9000, "recorded": 9000, "refused": 0,
                                       "refusals": [], "refusalsNotListed": 0}}""")))
    @APIResponse(
            responseCode = "413",
            description = "too-large",
            content = @Content(mediaType = PROBLEM, examples = @ExampleObject(name = "too-large", value = """
                                    {"type": "urn:assent:problem:too-large", "status": 413,
                                     "title": "The body is too large",
                                     "detail": "Split the import; its parts may come in any order."}""")))
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
            responseCode = "422",
            description = "unknown-purpose, unknown-notice-version, unreadable-from-line (with line and report)",
            content = @Content(mediaType = PROBLEM, examples = @ExampleObject(name = "unknown-purpose", value = """
                                    {"type": "urn:assent:problem:unknown-purpose", "status": 422, "purpose": "analytics",
                                     "title": "The notice version does not ask for such a purpose",
                                     "detail": "Map it onto one that it asks for with purpose=OLD:NEW, or leave it out."}""")))
    @APIResponse(
            responseCode = "503",
            description =
                    "import-interrupted (with report), import-busy, notice-version-not-known-yet, sites-not-read-yet,"
                            + " sign-in-unavailable",
            content =
                    @Content(mediaType = PROBLEM, examples = @ExampleObject(name = "import-interrupted", value = """
                                    {"type": "urn:assent:problem:import-interrupted", "status": 503,
                                     "title": "The import cannot go on now",
                                     "detail": "Send all of it again later: what is recorded already is not recorded twice.",
                                     "report": {"source": "old-tool", "lines": 9000, "recorded": 9000, "refused": 0,
                                       "refusals": [], "refusalsNotListed": 0}}""")))
    public Report take(
            @PathParam("site") String site,
            @Parameter(description = "The other tool.", example = "old-tool") @QueryParam("source") @Nullable
                    String source,
            @Parameter(description = "The version onto whose purposes the history is mapped.", example = "3")
                    @QueryParam("noticeVersion")
                    @Nullable
                    Integer noticeVersion,
            @Parameter(description = "The language of lines that state none.", example = "fr")
                    @QueryParam("language")
                    @Nullable
                    String language,
            @Parameter(
                            description = "OLD:NEW, where the other tool named a purpose differently.",
                            example = "analytics:statistics")
                    @QueryParam("purpose")
                    List<String> purposes,
            @Parameter(hidden = true) @HeaderParam(HttpHeaders.CONTENT_TYPE) String contentType,
            @Context RoutingContext request,
            InputStream body)
            throws IOException {
        Mapping mapping = Mapping.of(sites.get(site), source, noticeVersion, language, purposes);
        boolean csv = MediaType.valueOf(contentType).isCompatible(MediaType.valueOf(CSV));
        return importing.run(
                mapping,
                body,
                (paced, longest) -> csv ? csv(paced, longest, mapping) : new JsonLines(paced, longest),
                Caller.of(request).trace());
    }

    private static Lines csv(InputStream body, int longest, Mapping mapping) throws IOException {
        CsvLines lines = new CsvLines(body, longest);
        mapping.checkPurposes(lines.purposes());
        return lines;
    }
}
