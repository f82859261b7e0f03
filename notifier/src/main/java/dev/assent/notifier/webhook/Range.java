package dev.assent.notifier.webhook;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;

/**
 * A range of addresses in CIDR form, such as {@code 10.0.0.0/8}; a bare address is a range of one.
 *
 * @param base its first address
 * @param bits how many bits all its addresses share
 */
record Range(InetAddress base, int bits) {

    /** Private, local, shared, reserved or for documents, beyond what {@link InetAddress} knows (RFC 6890). */
    private static final List<Range> NOT_PUBLIC = List.of(
            parse("0.0.0.0/8"),
            parse("100.64.0.0/10"),
            parse("192.0.0.0/24"),
            parse("192.0.2.0/24"),
            parse("192.88.99.0/24"),
            parse("198.18.0.0/15"),
            parse("198.51.100.0/24"),
            parse("203.0.113.0/24"),
            parse("240.0.0.0/4"),
            parse("64:ff9b::/96"),
            parse("64:ff9b:1::/48"),
            parse("100::/64"),
            parse("2001::/23"),
            parse("2001:db8::/32"),
            parse("2002::/16"),
            parse("fc00::/7"));

    /**
     * Reads a range.
     *
     * @throws IllegalArgumentException with a sentence that says what is wrong; names are no ranges
     */
    static Range parse(String text) {
        int slash = text.indexOf('/');
        String address = slash < 0 ? text : text.substring(0, slash);
        if (!address.matches("[0-9.]+|[0-9A-Fa-f:.]*:[0-9A-Fa-f:.]*")) {
            throw new IllegalArgumentException("'" + text + "' is not an address or a range such as 10.0.0.0/8");
        }
        try {
            InetAddress base = InetAddress.getByName(address);
            int width = base.getAddress().length * Byte.SIZE;
            int bits = slash < 0 ? width : Integer.parseInt(text.substring(slash + 1));
            if (bits < 0 || bits > width) {
                throw new IllegalArgumentException("'" + text + "' has more bits than its address");
            }
            return new Range(base, bits);
        } catch (UnknownHostException | NumberFormatException e) {
            throw new IllegalArgumentException("'" + text + "' is not an address or a range such as 10.0.0.0/8", e);
        }
    }

    /** Whether an address is one of the public network's. */
    static boolean isPublic(InetAddress address) {
        return !address.isAnyLocalAddress()
                && !address.isLoopbackAddress()
                && !address.isLinkLocalAddress()
                && !address.isSiteLocalAddress()
                && !address.isMulticastAddress()
                && NOT_PUBLIC.stream().noneMatch(range -> range.contains(address))
                && !hidesAnIpv4Address(address);
    }

    boolean contains(InetAddress address) {
        byte[] first = base.getAddress();
        byte[] other = address.getAddress();
        if (first.length != other.length) {
            return false;
        }
        int whole = bits / Byte.SIZE;
        int rest = bits % Byte.SIZE;
        return Arrays.equals(first, 0, whole, other, 0, whole)
                && (rest == 0 || ((first[whole] ^ other[whole]) & 0xFF) >> (Byte.SIZE - rest) == 0);
    }

    /** {@code ::a.b.c.d}, which some systems still send to the IPv4 address. */
    private static boolean hidesAnIpv4Address(InetAddress address) {
        byte[] bytes = address.getAddress();
        return !(address instanceof Inet4Address) && Arrays.equals(bytes, 0, 12, new byte[12], 0, 12);
    }
}
