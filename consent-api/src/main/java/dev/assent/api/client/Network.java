package dev.assent.api.client;

/**
 * The network that a request came from: the first 24 bits of an IPv4 address or the first 48 of an IPv6 address. The rest
 * of the address is gone before anything else sees it, and not even this much is logged or stored.
 *
 * @param prefix the bits, with one above them that tells the two kinds apart
 */
public record Network(long prefix) {

    /** Where an address is not known: a local socket, for example. */
    public static final Network UNKNOWN = new Network(0);

    private static final int IPV4_BYTES = 4;
    private static final int IPV4_KEPT = 3;
    private static final int IPV6_KEPT = 6;
    private static final long IPV4 = 1L << 24;
    private static final long IPV6 = 1L << 48;

    /** Shortens an address as {@link IpAddress} gives it: 4 or 16 bytes. */
    static Network of(byte[] address) {
        return address.length == IPV4_BYTES
                ? new Network(IPV4 | first(address, IPV4_KEPT))
                : new Network(IPV6 | first(address, IPV6_KEPT));
    }

    private static long first(byte[] address, int bytes) {
        long bits = 0;
        for (int i = 0; i < bytes; i++) {
            bits = bits << Byte.SIZE | (address[i] & 0xFF);
        }
        return bits;
    }

    /** Shows nothing, so that no log line does. */
    @Override
    public String toString() {
        return "Network[…]";
    }
}
