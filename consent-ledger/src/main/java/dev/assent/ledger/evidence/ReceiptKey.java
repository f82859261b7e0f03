package dev.assent.ledger.evidence;

import dev.assent.ledger.log.Hashes;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;

/**
 * The key in a receipt's address: the first half of the event's salt. The database holds a hash of it, so that it can
 * still be told from a wrong one when the event is shredded.
 *
 * @param bytes 16 bytes
 */
@SuppressWarnings("ArrayRecordComponent")
public record ReceiptKey(byte[] bytes) {

    private static final int LENGTH = 16;
    private static final byte[] DOMAIN = "assent/receipt/v1\0".getBytes(StandardCharsets.US_ASCII);

    /** The key of the event with this salt (32 bytes in base64url). */
    public static ReceiptKey ofSalt(String salt) {
        return new ReceiptKey(Arrays.copyOf(Base64.getUrlDecoder().decode(salt), LENGTH));
    }

    /** Reads a key from an address; empty for what no address holds. */
    public static Optional<ReceiptKey> parse(String text) {
        try {
            ReceiptKey key = new ReceiptKey(Base64.getUrlDecoder().decode(text));
            return key.bytes.length == LENGTH && key.text().equals(text) ? Optional.of(key) : Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** As it stands in the address: base64url without padding. */
    public String text() {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    /** {@code receipt_tag} in the database. */
    public byte[] tag() {
        MessageDigest sha256 = Hashes.sha256();
        sha256.update(DOMAIN);
        sha256.update(bytes);
        return Arrays.copyOf(sha256.digest(), LENGTH);
    }

    /** Whether an entry with this tag is the one that the key belongs to. */
    public boolean opens(byte[] tag) {
        return MessageDigest.isEqual(tag(), tag);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ReceiptKey that && Arrays.equals(bytes, that.bytes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes);
    }

    @Override
    public String toString() {
        return "ReceiptKey[…]";
    }
}
