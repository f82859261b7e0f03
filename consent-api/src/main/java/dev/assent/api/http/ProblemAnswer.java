package dev.assent.api.http;

import io.vertx.core.http.HttpHeaders;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;

/** The problems that are answered before a request reaches a resource; the same form as all others (RFC 9457). */
enum ProblemAnswer {
    FOREIGN_ORIGIN(
            403,
            "foreign-origin",
            "This page is not one of the site's",
            "The site's publisher lists the origins whose pages may send choices."),
    LENGTH_REQUIRED(411, "length-required", "The body's length is not stated", "Send a Content-Length header."),
    TOO_LARGE(413, "too-large", "The body is too large", "A choice is far smaller than 16 KiB."),
    TYPE_REQUIRED(415, "unsupported-media-type", "The body's type is not stated", "Send a Content-Type header.");

    private final int status;
    private final String body;

    ProblemAnswer(int status, String slug, String title, String detail) {
        this.status = status;
        this.body = new JsonObject()
                .put("type", "urn:assent:problem:" + slug)
                .put("title", title)
                .put("status", status)
                .put("detail", detail)
                .encode();
    }

    void send(RoutingContext context) {
        context.response()
                .setStatusCode(status)
                .putHeader(HttpHeaders.CONTENT_TYPE, "application/problem+json")
                .end(body);
    }
}
