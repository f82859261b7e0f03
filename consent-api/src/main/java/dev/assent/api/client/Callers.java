package dev.assent.api.client;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.SocketAddress;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Looks at each request once, and keeps of its sender what {@link Caller} holds and no more. */
@ApplicationScoped
public class Callers {

    private static final int FIRST_OF_ALL = 1100;
    private static final int MOST_HOPS = 16;
    private static final String ADDRESSES = "/v1/";
    private static final CharSequence GPC = HttpHeaders.createOptimized("sec-gpc");
    private static final CharSequence TRACEPARENT = HttpHeaders.createOptimized("traceparent");
    private static final CharSequence TRACESTATE = HttpHeaders.createOptimized("tracestate");
    private static final Set<String> COUNTRIES = Set.of(Locale.getISOCountries());

    private final List<AddressRange> trusted;
    private final CharSequence addressHeader;
    private final Optional<CharSequence> countryHeader;

    Callers(ProxyConfig config) {
        this.trusted = config.trusted().orElse(List.of()).stream()
                .map(AddressRange::parse)
                .toList();
        this.addressHeader = HttpHeaders.createOptimized(config.addressHeader());
        this.countryHeader = config.countryHeader().map(HttpHeaders::createOptimized);
    }

    void register(@Observes Filters filters) {
        filters.register(this::handle, FIRST_OF_ALL);
    }

    private void handle(RoutingContext context) {
        HttpServerRequest request = context.request();
        // As everything after this reads it: //v1 is /v1 there.
        if (context.normalizedPath().startsWith(ADDRESSES)) {
            // Of the connection: a request's own address may be what a header says.
            SocketAddress peer = request.connection().remoteAddress();
            caller(peer == null ? null : peer.hostAddress(), request.headers()).put(context);
        }
        context.next();
    }

    /**
     * Who calls.
     *
     * @param peer the address at the connection's other end, without a port; null where there is none
     * @param headers the request's headers
     */
    Caller caller(@Nullable String peer, MultiMap headers) {
        byte[] address = peer == null ? null : IpAddress.parse(peer);
        boolean proxied = false;
        if (address != null && isTrusted(address)) {
            proxied = true;
            address = forwarded(address, headers);
        }
        String agent = headers.get(HttpHeaders.USER_AGENT);
        boolean robot = agent != null && Agent.isRobot(agent);
        return new Caller(
                address == null ? Network.UNKNOWN : Network.of(address),
                agent == null ? null : Agent.of(agent, robot),
                robot,
                isGpc(all(headers, GPC)),
                proxied ? country(headers) : null,
                TraceContext.of(all(headers, TRACEPARENT), all(headers, TRACESTATE)));
    }

    /** The last address that no trusted proxy has; whatever stands before it is the caller's own claim. */
    private byte[] forwarded(byte[] peer, MultiMap headers) {
        byte[] nearest = peer;
        int hops = 0;
        for (String line : headers.getAll(addressHeader).reversed()) {
            String[] written = line.split(",", -1);
            for (int i = written.length - 1; i >= 0; i--) {
                byte[] hop = hops++ < MOST_HOPS ? IpAddress.parse(written[i]) : null;
                if (hop == null) {
                    return nearest;
                }
                nearest = hop;
                if (!isTrusted(hop)) {
                    return hop;
                }
            }
        }
        return nearest;
    }

    private @Nullable String country(MultiMap headers) {
        String country = countryHeader.map(headers::get).orElse(null);
        return country != null && COUNTRIES.contains(country) ? country : null;
    }

    /** Most requests have none of the headers that are asked for here. */
    private static List<String> all(MultiMap headers, CharSequence name) {
        return headers.contains(name) ? headers.getAll(name) : List.of();
    }

    /** One field of exactly {@code 1} among several is the signal (W3C Global Privacy Control). */
    private static boolean isGpc(List<String> values) {
        return values.contains("1");
    }

    private boolean isTrusted(byte[] address) {
        for (AddressRange range : trusted) {
            if (range.contains(address)) {
                return true;
            }
        }
        return false;
    }
}
