package dev.assent.ledger.consent;

import dev.assent.foundation.snapshot.Snapshots;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.Response;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;
import org.jboss.resteasy.reactive.server.ServerResponseFilter;
import org.jspecify.annotations.Nullable;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Which web pages may read what: a subject's state only pages of its site; receipts and logs every page, since whoever
 * holds a receipt's address may read it and logs are public. Receipts also stay out of caches and search engines.
 */
@ApplicationScoped
class SiteOrigins {

    private static final Pattern CONSENT = Pattern.compile("/v1/sites/([a-z0-9-]{1,63})/consent");
    private static final String RECEIPTS = "/v1/receipts/";
    private static final String LOGS = "/v1/logs";
    private static final String ALLOW_ORIGIN = "Access-Control-Allow-Origin";

    private final Snapshots snapshots;

    SiteOrigins(Snapshots snapshots) {
        this.snapshots = snapshots;
    }

    /** Answers a page's question whether it may send the secret. */
    @ServerRequestFilter(preMatching = true)
    public Optional<Response> preflight(ContainerRequestContext request) {
        String origin = request.getHeaderString("Origin");
        if (!"OPTIONS".equals(request.getMethod()) || !allowed(path(request), origin)) {
            return Optional.empty();
        }
        return Optional.of(Response.noContent()
                .header("Access-Control-Allow-Methods", "GET")
                .header("Access-Control-Allow-Headers", ConsentResource.SUBJECT_HEADER)
                .header("Access-Control-Max-Age", 600)
                .build());
    }

    /** Says which page may read the answer. */
    @ServerResponseFilter
    public void answer(ContainerRequestContext request, ContainerResponseContext response) {
        String path = path(request);
        String origin = request.getHeaderString("Origin");
        MultivaluedMap<String, Object> headers = response.getHeaders();
        if (path.startsWith(RECEIPTS)) {
            headers.putSingle("Cache-Control", "no-store");
            headers.putSingle("X-Robots-Tag", "noindex, nofollow");
        }
        if (path.startsWith(RECEIPTS) || path.startsWith(LOGS)) {
            headers.putSingle(ALLOW_ORIGIN, "*");
        } else if (CONSENT.matcher(path).matches()) {
            headers.putSingle("Vary", "Origin");
            if (origin != null && allowed(path, origin)) {
                headers.putSingle(ALLOW_ORIGIN, origin);
            }
        }
    }

    private boolean allowed(String path, @Nullable String origin) {
        Matcher consent = CONSENT.matcher(path);
        return origin != null
                && consent.matches()
                && snapshots
                        .find(consent.group(1))
                        .filter(site -> site.origins().contains(origin))
                        .isPresent();
    }

    private static String path(ContainerRequestContext request) {
        return request.getUriInfo().getRequestUri().getPath();
    }
}
