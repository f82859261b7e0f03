package dev.assent.api.http;

import dev.assent.foundation.origin.PageAddresses;
import io.vertx.core.http.HttpMethod;
import jakarta.enterprise.context.ApplicationScoped;

import java.util.List;

/** What the pages of a site may call here. */
@ApplicationScoped
class SharedWithPages implements PageAddresses {

    @Override
    public List<PageAddress> all() {
        return List.of(
                new PageAddress(
                        "choices",
                        HttpMethod.POST,
                        "Content-Type, Idempotency-Key, traceparent, tracestate",
                        "Retry-After, RateLimit, RateLimit-Policy"),
                new PageAddress("banner", HttpMethod.GET, "If-None-Match", "ETag, Retry-After"));
    }
}
