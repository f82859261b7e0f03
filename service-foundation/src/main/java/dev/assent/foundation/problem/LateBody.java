package dev.assent.foundation.problem;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;

import java.time.Duration;

/**
 * Ends requests whose body does not come: 408 (RFC 9110, section 15.5.9), and the connection is closed. Else whoever opens
 * many and sends next to nothing could fill the memory with bodies that are waited for.
 */
public final class LateBody {

    private static final EarlyProblem LATE =
            new EarlyProblem(408, "body-late", "The body did not come", "Nothing was recorded. Send it again, whole.");

    private LateBody() {}

    /** Watches a request that is being read. One that has come whole, as nearly all have, costs nothing. */
    public static void watch(RoutingContext context, Duration deadline) {
        HttpServerRequest request = context.request();
        if (request.isEnded()) {
            return;
        }
        Vertx vertx = context.vertx();
        long timer = vertx.setTimer(deadline.toMillis(), _ -> end(context));
        context.addEndHandler(_ -> vertx.cancelTimer(timer));
    }

    private static void end(RoutingContext context) {
        HttpServerRequest request = context.request();
        if (request.isEnded()
                || context.response().ended()
                || context.response().closed()) {
            return;
        }
        context.addEndHandler(_ -> request.connection().close());
        LATE.send(context);
    }
}
