package dev.assent.api.http;

import io.quarkus.runtime.ShutdownDelayInitiatedEvent;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import org.jboss.logging.Logger;

/**
 * Tells callers to go elsewhere while this replica shuts down. From SIGTERM to the end of {@code quarkus.shutdown.delay}
 * it still answers everything, each time with the connection's last answer; readiness is down meanwhile, so that nobody
 * new comes.
 */
@ApplicationScoped
class Draining {

    private static final Logger LOG = Logger.getLogger(Draining.class);
    private static final int BEFORE_ALL_ELSE = 2000;

    private volatile boolean draining;

    void register(@Observes Filters filters) {
        filters.register(this::handle, BEFORE_ALL_ELSE);
    }

    void begin(@Observes ShutdownDelayInitiatedEvent event) {
        draining = true;
        LOG.info("draining: every answer is now its connection's last");
    }

    private void handle(RoutingContext context) {
        if (draining) {
            HttpServerRequest request = context.request();
            if (request.version() == HttpVersion.HTTP_2) {
                request.connection().shutdown();
            } else {
                context.response().putHeader(HttpHeaders.CONNECTION, HttpHeaders.CLOSE);
                context.addEndHandler(_ -> request.connection().close());
            }
        }
        context.next();
    }
}
