package dev.assent.api.http;

import dev.assent.foundation.problem.LateBody;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

/** Waits for a body no longer than it may take. An import may: it is read as it arrives, and by sites' own servers. */
@ApplicationScoped
class BodyDeadline {

    /** A plain choice has been taken before, and is watched by whoever took it. */
    private static final int AFTER_CHOICES = 400;

    private final BodyConfig config;

    BodyDeadline(BodyConfig config) {
        this.config = config;
    }

    void register(@Observes Filters filters) {
        filters.register(this::handle, AFTER_CHOICES);
    }

    private void handle(RoutingContext context) {
        boolean reads = !context.request().method().equals(HttpMethod.GET)
                && context.request().headers().contains(HttpHeaders.CONTENT_LENGTH);
        if (reads && !BodyGate.isImport(context)) {
            LateBody.watch(context, config.deadline());
        }
        context.next();
    }
}
