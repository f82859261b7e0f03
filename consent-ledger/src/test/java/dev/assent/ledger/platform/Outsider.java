package dev.assent.ledger.platform;

import java.security.MessageDigest;
import java.util.Base64;
import java.util.List;

/** Checks a proof as an outsider would, by RFC 9162's own steps and with nothing of the ledger's. */
public final class Outsider {

    private Outsider() {}

    /** The root that a proof leads to. */
    public static byte[] root(byte[] entry, long index, long size, List<String> proof) throws Exception {
        byte[] hash = hash(0, entry, new byte[0]);
        long fn = index;
        long sn = size - 1;
        for (String encoded : proof) {
            byte[] sibling = Base64.getDecoder().decode(encoded);
            if (sn == 0) {
                throw new IllegalStateException("the proof is too long");
            }
            if ((fn & 1) == 1 || fn == sn) {
                hash = hash(1, sibling, hash);
                while ((fn & 1) == 0 && fn != 0) {
                    fn >>= 1;
                    sn >>= 1;
                }
            } else {
                hash = hash(1, hash, sibling);
            }
            fn >>= 1;
            sn >>= 1;
        }
        if (sn != 0) {
            throw new IllegalStateException("the proof is too short");
        }
        return hash;
    }

    private static byte[] hash(int prefix, byte[] left, byte[] right) throws Exception {
        MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
        sha256.update((byte) prefix);
        sha256.update(left);
        sha256.update(right);
        return sha256.digest();
    }
}
