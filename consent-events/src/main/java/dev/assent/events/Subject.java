package dev.assent.events;

import org.apache.kafka.common.utils.Utils;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;

/**
 * The pseudonym under which one browser's choices at one site are kept, or those of the owner of an e-mail address or of
 * an account of the site: a hash, so that nobody who holds it can make choices in the visitor's name or follow the
 * visitor to another site.
 *
 * @param site the site's id
 * @param value 32 bytes, base64url without padding (43 characters)
 */
public record Subject(String site, String value) {

    private static final byte[] DOMAIN = "assent/subject/v1".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] ADDRESS = "assent/address/v1".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] PERSON = "assent/person/v1".getBytes(StandardCharsets.US_ASCII);
    private static final MessageDigest SHA_256 = lookedUp();
    private static final int SHORTEST_SECRET = 22;
    private static final int SHORTEST_HEX_SECRET = 32;
    private static final int LONGEST_SECRET = 128;

    /**
     * Whether a text can be a browser's secret: 32 or more hex digits, or 22 or more base64url characters (128 bits), at
     * most 128 characters. Fewer than 32 hex digits are refused although they are base64url too: they hold too little.
     */
    public static boolean isSecret(String text) {
        int length = text.length();
        if (length < SHORTEST_SECRET || length > LONGEST_SECRET) {
            return false;
        }
        boolean lowerHex = true;
        boolean upperHex = true;
        // By hand: every choice passes here, and two regular expressions took a twentieth of its time.
        for (int i = 0; i < length; i++) {
            char c = text.charAt(i);
            if (c >= '0' && c <= '9') {
                continue;
            }
            boolean lower = c >= 'a' && c <= 'z';
            boolean upper = c >= 'A' && c <= 'Z';
            if (!lower && !upper && c != '-' && c != '_') {
                return false;
            }
            lowerHex &= lower && c <= 'f';
            upperHex &= upper && c <= 'F';
        }
        return length >= SHORTEST_HEX_SECRET || !(lowerHex || upperHex);
    }

    /**
     * {@code SHA-256("assent/subject/v1" ‖ 0x00 ‖ site ‖ 0x00 ‖ secret)}, where the secret is taken as the ASCII text
     * that the browser sent.
     *
     * @throws IllegalArgumentException if {@link #isSecret(String)} refuses the secret; the message does not repeat it
     */
    public static Subject ofSecret(String site, String secret) {
        if (!isSecret(secret)) {
            throw new IllegalArgumentException("not a secret of at least 128 bits");
        }
        MessageDigest sha256 = sha256();
        sha256.update(DOMAIN);
        sha256.update((byte) 0);
        sha256.update(site.getBytes(StandardCharsets.US_ASCII));
        sha256.update((byte) 0);
        sha256.update(secret.getBytes(StandardCharsets.US_ASCII));
        return new Subject(site, Base64.getUrlEncoder().withoutPadding().encodeToString(sha256.digest()));
    }

    /**
     * {@code HMAC-SHA-256(key, "assent/address/v1" ‖ 0x00 ‖ site ‖ 0x00 ‖ address)}: the owner of an e-mail address. Keyed,
     * because addresses can be guessed.
     *
     * @param site the site's id
     * @param key the site's key, see {@link SubjectKey#ofSite}
     * @param address the normalised address
     */
    public static Subject ofAddress(String site, byte[] key, MailAddress address) {
        return keyed(site, key, ADDRESS, address.value());
    }

    /**
     * {@code HMAC-SHA-256(key, "assent/person/v1" ‖ 0x00 ‖ site ‖ 0x00 ‖ id)}: a person whom the site knows by an id of its
     * own.
     *
     * @param site the site's id
     * @param key the site's key, see {@link SubjectKey#ofSite}
     * @param id the site's own id of the person, taken in UTF-8 as it is
     */
    public static Subject ofPerson(String site, byte[] key, String id) {
        return keyed(site, key, PERSON, id);
    }

    private static Subject keyed(String site, byte[] key, byte[] domain, String name) {
        Mac mac = hmac(key);
        mac.update(domain);
        mac.update((byte) 0);
        mac.update(site.getBytes(StandardCharsets.US_ASCII));
        mac.update((byte) 0);
        mac.update(name.getBytes(StandardCharsets.UTF_8));
        return new Subject(site, Base64.getUrlEncoder().withoutPadding().encodeToString(mac.doFinal()));
    }

    /** The record key in {@link Topic#CONSENT_EVENTS}: {@code site ‖ 0x00 ‖ subject}, in ASCII. */
    public byte[] recordKey() {
        return (site + '\0' + value).getBytes(StandardCharsets.US_ASCII);
    }

    /** The partition, and so the log, that holds this subject: murmur2 of {@link #recordKey()} modulo the count. */
    public int partition(int partitions) {
        return partition(recordKey(), partitions);
    }

    static int partition(byte[] recordKey, int partitions) {
        return Utils.toPositive(Utils.murmur2(recordKey)) % partitions;
    }

    static Mac hmac(byte[] key) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            return mac;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java runtime has HMAC-SHA-256", e);
        }
    }

    /** A copy of one that was looked up once: every choice needs two. */
    static MessageDigest sha256() {
        try {
            return (MessageDigest) SHA_256.clone();
        } catch (CloneNotSupportedException e) {
            throw new IllegalStateException("the JDK's SHA-256 can be copied", e);
        }
    }

    private static MessageDigest lookedUp() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java runtime has SHA-256", e);
        }
    }
}
