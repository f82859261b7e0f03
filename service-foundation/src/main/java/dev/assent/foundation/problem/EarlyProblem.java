package dev.assent.foundation.problem;

import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;

import java.util.Map;

/**
 * A problem that is answered before a request reaches a resource; in the same form as {@link Problem}, and made once for
 * many requests.
 */
public final class EarlyProblem {

    /** How much of a body is taken off the wire unread, so that the caller sees the answer. */
    private static final long MOST_DROPPED = 16 << 20;

    private final int status;
    private final String slug;
    private final String body;

    /**
     * A problem.
     *
     * @param status the HTTP status
     * @param slug the last part of the type
     * @param title the same for every problem of the type
     * @param detail what was wrong and how to mend it
     * @param members further members, as JSON has them
     */
    public EarlyProblem(int status, String slug, String title, String detail, Map<String, ?> members) {
        this.status = status;
        this.slug = slug;
        JsonObject json = new JsonObject()
                .put("type", Problem.type(slug).toString())
                .put("title", title)
                .put("status", status)
                .put("detail", detail);
        members.forEach(json::put);
        this.body = json.encode();
    }

    /** A problem without further members. */
    public EarlyProblem(int status, String slug, String title, String detail) {
        this(status, slug, title, detail, Map.of());
    }

    /** The last part of the type. */
    public String slug() {
        return slug;
    }

    /**
     * Ends a request with this problem. What it still sends is taken off the wire and dropped, because a connection that is
     * closed on a caller who still sends would swallow the answer.
     */
    public void send(RoutingContext context) {
        HttpServerRequest request = context.request();
        if (!request.isEnded()) {
            long[] dropped = {0};
            request.handler(part -> {
                dropped[0] += part.length();
                if (dropped[0] > MOST_DROPPED) {
                    request.connection().close();
                }
            });
            request.resume();
        }
        context.response()
                .setStatusCode(status)
                .putHeader(HttpHeaders.CONTENT_TYPE, "application/problem+json")
                .putHeader(HttpHeaders.CACHE_CONTROL, "no-store")
                .end(body);
    }
}
