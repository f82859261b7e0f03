package dev.assent.api.http;

import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.RoutingContext;
import org.jspecify.annotations.Nullable;

/** The addresses that choices are sent to: those below a site that change something. */
final class ChoiceAddress {

    private static final String SITES = "/v1/sites/";

    private ChoiceAddress() {}

    /** The site that a request would change something of, as the address names it; null for every other request. */
    static @Nullable String site(RoutingContext context) {
        HttpMethod method = context.request().method();
        if (!method.equals(HttpMethod.POST) && !method.equals(HttpMethod.PUT) && !method.equals(HttpMethod.DELETE)) {
            return null;
        }
        String path = context.normalizedPath();
        int end = path.startsWith(SITES) ? path.indexOf('/', SITES.length()) : -1;
        return end < 0 ? null : path.substring(SITES.length(), end);
    }
}
