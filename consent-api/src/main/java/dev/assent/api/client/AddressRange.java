package dev.assent.api.client;

/** A range of addresses in CIDR form, such as {@code 10.0.0.0/8} or {@code 2001:db8::/32}; a bare address is a range of one. */
final class AddressRange {

    private final byte[] base;
    private final int bits;

    private AddressRange(byte[] base, int bits) {
        this.base = base;
        this.bits = bits;
    }

    /**
     * Reads a range.
     *
     * @throws IllegalArgumentException with a sentence that says what is wrong; names are no ranges
     */
    static AddressRange parse(String text) {
        int slash = text.indexOf('/');
        byte[] base = IpAddress.parse(slash < 0 ? text : text.substring(0, slash));
        if (base == null) {
            throw new IllegalArgumentException("'" + text + "' is not an address or a range such as 10.0.0.0/8");
        }
        int width = base.length * Byte.SIZE;
        int bits = slash < 0 ? width : number(text, text.substring(slash + 1).strip());
        if (bits < 0 || bits > width) {
            throw new IllegalArgumentException("'" + text + "' has more bits than its address");
        }
        return new AddressRange(base, bits);
    }

    private static int number(String range, String bits) {
        try {
            return Integer.parseInt(bits);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("'" + range + "' does not end in a number of bits", e);
        }
    }

    boolean contains(byte[] address) {
        if (address.length != base.length) {
            return false;
        }
        int whole = bits / Byte.SIZE;
        for (int i = 0; i < whole; i++) {
            if (address[i] != base[i]) {
                return false;
            }
        }
        int rest = bits % Byte.SIZE;
        return rest == 0 || ((address[whole] ^ base[whole]) & 0xFF) >> (Byte.SIZE - rest) == 0;
    }
}
