package dev.assent.verify.stored;

import dev.assent.verify.json.Json;
import dev.assent.verify.json.JsonException;
import dev.assent.verify.merkle.Hash;
import org.jspecify.annotations.Nullable;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.temporal.IsoFields;
import java.util.Base64;
import java.util.HashSet;
import java.util.Set;

/**
 * What an event says of which its row, its key or its neighbours say something too.
 *
 * @param receiptTag what the salt's first half makes: by it a receipt is found
 * @param quarter of {@code recordedAt}, as keys number it
 * @param command of a command
 * @param linked of a link
 * @param answers of a choice: which words stand in {@code purposes}
 * @param importedAt of an imported choice
 */
record EventView(
        String type,
        String eventId,
        String site,
        String subject,
        ByteBuffer receiptTag,
        int quarter,
        @Nullable Long sequence,
        @Nullable String command,
        @Nullable Boolean linked,
        Set<String> answers,
        @Nullable Instant importedAt) {

    /** The type of the event in which a log's key changes. */
    static final String ROTATED = "assent.log-key-rotated.v1";

    private static final int SALT_LENGTH = 32;
    private static final int RECEIPT_KEY_LENGTH = 16;
    private static final byte[] RECEIPT_DOMAIN = "assent/receipt/v1\0".getBytes(StandardCharsets.US_ASCII);
    private static final int QUARTERS_PER_YEAR_CODE = 10;

    /** Reads an event; by the short way where it is written as consent-api writes, else as any JSON. */
    static EventView of(byte[] value) throws JsonException {
        EventView quick = new EventScan(value).view();
        return quick != null ? quick : of(Json.parse(new String(value, StandardCharsets.UTF_8)));
    }

    private static EventView of(Json event) throws JsonException {
        // What is the log's own is of no site and no subject.
        boolean own = event.text("type").equals(ROTATED);
        Set<String> answers = new HashSet<>();
        if (event.find("purposes").orElse(null) instanceof Json.Obj purposes) {
            for (String purpose : purposes.members().keySet()) {
                answers.add(purposes.text(purpose));
            }
        }
        return new EventView(
                event.text("type"),
                event.text("eventId"),
                own ? "" : event.text("site"),
                own ? "" : event.text("subject"),
                receiptTag(event.text("salt")),
                quarter(event.text("recordedAt")),
                event.find("sequence").isPresent() ? event.number("sequence") : null,
                event.find("command").isPresent() ? event.text("command") : null,
                event.find("linked").isPresent() ? event.get("linked").equals(new Json.Bool(true)) : null,
                answers,
                event.find("imported").isPresent()
                        ? Instant.parse(event.get("imported").text("recordedAt"))
                        : null);
    }

    static int quarter(String recordedAt) {
        ZonedDateTime time = Instant.parse(recordedAt).atZone(ZoneOffset.UTC);
        return time.getYear() * QUARTERS_PER_YEAR_CODE + time.get(IsoFields.QUARTER_OF_YEAR);
    }

    /** What decides over a choice's effect. */
    EarlierChoices.Choice choice() {
        boolean pending = answers.contains("pending");
        boolean onlyPending = pending && !answers.contains("granted") && !answers.contains("denied");
        int standing = importedAt != null
                ? EarlierChoices.IMPORTED
                : onlyPending ? EarlierChoices.PENDING : EarlierChoices.ANSWER;
        return new EarlierChoices.Choice(sequence, pending, standing, importedAt);
    }

    static ByteBuffer receiptTag(String salt) {
        byte[] bytes = Base64.getUrlDecoder().decode(salt);
        if (bytes.length != SALT_LENGTH) {
            throw new IllegalArgumentException("its salt has not 32 bytes");
        }
        MessageDigest digest = Hash.sha256();
        digest.update(RECEIPT_DOMAIN);
        digest.update(bytes, 0, RECEIPT_KEY_LENGTH);
        return ByteBuffer.wrap(digest.digest(), 0, RECEIPT_KEY_LENGTH);
    }
}
