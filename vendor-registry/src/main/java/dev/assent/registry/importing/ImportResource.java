package dev.assent.registry.importing;

import dev.assent.foundation.access.AccessRule;
import dev.assent.foundation.access.Role;
import dev.assent.foundation.access.SiteAccess;
import dev.assent.foundation.problem.Problem;
import dev.assent.registry.site.ContentJson;
import dev.assent.registry.site.Drafts;
import dev.assent.registry.site.SiteContent;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

import java.net.URI;
import java.util.Map;

/** Importing a site's file, for staff. */
@Path("/v1/sites")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Import")
public class ImportResource {

    private static final String YAML = "application/yaml";
    private static final String OLD_YAML = "application/x-yaml";
    private static final String TEXT_YAML = "text/yaml";

    private final SiteImport siteImport;
    private final Drafts drafts;
    private final SiteAccess access;

    ImportResource(SiteImport siteImport, Drafts drafts, SiteAccess access) {
        this.siteImport = siteImport;
        this.drafts = drafts;
        this.access = access;
    }

    /**
     * What an import answers.
     *
     * @param site the site's id
     * @param revision how often its draft has been changed; 0 for a new site
     */
    record Imported(String site, int revision) {}

    @POST
    @Consumes({YAML, OLD_YAML, TEXT_YAML, MediaType.APPLICATION_JSON})
    @AccessRule(roles = Role.EDITOR)
    @Operation(summary = "Make a site from its file", description = "One site per file, as YAML or JSON.")
    public Response create(String file) {
        SiteContent content = read(file);
        access.require(content.site(), Role.EDITOR);
        if (drafts.exists(content.site())) {
            throw new Problem(
                    409,
                    "site-exists",
                    "This site exists already",
                    "To replace its draft, PUT the file to /v1/sites/" + content.site() + ".");
        }
        return imported(content);
    }

    @PUT
    @Path("{site}")
    @Consumes({YAML, OLD_YAML, TEXT_YAML, MediaType.APPLICATION_JSON})
    @AccessRule(roles = Role.EDITOR)
    @Operation(summary = "Replace a site's draft by its file, or make the site")
    public Response replace(@PathParam("site") String site, String file) {
        SiteContent content = read(file);
        if (!content.site().equals(site)) {
            throw new Problem(
                    422,
                    "other-site",
                    "The file is about another site",
                    "The address names " + site + "; the file's first key has to say the same.");
        }
        return imported(content);
    }

    @GET
    @Path("{site}/draft")
    @AccessRule(roles = {Role.EDITOR, Role.PUBLISHER, Role.AUDITOR})
    @Operation(summary = "The site's draft")
    public Response draft(@PathParam("site") String site) {
        return Response.ok(ContentJson.write(drafts.find(site).orElseThrow(Problem::notFound)))
                .build();
    }

    private Response imported(SiteContent content) {
        int revision = siteImport.take(content, access.actor());
        Imported imported = new Imported(content.site(), revision);
        return revision == 0
                ? Response.created(URI.create("/v1/sites/" + content.site() + "/draft"))
                        .entity(imported)
                        .build()
                : Response.ok(imported).build();
    }

    private static SiteContent read(String file) {
        try {
            return SiteFile.read(file);
        } catch (SiteFileException e) {
            throw new Problem(
                    422,
                    "faulty-site-file",
                    "The site's file has faults",
                    "Mend every fault in the list and send the file again.",
                    Map.of("faults", e.faults()));
        }
    }
}
