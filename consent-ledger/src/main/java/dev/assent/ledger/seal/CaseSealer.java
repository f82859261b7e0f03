package dev.assent.ledger.seal;

import dev.assent.ledger.log.LogId;
import jakarta.enterprise.context.ApplicationScoped;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;

/** Seals what an erasure keeps under a key of its own; formats in ledger-storage.md. */
@ApplicationScoped
public class CaseSealer {

    private static final byte[] KEY_DOMAIN = ascii("assent/case-key/v1\0");
    private static final byte[] PROOF_DOMAIN = ascii("assent/kept/v1\0");

    private final Sealer sealer;

    CaseSealer(Sealer sealer) {
        this.sealer = sealer;
    }

    /** A new key for what an erasure keeps. */
    public CaseKey newKey(LogId log, long erasure, String site, Instant keepUntil) {
        byte[] wrapped = sealer.wrap(bound(log, erasure, site, keepUntil), AesGcm.newKey());
        return new CaseKey(log, erasure, site, keepUntil, sealer.current(), wrapped);
    }

    /** An opened key. */
    public byte[] unwrap(CaseKey key) {
        return sealer.unwrap(key.kekId(), bound(key.log(), key.erasure(), key.site(), key.keepUntil()), key.wrapped());
    }

    /** The same key under the current key-encryption key. */
    public CaseKey rewrap(CaseKey key) {
        byte[] wrapped = sealer.wrap(bound(key.log(), key.erasure(), key.site(), key.keepUntil()), unwrap(key));
        return new CaseKey(key.log(), key.erasure(), key.site(), key.keepUntil(), sealer.current(), wrapped);
    }

    /** An entry's value, sealed for its place in a case. */
    public byte[] seal(byte[] key, LogId log, long erasure, long index, byte[] value) {
        return AesGcm.seal(key, bound(log, erasure, index), value);
    }

    /**
     * The value that was sealed for this place.
     *
     * @throws CannotOpenException if it was not
     */
    public byte[] open(byte[] key, LogId log, long erasure, long index, byte[] sealed) {
        return AesGcm.open(key, bound(log, erasure, index), sealed);
    }

    private static byte[] bound(LogId log, long erasure, long index) {
        byte[] name = ascii(log.name() + '\0');
        return ByteBuffer.allocate(PROOF_DOMAIN.length + name.length + 2 * Long.BYTES)
                .put(PROOF_DOMAIN)
                .put(name)
                .putLong(erasure)
                .putLong(index)
                .array();
    }

    private static byte[] bound(LogId log, long erasure, String site, Instant keepUntil) {
        byte[] name = ascii(log.name() + '\0');
        byte[] whose = ascii(site);
        return ByteBuffer.allocate(KEY_DOMAIN.length + name.length + 2 * Long.BYTES + whose.length)
                .put(KEY_DOMAIN)
                .put(name)
                .putLong(erasure)
                .putLong(keepUntil.toEpochMilli())
                .put(whose)
                .array();
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
