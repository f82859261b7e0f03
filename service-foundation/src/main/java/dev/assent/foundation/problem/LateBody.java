package dev.assent.foundation.problem;

import io.vertx.core.Vertx;
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

    /**
     * Watches a request that is being read. Nearly every body comes together with its head and is there once the event loop has
     * dealt with what it read, so only then is a timer set.
     */
    public static void watch(RoutingContext context, Duration deadline) {
        context.vertx().runOnContext(_ -> {
            if (!isOver(context)) {
                await(context, deadline);
            }
        });
    }

    private static void await(RoutingContext context, Duration deadline) {
        Vertx vertx = context.vertx();
        long timer = vertx.setTimer(deadline.toMillis(), _ -> end(context));
        context.addEndHandler(_ -> vertx.cancelTimer(timer));
    }

    private static boolean isOver(RoutingContext context) {
        return context.request().isEnded()
                || context.response().ended()
                || context.response().closed();
    }

    private static void end(RoutingContext context) {
        if (!isOver(context)) {
            context.addEndHandler(_ -> context.request().connection().close());
            LATE.send(context);
        }
    }
}
