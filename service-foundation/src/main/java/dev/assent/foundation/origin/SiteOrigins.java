package dev.assent.foundation.origin;

import dev.assent.events.SitePublished;
import dev.assent.foundation.origin.PageAddresses.PageAddress;
import dev.assent.foundation.problem.EarlyProblem;
import dev.assent.foundation.snapshot.Snapshots;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Lets browsers show the answers of a site's addresses to that site's own pages, and to no others (CORS). Which pages
 * those are comes from the site's newest snapshot, so a new origin works as soon as it is published.
 */
@ApplicationScoped
public class SiteOrigins {

    private static final int BEFORE_ALL_ELSE = 1000;
    private static final String SITES = "/v1/sites/";
    private static final String PREFLIGHT_HOLDS =
            Long.toString(Duration.ofHours(2).toSeconds());
    private static final EarlyProblem FOREIGN = new EarlyProblem(
            403,
            "foreign-origin",
            "This page is not one of the site's",
            "The site's publisher lists the origins whose pages may call this address.");

    private final Snapshots snapshots;
    private final Map<String, PageAddress> byResource;

    /** By resource: the headers that a page may read, encoded once. */
    private final Map<String, CharSequence> exposed;

    SiteOrigins(Snapshots snapshots, @Any Instance<PageAddresses> addresses) {
        this.snapshots = snapshots;
        this.byResource = addresses.stream()
                .flatMap(some -> some.all().stream())
                .collect(Collectors.toUnmodifiableMap(PageAddress::resource, Function.identity()));
        this.exposed = byResource.values().stream()
                .filter(address -> !address.answerHeaders().isEmpty())
                .collect(Collectors.toUnmodifiableMap(
                        PageAddress::resource, address -> HttpHeaders.createOptimized(address.answerHeaders())));
    }

    void register(@Observes Filters filters) {
        if (!byResource.isEmpty()) {
            filters.register(this::handle, BEFORE_ALL_ELSE);
        }
    }

    private void handle(RoutingContext context) {
        String path = context.normalizedPath();
        int end = path.startsWith(SITES) ? path.indexOf('/', SITES.length()) : -1;
        PageAddress address = end < 0 ? null : byResource.get(path.substring(end + 1));
        if (address == null) {
            context.next();
            return;
        }
        String origin = context.request().getHeader(HttpHeaders.ORIGIN);
        boolean own = origin != null && isOwn(path.substring(SITES.length(), end), origin);
        context.addHeadersEndHandler(done -> answerHeaders(context.response(), address, own ? origin : null));
        if (origin != null && isPreflight(context)) {
            answerPreflight(context, own, address);
        } else {
            context.next();
        }
    }

    /** At the end, because what the resource says must stand beside it. */
    private void answerHeaders(HttpServerResponse response, PageAddress address, @Nullable String origin) {
        MultiMap headers = response.headers();
        headers.add(HttpHeaders.VARY, HttpHeaders.ORIGIN);
        if (origin != null) {
            headers.set(HttpHeaders.ACCESS_CONTROL_ALLOW_ORIGIN, origin);
            CharSequence readable = exposed.get(address.resource());
            if (readable != null) {
                headers.set(HttpHeaders.ACCESS_CONTROL_EXPOSE_HEADERS, readable);
            }
        }
    }

    private boolean isOwn(String site, String origin) {
        Optional<SitePublished> known = snapshots.find(site);
        return known.isPresent() && known.get().origins().contains(origin);
    }

    private static boolean isPreflight(RoutingContext context) {
        return context.request().method().equals(HttpMethod.OPTIONS)
                && context.request().headers().contains(HttpHeaders.ACCESS_CONTROL_REQUEST_METHOD);
    }

    private static void answerPreflight(RoutingContext context, boolean own, PageAddress address) {
        if (!own) {
            FOREIGN.send(context);
            return;
        }
        context.response()
                .setStatusCode(204)
                .putHeader(
                        HttpHeaders.ACCESS_CONTROL_ALLOW_METHODS,
                        address.method().name())
                .putHeader(HttpHeaders.ACCESS_CONTROL_ALLOW_HEADERS, address.requestHeaders())
                .putHeader(HttpHeaders.ACCESS_CONTROL_MAX_AGE, PREFLIGHT_HOLDS)
                .end();
    }
}
