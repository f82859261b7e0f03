package dev.assent.api.http;

import dev.assent.api.site.PublishedSite;
import dev.assent.api.site.PublishedSites;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Lets browsers show the answers of a site's addresses to that site's own pages, and to no others (CORS). Which pages
 * those are comes from the site's newest snapshot, so a new origin works as soon as it is published.
 */
@ApplicationScoped
class SiteOrigins {

    private static final int BEFORE_ALL_ELSE = 1000;
    private static final Pattern SITE_ADDRESS = Pattern.compile("/v1/sites/([^/]+)/(choices|banner)");
    private static final Map<String, String> METHOD = Map.of("choices", "POST", "banner", "GET");
    private static final Duration PREFLIGHT_HOLDS = Duration.ofHours(2);

    private final PublishedSites sites;

    SiteOrigins(PublishedSites sites) {
        this.sites = sites;
    }

    void register(@Observes Filters filters) {
        filters.register(this::handle, BEFORE_ALL_ELSE);
    }

    private void handle(RoutingContext context) {
        Matcher address = SITE_ADDRESS.matcher(context.normalizedPath());
        if (!address.matches()) {
            context.next();
            return;
        }
        String origin = context.request().getHeader(HttpHeaders.ORIGIN);
        boolean own = isOwn(address.group(1), origin);
        context.addHeadersEndHandler(done -> {
            // At the end, because what the resource says must stand beside it.
            context.response().headers().add(HttpHeaders.VARY, HttpHeaders.ORIGIN);
            if (own && origin != null) {
                context.response()
                        .putHeader(HttpHeaders.ACCESS_CONTROL_ALLOW_ORIGIN, origin)
                        .putHeader(HttpHeaders.ACCESS_CONTROL_EXPOSE_HEADERS, "ETag, Retry-After");
            }
        });
        if (isPreflight(context)) {
            answerPreflight(context, own, METHOD.get(address.group(2)));
        } else {
            context.next();
        }
    }

    private boolean isOwn(String site, @Nullable String origin) {
        Optional<PublishedSite> known = origin == null ? Optional.empty() : sites.find(site);
        return known.isPresent() && known.get().isOwnOrigin(origin);
    }

    private static boolean isPreflight(RoutingContext context) {
        return context.request().method().equals(HttpMethod.OPTIONS)
                && context.request().headers().contains(HttpHeaders.ORIGIN)
                && context.request().headers().contains(HttpHeaders.ACCESS_CONTROL_REQUEST_METHOD);
    }

    private static void answerPreflight(RoutingContext context, boolean own, @Nullable String method) {
        if (!own) {
            ProblemAnswer.FOREIGN_ORIGIN.send(context);
            return;
        }
        context.response()
                .setStatusCode(204)
                .putHeader(HttpHeaders.ACCESS_CONTROL_ALLOW_METHODS, method)
                .putHeader(HttpHeaders.ACCESS_CONTROL_ALLOW_HEADERS, "Content-Type, Idempotency-Key, If-None-Match")
                .putHeader(HttpHeaders.ACCESS_CONTROL_MAX_AGE, Long.toString(PREFLIGHT_HOLDS.toSeconds()))
                .end();
    }
}
