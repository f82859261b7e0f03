package dev.assent.api.identity;

import dev.assent.foundation.problem.Problem;
import org.jspecify.annotations.Nullable;

import java.util.List;

/**
 * What a caller repeats a request by, from the header {@code Idempotency-Key}: a string as RFC 8941 writes it
 * ({@code "9f2c…"}, draft-ietf-httpapi-idempotency-key-header) or the bare characters.
 *
 * @param value 1 to {@value #LONGEST} visible ASCII characters, or a key that {@link Identities#again} gave
 */
public record IdempotencyKey(String value) {

    /** The header's name. */
    public static final String HEADER = "Idempotency-Key";

    private static final int LONGEST = 64;
    private static final String NOT_BARE = "\",;\\";

    /**
     * The key of a request.
     *
     * @param headers the header's values, one for each line
     * @return null if there is none
     * @throws Problem 400 {@code invalid-idempotency-key}
     */
    public static @Nullable IdempotencyKey of(List<String> headers) {
        if (headers.isEmpty()) {
            return null;
        }
        String header = headers.getFirst().strip();
        String value = header.startsWith("\"") ? quoted(header) : bare(header);
        if (headers.size() > 1 || value == null || !isKey(value)) {
            throw invalid();
        }
        return new IdempotencyKey(value);
    }

    /** The answer to what is no key: 400 {@code invalid-idempotency-key}. */
    public static Problem invalid() {
        return new Problem(
                400,
                "invalid-idempotency-key",
                "The Idempotency-Key is not right",
                "Send one, of 1 to 64 visible ASCII characters; a random UUID is a good one.");
    }

    private static boolean isKey(String value) {
        return !value.isEmpty() && (value.length() <= LONGEST || RepeatToken.looksLikeOne(value)) && isVisible(value);
    }

    private static boolean isVisible(String value) {
        for (int i = 0; i < value.length(); i++) {
            if (value.charAt(i) <= ' ' || value.charAt(i) > '~') {
                return false;
            }
        }
        return true;
    }

    private static @Nullable String bare(String header) {
        for (int i = 0; i < header.length(); i++) {
            if (NOT_BARE.indexOf(header.charAt(i)) >= 0) {
                return null;
            }
        }
        return header;
    }

    private static @Nullable String quoted(String header) {
        StringBuilder value = new StringBuilder(header.length());
        for (int i = 1; i < header.length(); i++) {
            char c = header.charAt(i);
            if (c == '"') {
                return i == header.length() - 1 ? value.toString() : null;
            }
            if (c == '\\') {
                i++;
                if (i == header.length() || (header.charAt(i) != '"' && header.charAt(i) != '\\')) {
                    return null;
                }
            }
            value.append(header.charAt(i));
        }
        return null;
    }

    /** Shows nothing: who has the key and the body can learn the receipt's address. */
    @Override
    public String toString() {
        return "IdempotencyKey[…]";
    }
}
