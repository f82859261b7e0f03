package dev.assent.registry.site;

import java.util.List;

/**
 * Where the site's back end hears of its visitors' choices.
 *
 * @param url an https address
 * @param events what it hears of
 */
public record Webhook(String url, List<Event> events) {

    /** What a webhook can be told. */
    public enum Event implements Term {
        /** A pending choice was confirmed. */
        CONFIRMED,
        /** A choice withdrew what had been granted. */
        WITHDRAWN
    }
}
