package dev.assent.api.identity;

/**
 * An event's id and salt.
 *
 * @param eventId a UUID in its 36-character form
 * @param salt 32 bytes, base64url without padding
 * @param repeated whether an earlier request may have made this event already, so that what stands in the log may not be
 *     what this request would put there
 */
public record Identity(String eventId, String salt, boolean repeated) {

    /** Shows no salt: its first half opens the receipt. */
    @Override
    public String toString() {
        return "Identity[" + eventId + "]";
    }
}
