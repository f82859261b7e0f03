package dev.assent.foundation.origin;

import io.vertx.core.http.HttpMethod;

import java.util.List;

/**
 * A bean by which a service says which of its addresses the pages of a site may use: {@code /v1/sites/{site}/…}.
 */
public interface PageAddresses {

    /** The addresses. */
    List<PageAddress> all();

    /**
     * One address, for the pages of the site that it names.
     *
     * @param resource what follows the site, such as {@code choices}
     * @param method what pages may do there
     * @param requestHeaders the headers that they may send, as {@code Access-Control-Allow-Headers} lists them
     * @param answerHeaders the headers that they may read beyond those that every page may, in the same form; may be empty
     */
    record PageAddress(String resource, HttpMethod method, String requestHeaders, String answerHeaders) {}
}
