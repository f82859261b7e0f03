package dev.assent.api.client;

import io.netty.util.NetUtil;
import org.jspecify.annotations.Nullable;

import java.util.Arrays;

/** Reads addresses that are written as numbers. No name is ever looked up. */
final class IpAddress {

    private static final int IPV6_BYTES = 16;
    private static final int MAPPED_PREFIX = 12;
    private static final int LONGEST = 64;

    private IpAddress() {}

    /**
     * The bytes of an address: 4 for IPv4, also for one that is written as IPv6 ({@code ::ffff:192.0.2.1}), else 16. Null
     * for everything else.
     *
     * @param text as proxies write it: with a port, in brackets, or bare
     */
    static byte @Nullable [] parse(String text) {
        String bare = withoutPort(text.strip());
        if (bare.isEmpty() || bare.length() > LONGEST) {
            return null;
        }
        byte[] bytes = NetUtil.createByteArrayFromIpAddressString(bare);
        return bytes != null && isMapped(bytes) ? Arrays.copyOfRange(bytes, MAPPED_PREFIX, IPV6_BYTES) : bytes;
    }

    private static String withoutPort(String text) {
        if (text.startsWith("[")) {
            int end = text.indexOf(']');
            return end < 0 ? "" : text.substring(1, end);
        }
        int colon = text.indexOf(':');
        return colon >= 0 && colon == text.lastIndexOf(':') ? text.substring(0, colon) : text;
    }

    private static boolean isMapped(byte[] bytes) {
        if (bytes.length != IPV6_BYTES || bytes[10] != -1 || bytes[11] != -1) {
            return false;
        }
        for (int i = 0; i < MAPPED_PREFIX - 2; i++) {
            if (bytes[i] != 0) {
                return false;
            }
        }
        return true;
    }
}
