package dev.assent.foundation.header;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

import java.util.List;

/**
 * Gives every answer its security headers. One step for all of them, encoded beforehand: {@code quarkus.http.header} makes
 * a route of each, which every request passes one by one.
 */
@ApplicationScoped
class AnswerHeaders {

    private static final int BEFORE_ALL_ELSE = 5000;

    private final List<Header> headers;

    private record Header(CharSequence name, CharSequence value) {}

    AnswerHeaders(HeadersConfig config) {
        this.headers = config.values().entrySet().stream()
                .map(header -> new Header(
                        HttpHeaders.createOptimized(header.getKey()), HttpHeaders.createOptimized(header.getValue())))
                .toList();
    }

    void register(@Observes Filters filters) {
        filters.register(this::handle, BEFORE_ALL_ELSE);
    }

    private void handle(RoutingContext context) {
        MultiMap answer = context.response().headers();
        for (Header header : headers) {
            answer.set(header.name, header.value);
        }
        context.next();
    }
}
