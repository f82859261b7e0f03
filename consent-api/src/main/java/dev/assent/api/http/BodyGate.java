package dev.assent.api.http;

import dev.assent.foundation.problem.EarlyProblem;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

/** Turns a body that is too long, or does not say how long or of what kind it is, away before any of it is read. */
@ApplicationScoped
class BodyGate {

    private static final int AFTER_LIMITS = 900;

    private static final EarlyProblem LENGTH_REQUIRED = new EarlyProblem(
            411, "length-required", "The body's length is not stated", "Send a Content-Length header.");
    private static final EarlyProblem TOO_LARGE = new EarlyProblem(
            413,
            "too-large",
            "The body is too large",
            "A choice is far smaller than 16 KiB; send batches of at most 1 MiB, and imports in parts.");
    private static final EarlyProblem TYPE_REQUIRED = new EarlyProblem(
            415, "unsupported-media-type", "The body's type is not stated", "Send a Content-Type header.");

    private static final String BATCH = "/choices/batch";
    private static final String IMPORT = "/choices/import";

    private final BodyConfig config;
    private final Refusals refusals;

    BodyGate(BodyConfig config, Refusals refusals) {
        this.config = config;
        this.refusals = refusals;
    }

    void register(@Observes Filters filters) {
        filters.register(this::handle, AFTER_LIMITS);
    }

    private void handle(RoutingContext context) {
        HttpServerRequest request = context.request();
        String length = request.getHeader(HttpHeaders.CONTENT_LENGTH);
        if (length == null) {
            if (!hasBodyOfUnknownLength(request)) {
                context.next();
            } else if (!isImport(context)) {
                refusals.refuse(context, LENGTH_REQUIRED);
            } else if (!request.headers().contains(HttpHeaders.CONTENT_TYPE)) {
                refusals.refuse(context, TYPE_REQUIRED);
            } else {
                context.next();
            }
        } else if (isLonger(length, limit(context))) {
            refusals.refuse(context, TOO_LARGE);
        } else if (!length.strip().equals("0") && !request.headers().contains(HttpHeaders.CONTENT_TYPE)) {
            refusals.refuse(context, TYPE_REQUIRED);
        } else {
            context.next();
        }
    }

    private static boolean hasBodyOfUnknownLength(HttpServerRequest request) {
        return request.version() == HttpVersion.HTTP_2
                ? !request.isEnded() && !request.method().name().equals("GET")
                : request.headers().contains(HttpHeaders.TRANSFER_ENCODING);
    }

    /** An import is read as it arrives, so that its length need not be known. */
    static boolean isImport(RoutingContext context) {
        return context.normalizedPath().endsWith(IMPORT);
    }

    private long limit(RoutingContext context) {
        if (isImport(context)) {
            return config.importLimit();
        }
        return context.normalizedPath().endsWith(BATCH) ? config.batchLimit() : config.limit();
    }

    private static boolean isLonger(String length, long limit) {
        try {
            return Long.parseLong(length.strip()) > limit;
        } catch (NumberFormatException e) {
            return true;
        }
    }
}
