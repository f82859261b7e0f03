package dev.assent.api.identity;

import org.jspecify.annotations.Nullable;

import java.nio.ByteBuffer;
import java.util.Base64;
import java.util.UUID;

/**
 * A key that this service gives for a request that came without one: it carries the event's id and salt, and a mark that
 * nobody else can make. So the id of a request without a key needs nothing but randomness, and the request can still be
 * repeated, at any replica.
 */
final class RepeatToken {

    /** How long a salt is. */
    static final int SALT_BYTES = 32;

    /** How much of the HMAC the mark keeps. */
    static final int MARK_BYTES = 16;

    private static final String PREFIX = "again.";
    private static final int CONTENT_BYTES = 2 * Long.BYTES + SALT_BYTES;
    private static final int BYTES = CONTENT_BYTES + MARK_BYTES;
    private static final int LENGTH = PREFIX.length() + (BYTES * 4 + 2) / 3;

    private final byte[] content;
    private final byte[] mark;

    private RepeatToken(byte[] content, byte[] mark) {
        this.content = content;
        this.mark = mark;
    }

    /** Whether a key can be one of these; no caller's own key is as long. */
    static boolean looksLikeOne(String key) {
        return key.length() == LENGTH && key.startsWith(PREFIX);
    }

    /** Reads a key; null if it is none of these. */
    static @Nullable RepeatToken parse(String key) {
        if (!looksLikeOne(key)) {
            return null;
        }
        byte[] content = new byte[CONTENT_BYTES];
        byte[] mark = new byte[MARK_BYTES];
        try {
            ByteBuffer.wrap(Base64.getUrlDecoder().decode(key.substring(PREFIX.length())))
                    .get(content)
                    .get(mark);
        } catch (IllegalArgumentException e) {
            return null;
        }
        return new RepeatToken(content, mark);
    }

    /** The event's id and salt as one: what the mark is made over, beside site, subject and body. */
    static byte[] content(UUID id, byte[] salt) {
        return ByteBuffer.allocate(CONTENT_BYTES)
                .putLong(id.getMostSignificantBits())
                .putLong(id.getLeastSignificantBits())
                .put(salt)
                .array();
    }

    /** The key of a content and its mark. */
    static String text(byte[] content, byte[] mark) {
        byte[] bytes = ByteBuffer.allocate(BYTES).put(content).put(mark).array();
        return PREFIX + Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    /** The event's id. */
    UUID id() {
        ByteBuffer bytes = ByteBuffer.wrap(content);
        return new UUID(bytes.getLong(), bytes.getLong());
    }

    /** The event's salt. */
    byte[] salt() {
        byte[] salt = new byte[SALT_BYTES];
        ByteBuffer.wrap(content).position(2 * Long.BYTES).get(salt);
        return salt;
    }

    /** Both as one. */
    byte[] content() {
        return content;
    }

    /** What nobody else can make. */
    byte[] mark() {
        return mark;
    }
}
