package dev.assent.api.http;

import dev.assent.api.measure.SiteMeters;
import dev.assent.api.site.PublishedSites;
import dev.assent.foundation.problem.EarlyProblem;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;

/** Counts what is refused before it reaches a resource, and refuses it. */
@ApplicationScoped
class Refusals {

    private final SiteMeters meters;
    private final PublishedSites sites;

    Refusals(SiteMeters meters, PublishedSites sites) {
        this.meters = meters;
        this.sites = sites;
    }

    /** Ends a request with a problem. Retry-After, if there is to be one, is set already. */
    void refuse(RoutingContext context, EarlyProblem problem) {
        String site = ChoiceAddress.site(context);
        if (site != null) {
            meters.refused(site, sites.find(site).isPresent(), problem.slug());
        }
        problem.send(context);
    }
}
