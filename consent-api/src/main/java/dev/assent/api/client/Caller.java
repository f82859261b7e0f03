package dev.assent.api.client;

import io.vertx.ext.web.RoutingContext;
import org.jspecify.annotations.Nullable;

/**
 * Who calls, as far as that may count. Made once for each request under {@code /v1}, before anything else looks at it.
 *
 * @param network the shortened address; for limits only
 * @param agent the family of the user agent; null where the request names none
 * @param automated whether a declared robot calls, or one that is suspected by its network's pace
 * @param gpc whether the request carries {@code Sec-GPC: 1}, exactly
 * @param country ISO 3166-1 alpha-2, as a trusted proxy says; null where none does. Only chooses the jurisdiction
 * @param trace where the request stands in its caller's trace
 */
public record Caller(
        Network network,
        @Nullable Agent agent,
        boolean automated,
        boolean gpc,
        @Nullable String country,
        TraceContext trace) {

    private static final String KEY = Caller.class.getName();

    /**
     * Who made the request.
     *
     * @throws IllegalStateException for an address outside {@code /v1}
     */
    public static Caller of(RoutingContext context) {
        Caller caller = context.get(KEY);
        if (caller == null) {
            throw new IllegalStateException("nobody looked who calls here");
        }
        return caller;
    }

    /** Lets {@link #of} find this caller. */
    public void put(RoutingContext context) {
        context.put(KEY, this);
    }

    /** The same caller, suspected of being a robot. */
    public Caller asAutomated() {
        return automated ? this : new Caller(network, agent, true, gpc, country, trace);
    }
}
