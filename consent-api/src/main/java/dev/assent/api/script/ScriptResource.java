package dev.assent.api.script;

import dev.assent.foundation.access.AccessRule;
import dev.assent.foundation.problem.Problem;
import io.smallrye.common.annotation.NonBlocking;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

import java.util.Map;
import java.util.Optional;

/** The banner's script, for pages everywhere. */
@Path("/")
@Tag(name = "Banner")
public class ScriptResource {

    private static final String JAVASCRIPT = "text/javascript;charset=UTF-8";
    private static final String FOLLOWS_THE_NEWEST = "public, max-age=300";
    private static final String NEVER_CHANGES = "public, max-age=31536000, immutable";

    private static final String SCRIPT = "/* Assent consent banner, Apache-2.0 */ (()=>{…})();";
    private static final String HASHES = """
            {"version": "3f2a9c1d5e6b7081",
             "files": {"assent.js": "sha384-oqVuAfXRKap7fdgcCY5uykM6+R9GqQ8K/uxy9rx7HNQlGYl1kPzQho1wx4JwY8wC"}}""";
    private static final String UNKNOWN = """
            {"type": "urn:assent:problem:unknown-banner-version", "status": 404,
             "title": "There is no such version of the banner",
             "detail": "/banner/newest/integrity.json names the newest."}""";

    private final BannerScript scripts;

    ScriptResource(BannerScript scripts) {
        this.scripts = scripts;
    }

    /** The newest script. */
    @GET
    @NonBlocking
    @Path("banner.js")
    @Produces(JAVASCRIPT)
    @AccessRule(everyone = true)
    @Operation(summary = "The newest banner script")
    @APIResponse(
            responseCode = "200",
            description = "The script",
            content =
                    @Content(
                            mediaType = JAVASCRIPT,
                            schema = @Schema(type = SchemaType.STRING),
                            examples = @ExampleObject(name = "script", value = SCRIPT)))
    @APIResponse(responseCode = "304", description = "As the caller has it")
    public Response newest(@Context Request request) {
        return script(scripts.newest(), FOLLOWS_THE_NEWEST, request);
    }

    /** The script of one version. */
    @GET
    @NonBlocking
    @Path("banner/{version}/assent.js")
    @Produces(JAVASCRIPT)
    @AccessRule(everyone = true)
    @Operation(summary = "The banner script of one version, which never changes")
    @APIResponse(
            responseCode = "200",
            description = "The script",
            content =
                    @Content(
                            mediaType = JAVASCRIPT,
                            schema = @Schema(type = SchemaType.STRING),
                            examples = @ExampleObject(name = "script", value = SCRIPT)))
    @APIResponse(responseCode = "304", description = "As the caller has it")
    @APIResponse(
            responseCode = "404",
            description = "unknown-banner-version",
            content =
                    @Content(
                            mediaType = "application/problem+json",
                            examples = @ExampleObject(name = "unknown-banner-version", value = UNKNOWN)))
    public Response version(@PathParam("version") String version, @Context Request request) {
        return script(scripts.version(version), NEVER_CHANGES, request);
    }

    /** The hashes of one version's files; {@code newest} names the newest. */
    @GET
    @NonBlocking
    @Path("banner/{version}/integrity.json")
    @Produces(MediaType.APPLICATION_JSON)
    @AccessRule(everyone = true)
    @Operation(
            summary = "The hashes of a version's files, for integrity attributes",
            description = "The version newest stands for the one that banner.js answers with.")
    @APIResponse(
            responseCode = "200",
            description = "The hashes",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = Integrity.class),
                            examples = @ExampleObject(name = "hashes", value = HASHES)))
    @APIResponse(
            responseCode = "404",
            description = "unknown-banner-version",
            content =
                    @Content(
                            mediaType = "application/problem+json",
                            examples = @ExampleObject(name = "unknown-banner-version", value = UNKNOWN)))
    public Response integrity(@PathParam("version") String version) {
        boolean follows = version.equals("newest");
        VersionedScript script =
                (follows ? scripts.newest() : scripts.version(version)).orElseThrow(ScriptResource::unknown);
        return forEveryone(Response.ok(new Integrity(script.version(), Map.of(BannerScript.FILE, script.integrity()))))
                .header(HttpHeaders.CACHE_CONTROL, follows ? FOLLOWS_THE_NEWEST : NEVER_CHANGES)
                .build();
    }

    private static Response script(Optional<VersionedScript> found, String caching, Request request) {
        VersionedScript script = found.orElseThrow(ScriptResource::unknown);
        Response.ResponseBuilder unchanged = request.evaluatePreconditions(script.tag());
        return forEveryone(unchanged == null ? Response.ok(script.bytes()) : unchanged)
                .tag(script.tag())
                .header(HttpHeaders.CACHE_CONTROL, caching)
                .build();
    }

    /** Any page may load it, pinned by its hash or not. */
    private static Response.ResponseBuilder forEveryone(Response.ResponseBuilder response) {
        return response.header("Access-Control-Allow-Origin", "*")
                .header("Cross-Origin-Resource-Policy", "cross-origin");
    }

    private static Problem unknown() {
        return new Problem(
                404,
                "unknown-banner-version",
                "There is no such version of the banner",
                "/banner/newest/integrity.json names the newest.");
    }
}
