package dev.assent.ledger.seal;

import dev.assent.ledger.config.LedgerConfig;
import dev.assent.ledger.log.LogId;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Seals events under data keys and wraps those under the configured key-encryption keys; formats in ledger-storage.md. */
@ApplicationScoped
public class Sealer {

    private static final byte[] EVENT_DOMAIN = ascii("assent/sealed/v1\0");
    private static final byte[] TAG_DOMAIN = ascii("assent/tags/v1");
    private static final byte[] KEY_DOMAIN = ascii("assent/data-key/v1\0");

    private final Map<String, byte[]> keks = new HashMap<>();
    private final String current;

    @Inject
    Sealer(LedgerConfig config) {
        this(config.kek().current(), config.kek().keys());
    }

    /**
     * A sealer with these key-encryption keys.
     *
     * @param current the id of the one for new keys
     * @param keys id to key, 32 bytes in base64
     */
    public Sealer(String current, Map<String, String> keys) {
        keys.forEach((id, key) -> keks.put(id, kek(id, key)));
        this.current = current;
        if (!keks.containsKey(current)) {
            throw new IllegalArgumentException("assent.ledger.kek.keys has no key for assent.ledger.kek.current");
        }
    }

    /** The id of the key-encryption key for new keys. */
    public String current() {
        return current;
    }

    /** Whether the key-encryption key with this id was given. */
    public boolean has(String kekId) {
        return keks.containsKey(kekId);
    }

    /** The same data key under the current key-encryption key. */
    public DataKey rewrap(DataKey key) {
        byte[] bound = keyBound(key.log(), key.number(), key.site(), key.subject(), key.quarter());
        byte[] wrapped = AesGcm.seal(kek(current), bound, unwrap(key));
        return new DataKey(key.log(), key.number(), key.site(), key.subject(), key.quarter(), current, wrapped);
    }

    /**
     * A tag by which something is known again, and by which nobody who lacks the key-encryption key can try whether it was
     * somebody's: HMAC-SHA-256 (RFC 2104) under a key that is made from the current one.
     *
     * @param domain what is tagged; no two kinds share one
     * @param parts what the tag stands for; none holds a zero character
     * @return 32 bytes
     */
    public byte[] tag(String domain, String... parts) {
        return tag(kek(current), domain, parts);
    }

    /** The tags that the same things have, or had before the key-encryption key was changed. */
    public List<byte[]> tagsOfAllTimes(String domain, String... parts) {
        return keks.values().stream().map(kek -> tag(kek, domain, parts)).toList();
    }

    private static byte[] tag(byte[] kek, String domain, String... parts) {
        byte[] text = (domain + '\0' + String.join("\0", parts)).getBytes(StandardCharsets.UTF_8);
        return hmac(hmac(kek, TAG_DOMAIN), text);
    }

    private static byte[] hmac(byte[] key, byte[] text) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            return mac.doFinal(text);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java runtime has HmacSHA256", e);
        }
    }

    /** A key of another kind than a data key, under the current key-encryption key. */
    byte[] wrap(byte[] bound, byte[] key) {
        return AesGcm.seal(kek(current), bound, key);
    }

    /** Such a key, opened. */
    byte[] unwrap(String kekId, byte[] bound, byte[] wrapped) {
        return AesGcm.open(kek(kekId), bound, wrapped);
    }

    /**
     * A key that was just made.
     *
     * @param stored as it is stored
     * @param clear the key itself
     */
    @SuppressWarnings("ArrayRecordComponent")
    public record NewKey(DataKey stored, byte[] clear) {}

    /** A new data key. */
    public NewKey newKey(LogId log, long number, String site, String subject, int quarter) {
        byte[] bound = keyBound(log, number, site, subject, quarter);
        byte[] clear = AesGcm.newKey();
        byte[] wrapped = AesGcm.seal(kek(current), bound, clear);
        return new NewKey(new DataKey(log, number, site, subject, quarter, current, wrapped), clear);
    }

    /** An opened data key. */
    public byte[] unwrap(DataKey key) {
        byte[] bound = keyBound(key.log(), key.number(), key.site(), key.subject(), key.quarter());
        return AesGcm.open(kek(key.kekId()), bound, key.wrapped());
    }

    /** An event's value, deflated and sealed for its place. */
    public byte[] seal(byte[] dataKey, LogId log, long index, UUID eventId, byte[] value) {
        return AesGcm.sealDeflated(dataKey, eventBound(log, index, eventId), value);
    }

    /**
     * The value that was sealed for this place.
     *
     * @throws CannotOpenException if it was not
     */
    public byte[] open(byte[] dataKey, LogId log, long index, UUID eventId, byte[] sealed) {
        return AesGcm.open(dataKey, eventBound(log, index, eventId), sealed);
    }

    private byte[] kek(String id) {
        byte[] key = keks.get(id);
        if (key == null) {
            throw new CannotOpenException("there is no key-encryption key " + id);
        }
        return key;
    }

    private static byte[] kek(String id, String base64) {
        byte[] key = Base64.getDecoder().decode(base64);
        if (key.length != AesGcm.KEY_LENGTH) {
            throw new IllegalArgumentException("assent.ledger.kek.keys." + id + " has not 32 bytes");
        }
        return key;
    }

    private static byte[] eventBound(LogId log, long index, UUID eventId) {
        byte[] name = ascii(log.name() + '\0');
        return ByteBuffer.allocate(EVENT_DOMAIN.length + name.length + 3 * Long.BYTES)
                .put(EVENT_DOMAIN)
                .put(name)
                .putLong(index)
                .putLong(eventId.getMostSignificantBits())
                .putLong(eventId.getLeastSignificantBits())
                .array();
    }

    private static byte[] keyBound(LogId log, long number, String site, String subject, int quarter) {
        byte[] name = ascii(log.name() + '\0');
        byte[] whose = ascii(site + '\0' + subject);
        return ByteBuffer.allocate(KEY_DOMAIN.length + name.length + Long.BYTES + Integer.BYTES + whose.length)
                .put(KEY_DOMAIN)
                .put(name)
                .putLong(number)
                .putInt(quarter)
                .put(whose)
                .array();
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
