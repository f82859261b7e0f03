package dev.assent.notifier.webhook;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Locale;

/**
 * Where a message goes, looked up and held against what is allowed. It is sent to the very address that was looked at, so
 * that a name which changes in between leads nowhere else.
 *
 * @param address the machine and port
 * @param host the name that it is asked by
 * @param tls whether it speaks TLS
 * @param path path and query
 */
record Destination(InetSocketAddress address, String host, boolean tls, String path) {

    /** The message may not go there, or there is nowhere to go. */
    static final class RefusedException extends Exception {

        private static final long serialVersionUID = 1L;

        RefusedException(String reason) {
            super(reason, null, false, false);
        }
    }

    private static final int HTTP = 80;
    private static final int HTTPS = 443;

    /**
     * Looks an address up.
     *
     * @throws RefusedException with a word for the reason
     */
    static Destination of(String url, boolean plainHttpToLoopback, List<Range> allowed) throws RefusedException {
        URI uri;
        try {
            uri = URI.create(url);
        } catch (IllegalArgumentException e) {
            throw new RefusedException("malformed-address");
        }
        String host = uri.getHost();
        String scheme = String.valueOf(uri.getScheme()).toLowerCase(Locale.ROOT);
        if (host == null
                || uri.getRawUserInfo() != null
                || !List.of("http", "https").contains(scheme)) {
            throw new RefusedException("malformed-address");
        }
        boolean tls = scheme.equals("https");
        int port = uri.getPort() >= 0 ? uri.getPort() : tls ? HTTPS : HTTP;
        InetAddress[] found = lookUp(host);
        for (InetAddress address : found) {
            boolean ownMachine = plainHttpToLoopback && address.isLoopbackAddress();
            if (!tls && !ownMachine) {
                throw new RefusedException("not-https");
            }
            if (!ownMachine
                    && !Range.isPublic(address)
                    && allowed.stream().noneMatch(range -> range.contains(address))) {
                throw new RefusedException("private-address");
            }
        }
        String path = uri.getRawPath() == null || uri.getRawPath().isEmpty() ? "/" : uri.getRawPath();
        return new Destination(
                new InetSocketAddress(found[0], port),
                host,
                tls,
                uri.getRawQuery() == null ? path : path + '?' + uri.getRawQuery());
    }

    private static InetAddress[] lookUp(String host) throws RefusedException {
        try {
            return InetAddress.getAllByName(host);
        } catch (UnknownHostException e) {
            throw new RefusedException("unknown-host");
        }
    }
}
