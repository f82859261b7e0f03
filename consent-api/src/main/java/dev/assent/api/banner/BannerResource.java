package dev.assent.api.banner;

import dev.assent.api.site.PublishedSite;
import dev.assent.api.site.PublishedSites;
import dev.assent.foundation.access.AccessRule;
import io.smallrye.common.annotation.NonBlocking;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** What a banner asks first. */
@Path("/v1/sites/{site}/banner")
@Tag(name = "Banner")
public class BannerResource {

    /** Short, so that a version that was just published is shown soon; asking again costs a 304. */
    private static final String CACHING = "public, max-age=60";

    private static final String EXAMPLE = """
            {"site": "smartsupp", "name": "Smartsupp", "bannerNeeded": true, "noticeVersion": 1,
             "noticeHash": "a509d693f30084773f6516726d49ef804a9ee4ddf8343559116845a8128aa35f",
             "language": "en", "languages": ["fr", "en"], "renewAfter": "P6M",
             "controller": {"name": "Smartsupp.com, s.r.o.", "contact": "dpo@smartsupp.test"},
             "purposes": [
               {"id": "necessary", "exempt": true, "name": "Necessary", "description": "Keeps the pages working."},
               {"id": "marketing", "exempt": false, "name": "Marketing", "description": "Shows advertisements."}],
             "vendors": [{"id": "google", "name": "Google", "country": "IE", "purposes": ["marketing"],
                          "policyUrl": "https://policies.google.example.test"}],
             "vendorChoices": false, "gpc": {"honoured": true, "denies": ["marketing"]},
             "consentMode": {"form": "basic", "types": {"ad_storage": ["marketing"]}},
             "texts": {"title": "Your choice", "accept": "Accept all", "refuse": "Refuse all"},
             "links": {"cookie-policy": "http://localhost:8082/v1/sites/smartsupp/documents/cookie-policy?lang=en"},
             "choicesUrl": "http://localhost:8080/v1/sites/smartsupp/choices",
             "consentUrl": "http://localhost:8081/v1/sites/smartsupp/consent"}""";

    private final PublishedSites sites;
    private final BannerConfigurations configurations;

    BannerResource(PublishedSites sites, BannerConfigurations configurations) {
        this.sites = sites;
        this.configurations = configurations;
    }

    /** The site's banner configuration. */
    @GET
    @NonBlocking
    @Produces(MediaType.APPLICATION_JSON)
    @AccessRule(everyone = true)
    @Operation(
            summary = "A site's banner configuration",
            description = "In the language asked for, else the browser's, else the site's default.")
    @APIResponse(
            responseCode = "200",
            description = "The configuration",
            content =
                    @Content(
                            schema = @Schema(implementation = BannerConfiguration.class),
                            examples = @ExampleObject(name = "smartsupp in English", value = EXAMPLE)))
    @APIResponse(responseCode = "304", description = "As the caller has it")
    @APIResponse(responseCode = "404", description = "unknown-site")
    @APIResponse(responseCode = "503", description = "sites-not-read-yet")
    public Response banner(
            @PathParam("site") String siteId,
            @QueryParam("lang") @Parameter(description = "A BCP 47 tag.") @Nullable String lang,
            @Parameter(hidden = true) @HeaderParam(HttpHeaders.ACCEPT_LANGUAGE) @Nullable String accepted,
            @Context Request request) {
        PublishedSite site = sites.get(siteId);
        String language = Languages.choose(site.snapshot().languages(), lang, accepted);
        Rendered configuration = configurations.of(site, language);
        Response.ResponseBuilder unchanged = request.evaluatePreconditions(configuration.tag());
        return (unchanged == null
                        ? Response.ok(configuration.json()).header(HttpHeaders.CONTENT_LANGUAGE, language)
                        : unchanged)
                .tag(configuration.tag())
                .header(HttpHeaders.CACHE_CONTROL, CACHING)
                .header(HttpHeaders.VARY, HttpHeaders.ACCEPT_LANGUAGE)
                .build();
    }
}
