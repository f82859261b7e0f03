package dev.assent.api.http;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import org.jspecify.annotations.Nullable;

/**
 * Turns a body that is too long, or does not say how long or of what kind it is, away before any of it is read. The rest is taken off the wire and dropped, because a
 * connection that is closed on a caller who still sends would swallow the answer.
 */
@ApplicationScoped
class BodyGate {

    private static final int AFTER_ORIGINS = 900;

    private final BodyConfig config;

    BodyGate(BodyConfig config) {
        this.config = config;
    }

    void register(@Observes Filters filters) {
        filters.register(this::handle, AFTER_ORIGINS);
    }

    private void handle(RoutingContext context) {
        HttpServerRequest request = context.request();
        String length = request.getHeader(HttpHeaders.CONTENT_LENGTH);
        if (length == null) {
            if (hasBodyOfUnknownLength(request)) {
                refuse(context, ProblemAnswer.LENGTH_REQUIRED);
            } else {
                context.next();
            }
        } else if (isLonger(length)) {
            refuse(context, ProblemAnswer.TOO_LARGE);
        } else if (!length.strip().equals("0") && !request.headers().contains(HttpHeaders.CONTENT_TYPE)) {
            refuse(context, ProblemAnswer.TYPE_REQUIRED);
        } else {
            context.next();
        }
    }

    private void refuse(RoutingContext context, ProblemAnswer problem) {
        HttpServerRequest request = context.request();
        long[] dropped = {0};
        request.handler(part -> {
            dropped[0] += part.length();
            if (dropped[0] > config.discarded()) {
                request.connection().close();
            }
        });
        request.resume();
        problem.send(context);
    }

    private static boolean hasBodyOfUnknownLength(HttpServerRequest request) {
        return request.version() == HttpVersion.HTTP_2
                ? !request.isEnded() && !request.method().name().equals("GET")
                : request.headers().contains(HttpHeaders.TRANSFER_ENCODING);
    }

    private boolean isLonger(@Nullable String length) {
        try {
            return length != null && Long.parseLong(length.strip()) > config.limit();
        } catch (NumberFormatException e) {
            return true;
        }
    }
}
