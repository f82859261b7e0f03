package dev.assent.api.http;

import dev.assent.api.client.Caller;
import dev.assent.api.intake.Intake;
import dev.assent.api.limit.Limits;
import dev.assent.api.limit.Verdict;
import dev.assent.api.measure.SiteMeters;
import dev.assent.api.site.PublishedSites;
import dev.assent.foundation.problem.EarlyProblem;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Map;

/**
 * The first that a choice meets: turns it away while too many wait already, or when its network or site has sent too many,
 * before its body is read. Says what is left in the fields of draft-ietf-httpapi-ratelimit-headers.
 */
@ApplicationScoped
class ChoiceGate {

    private static final int AFTER_ORIGINS = 950;

    private static final CharSequence RATE_LIMIT = HttpHeaders.createOptimized("RateLimit");
    private static final CharSequence RATE_LIMIT_POLICY = HttpHeaders.createOptimized("RateLimit-Policy");
    private static final CharSequence RETRY_AFTER = HttpHeaders.createOptimized("Retry-After");

    private static final String CHOICES = "/choices";
    private static final String CONFIRMATIONS = "/v1/confirmations/";
    private static final String TOO_MANY = "too-many-requests";
    private static final String TITLE = "Too many requests";
    private static final EarlyProblem OF_CLIENT = new EarlyProblem(
            429,
            TOO_MANY,
            TITLE,
            "Your network has sent too many. Keep the choice, and send it again after the seconds in Retry-After.",
            Map.of("violated-policies", List.of("client")));
    private static final EarlyProblem OF_SITE = new EarlyProblem(
            429,
            TOO_MANY,
            TITLE,
            "The site's visitors have sent too many. Keep the choice, and send it again after the seconds in Retry-After.",
            Map.of("violated-policies", List.of("site")));
    private static final EarlyProblem OVERLOADED = new EarlyProblem(
            503,
            "overloaded",
            "Too many choices wait already",
            "It was not recorded. Keep the choice, and send it again after the seconds in Retry-After.");

    private final Intake intake;
    private final Limits limits;
    private final PublishedSites sites;
    private final SiteMeters meters;
    private final Refusals refusals;
    private final CharSequence policies;

    ChoiceGate(Intake intake, Limits limits, PublishedSites sites, SiteMeters meters, Refusals refusals) {
        this.intake = intake;
        this.limits = limits;
        this.sites = sites;
        this.meters = meters;
        this.refusals = refusals;
        this.policies = HttpHeaders.createOptimized(limits.policies());
    }

    void register(@Observes Filters filters) {
        filters.register(this::handle, AFTER_ORIGINS);
    }

    private void handle(RoutingContext context) {
        String site = ChoiceAddress.site(context);
        if (site == null && !confirms(context)) {
            context.next();
            return;
        }
        boolean published = site != null && sites.find(site).isPresent();
        if (site != null && published && context.normalizedPath().endsWith(CHOICES)) {
            measure(context, site);
        }
        if (intake.isFull()) {
            context.response()
                    .putHeader(RETRY_AFTER, seconds(intake.retryAfter().toSeconds()));
            refusals.refuse(context, OVERLOADED);
        } else if (isWithinLimits(context, site, published)) {
            context.next();
        }
    }

    /** Whoever has a link can press its button as often as they like, and each time is a record. */
    private static boolean confirms(RoutingContext context) {
        return context.request().method().equals(HttpMethod.POST)
                && context.normalizedPath().startsWith(CONFIRMATIONS);
    }

    private boolean isWithinLimits(RoutingContext context, @Nullable String site, boolean published) {
        Caller caller = Caller.of(context);
        Limits.Visit visit = limits.visit(caller.network());
        say(context, "client", visit.verdict());
        if (!visit.verdict().allowed()) {
            tooMany(context, visit.verdict(), OF_CLIENT);
            return false;
        }
        // How much is left to a site says how many visit it, which is not for everyone.
        Verdict ofSite = site != null && published ? limits.site(site) : visit.verdict();
        if (!ofSite.allowed()) {
            say(context, "site", ofSite);
            tooMany(context, ofSite, OF_SITE);
            return false;
        }
        if (visit.automated()) {
            caller.asAutomated().put(context);
        }
        return true;
    }

    private void say(RoutingContext context, String policy, Verdict verdict) {
        HttpServerResponse response = context.response();
        response.putHeader(RATE_LIMIT_POLICY, policies);
        response.putHeader(RATE_LIMIT, '"' + policy + "\";r=" + verdict.remaining() + ";t=" + verdict.seconds());
    }

    private void tooMany(RoutingContext context, Verdict verdict, EarlyProblem problem) {
        context.response().putHeader(RETRY_AFTER, seconds(verdict.seconds()));
        refusals.refuse(context, problem);
    }

    private void measure(RoutingContext context, String site) {
        long start = System.nanoTime();
        context.addEndHandler(_ -> {
            meters.answered(site, System.nanoTime() - start);
            if (context.response().getStatusCode() == 202 && Caller.of(context).automated()) {
                meters.automated(site);
            }
        });
    }

    private static String seconds(long seconds) {
        return Long.toString(Math.max(1, seconds));
    }
}
