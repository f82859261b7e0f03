package dev.assent.registry.publishing;

import dev.assent.foundation.access.AccessRule;
import dev.assent.foundation.access.Role;
import dev.assent.foundation.access.SiteAccess;
import dev.assent.foundation.problem.Problem;
import dev.assent.registry.publishing.Publishing.Outcome;
import dev.assent.registry.rule.Finding;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** Checking and publishing, for staff. */
@Path("/v1/sites/{site}")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Publishing")
public class PublishResource {

    private final Publishing publishing;
    private final SiteAccess access;

    PublishResource(Publishing publishing, SiteAccess access) {
        this.publishing = publishing;
        this.access = access;
    }

    /**
     * What publishing answers.
     *
     * @param published whether there is a new version; false if the newest one says the same already
     * @param version its number
     * @param hash SHA-256 of its content
     * @param publishedAt when it was published
     * @param findings what the rules found and did not refuse
     */
    record Answer(boolean published, int version, String hash, Instant publishedAt, List<Finding> findings) {}

    /** What a check answers: what the rules find in the draft. */
    record Checked(List<Finding> findings) {}

    @POST
    @Path("versions")
    @AccessRule(roles = Role.PUBLISHER)
    @Operation(
            summary = "Publish the draft as the next version",
            description = "Publishing what is published already does nothing and says so (200).")
    public Response publish(@PathParam("site") String site) {
        return switch (publishing.publish(site, access.actor())) {
            case Outcome.Published(Version version, List<Finding> findings) ->
                Response.created(URI.create("/v1/sites/" + site + "/versions/" + version.number()))
                        .entity(answer(true, version, findings))
                        .build();
            case Outcome.Unchanged(Version version) ->
                Response.ok(answer(false, version, List.of())).build();
            case Outcome.Refused(List<Finding> findings) ->
                throw new Problem(
                        422,
                        "not-publishable",
                        "Rules keep this draft from being published",
                        "Mend each finding whose severity is error, then publish again.",
                        Map.of("findings", findings));
            case Outcome.Unknown() -> throw Problem.notFound();
        };
    }

    @GET
    @Path("draft/findings")
    @AccessRule(roles = {Role.EDITOR, Role.PUBLISHER, Role.AUDITOR})
    @Operation(summary = "Check the draft against the publish rules")
    public Checked check(@PathParam("site") String site) {
        return new Checked(publishing.check(site).orElseThrow(Problem::notFound));
    }

    private static Answer answer(boolean published, Version version, List<Finding> findings) {
        return new Answer(published, version.number(), version.hash(), version.publishedAt(), findings);
    }
}
