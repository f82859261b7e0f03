package dev.assent.ledger.seal;

import jakarta.enterprise.context.ApplicationScoped;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.UUID;

/** Seals answers to requests for access, each under a key of its own; formats in ledger-storage.md. */
@ApplicationScoped
public class PackageSealer {

    private static final byte[] KEY_DOMAIN = "assent/package-key/v1\0".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] DOMAIN = "assent/package/v1\0".getBytes(StandardCharsets.US_ASCII);

    private final Sealer sealer;

    PackageSealer(Sealer sealer) {
        this.sealer = sealer;
    }

    /**
     * A sealed package.
     *
     * @param kekId which key-encryption key wraps its key
     * @param wrapped its key under that key
     * @param sealed its content under its key
     */
    @SuppressWarnings("ArrayRecordComponent")
    public record Sealed(String kekId, byte[] wrapped, byte[] sealed) {}

    /** Seals a package's content. */
    public Sealed seal(UUID id, byte[] content) {
        byte[] key = AesGcm.newKey();
        byte[] wrapped = sealer.wrap(bound(KEY_DOMAIN, id), key);
        return new Sealed(sealer.current(), wrapped, AesGcm.seal(key, bound(DOMAIN, id), content));
    }

    /**
     * The content.
     *
     * @throws CannotOpenException if this is not what was sealed under this id
     */
    public byte[] open(UUID id, Sealed sealed) {
        return AesGcm.open(unwrap(id, sealed.kekId(), sealed.wrapped()), bound(DOMAIN, id), sealed.sealed());
    }

    /** An opened key. */
    public byte[] unwrap(UUID id, String kekId, byte[] wrapped) {
        return sealer.unwrap(kekId, bound(KEY_DOMAIN, id), wrapped);
    }

    /** The same key under the current key-encryption key. */
    public byte[] rewrap(UUID id, String kekId, byte[] wrapped) {
        return sealer.wrap(bound(KEY_DOMAIN, id), unwrap(id, kekId, wrapped));
    }

    /** The id of the key-encryption key for new keys. */
    public String current() {
        return sealer.current();
    }

    private static byte[] bound(byte[] domain, UUID id) {
        return ByteBuffer.allocate(domain.length + 2 * Long.BYTES)
                .put(domain)
                .putLong(id.getMostSignificantBits())
                .putLong(id.getLeastSignificantBits())
                .array();
    }
}
