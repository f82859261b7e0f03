package dev.assent.registry.document;

import dev.assent.foundation.access.AccessRule;
import dev.assent.foundation.problem.Problem;
import dev.assent.registry.publishing.RegistryConfig;
import dev.assent.registry.publishing.Version;
import dev.assent.registry.publishing.Versions;
import dev.assent.registry.text.PlatformTexts;
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
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;

/** What everyone may read of a site: only what is published. */
@Path("/v1/sites/{site}")
@Tag(name = "Public")
public class PublicResource {

    private static final String COOKIE_POLICY = "cookie-policy";

    private final Versions versions;
    private final RegistryConfig config;

    PublicResource(Versions versions, RegistryConfig config) {
        this.versions = versions;
        this.config = config;
    }

    @GET
    @Produces(MediaType.APPLICATION_JSON)
    @AccessRule(everyone = true)
    @Operation(summary = "A site's facts, as its newest version says them")
    public Response site(@PathParam("site") String site, @Context Request request) {
        return CachedAnswer.json(VersionJson.of(newest(site)), request);
    }

    @GET
    @Path("versions/{number}")
    @Produces(MediaType.APPLICATION_JSON)
    @AccessRule(everyone = true)
    @Operation(
            summary = "One version of a site",
            description = "The hash is SHA-256 over the member content as canonical JSON (RFC 8785) in UTF-8.")
    public Response version(@PathParam("site") String site, @PathParam("number") int number, @Context Request request) {
        return CachedAnswer.json(VersionJson.of(versions.find(site, number).orElseThrow(Problem::notFound)), request);
    }

    @GET
    @Path("cookies")
    @Produces(MediaType.APPLICATION_JSON)
    @AccessRule(everyone = true)
    @Operation(summary = "What the site keeps on a device, in one language")
    public Response cookies(
            @PathParam("site") String site,
            @QueryParam("lang") @Nullable String lang,
            @HeaderParam(HttpHeaders.ACCEPT_LANGUAGE) @Nullable String acceptLanguage,
            @Context Request request) {
        return list(site, lang, acceptLanguage, request, "cookies", CookieView::of);
    }

    @GET
    @Path("vendors")
    @Produces(MediaType.APPLICATION_JSON)
    @AccessRule(everyone = true)
    @Operation(summary = "Who receives data, in one language")
    public Response vendors(
            @PathParam("site") String site,
            @QueryParam("lang") @Nullable String lang,
            @HeaderParam(HttpHeaders.ACCEPT_LANGUAGE) @Nullable String acceptLanguage,
            @Context Request request) {
        return list(site, lang, acceptLanguage, request, "vendors", VendorView::of);
    }

    @GET
    @Path("documents/{document}")
    @Produces({MediaType.TEXT_HTML, MediaType.APPLICATION_JSON})
    @AccessRule(everyone = true)
    @Operation(
            summary = "A document of the site, as a page or as JSON",
            description =
                    "format=html or json decides before Accept does; part=content gives the page's content alone, "
                            + "to be shown within a page of the site.")
    public Response document(
            @PathParam("site") String site,
            @PathParam("document") String document,
            @QueryParam("lang") @Nullable String lang,
            @QueryParam("format") @Nullable String format,
            @QueryParam("part") @Nullable String part,
            @HeaderParam(HttpHeaders.ACCEPT_LANGUAGE) @Nullable String acceptLanguage,
            @Context Request request) {
        Version version = newest(site);
        if (!document.equals(COOKIE_POLICY)) {
            throw new Problem(
                    404,
                    "unknown-document",
                    "There is no such document",
                    "This site has " + COOKIE_POLICY + ".",
                    Map.of("documents", List.of(COOKIE_POLICY)));
        }
        Wording wording = wording(version, lang, acceptLanguage);
        CookiePolicy policy = CookiePolicyWriter.write(version, wording, siteUrl(version));
        return switch (DocumentFormat.choose(format, part, request)) {
            case PAGE ->
                CachedAnswer.html(Pages.cookiePolicy(policy, links(policy)).render(), wording, request);
            case CONTENT -> CachedAnswer.html(Pages.cookiePolicyContent(policy).render(), wording, request);
            case JSON -> CachedAnswer.json(policy, wording, request);
        };
    }

    private <T> Response list(
            String site,
            @Nullable String lang,
            @Nullable String acceptLanguage,
            Request request,
            String name,
            BiFunction<Version, Wording, List<T>> list) {
        Version version = newest(site);
        Wording wording = wording(version, lang, acceptLanguage);
        // In a fixed order: the answer's bytes decide its tag.
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("site", version.site());
        answer.put("version", version.number());
        answer.put("hash", version.hash());
        answer.put("language", wording.language());
        answer.put(name, list.apply(version, wording));
        return CachedAnswer.json(answer, wording, request);
    }

    private Version newest(String site) {
        return versions.newest(site).orElseThrow(Problem::notFound);
    }

    private static Wording wording(Version version, @Nullable String lang, @Nullable String acceptLanguage) {
        String language = Languages.choose(version.content().languages(), lang, acceptLanguage);
        // A version that was frozen before the platform had a text takes the present one; its own words stay.
        Map<String, String> texts = new LinkedHashMap<>(PlatformTexts.in(language));
        texts.putAll(version.content().texts().getOrDefault(language, Map.of()));
        return new Wording(language, texts);
    }

    private String siteUrl(Version version) {
        return config.siteAddress()
                .map(address -> address.replace("{site}", version.site()))
                .orElseGet(() -> version.content().origins().getFirst() + "/");
    }

    private static List<Pages.LanguageLink> links(CookiePolicy policy) {
        return policy.languages().stream()
                .map(tag -> new Pages.LanguageLink(tag, CookiePolicyWriter.nameOf(tag), tag.equals(policy.language())))
                .toList();
    }
}
