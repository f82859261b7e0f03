package dev.assent.ledger.consent;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.core.MultivaluedMap;
import org.jboss.resteasy.reactive.server.ServerResponseFilter;

/**
 * Receipts and logs are for every page, since whoever holds a receipt's address may read it and logs are public. Receipts
 * also stay out of caches and search engines.
 */
@ApplicationScoped
class SharedWithEveryone {

    private static final String RECEIPTS = "/v1/receipts/";
    private static final String LOGS = "/v1/logs";
    private static final int NOT_FOUND = 404;
    private static final String ALLOW_ORIGIN = "Access-Control-Allow-Origin";

    /** Says which page may read the answer. */
    @ServerResponseFilter
    public void answer(ContainerRequestContext request, ContainerResponseContext response) {
        String path = request.getUriInfo().getRequestUri().getPath();
        MultivaluedMap<String, Object> headers = response.getHeaders();
        if (path.startsWith(RECEIPTS)) {
            headers.putSingle("Cache-Control", "no-store");
            headers.putSingle("X-Robots-Tag", "noindex, nofollow");
        }
        if (path.startsWith(RECEIPTS) || path.startsWith(LOGS)) {
            headers.putSingle(ALLOW_ORIGIN, "*");
        }
        if (path.startsWith(LOGS) && response.getStatus() == NOT_FOUND) {
            // A tile that is not there yet will be: a cache must not remember that it was not.
            headers.putSingle("Cache-Control", "no-store");
        }
    }
}
