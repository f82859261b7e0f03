package dev.assent.events;

import java.nio.charset.StandardCharsets;
import java.time.Instant;

/**
 * A log's signing key gives way to another. The ledger puts it into the log's own partition, so that the log itself shows
 * when that was and that both keys agree. It is of no site and no subject: both are empty, and neither is in the value.
 *
 * @param eventId UUIDv7
 * @param log the log's name, {@code {generation}-{partition}}
 * @param recordedAt the server's time, UTC, to the millisecond
 * @param oldKey the verifier key that signed until now
 * @param newKey the verifier key that signs from now on
 * @param oldSignature the old key's Ed25519 signature over {@link #statement}, base64
 * @param newSignature the new key's
 * @param salt see {@link LogEvent#salt()}
 * @param producer see {@link LogEvent#producer()}
 */
public record LogKeyRotated(
        String eventId,
        String log,
        Instant recordedAt,
        String oldKey,
        String newKey,
        String oldSignature,
        String newSignature,
        String salt,
        ProducerPosition producer)
        implements LogEvent {

    /** The type's name on the wire. */
    public static final String TYPE = "assent.log-key-rotated.v1";

    /**
     * What both keys sign: four lines, which neither a checkpoint nor a cosignature can be. The event's id keeps an old
     * rotation from being sent again.
     */
    public static byte[] statement(String eventId, String oldKey, String newKey) {
        return ("assent/log-key-rotated/v1\n" + eventId + "\n" + oldKey + "\n" + newKey + "\n")
                .getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public String site() {
        return "";
    }

    @Override
    public String subject() {
        return "";
    }

    /** The record's key: the log's name, which is no subject's key, since that has a zero byte. */
    public byte[] recordKey() {
        return log.getBytes(StandardCharsets.US_ASCII);
    }

    /** The partition of the log. */
    public int partition() {
        return Integer.parseInt(log.substring(log.indexOf('-') + 1));
    }
}
