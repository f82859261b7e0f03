package dev.assent.api.choice;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.assent.events.Times;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

import java.time.Instant;

/**
 * The answer once Kafka has the choice.
 *
 * @param eventId the event's id
 * @param recordedAt the server's time, which counts
 * @param commitment what the public log will show of it, base64
 * @param receipt where its receipt will be; who has this address can read the choice
 * @param pendingUntil where the owner of the address has to confirm it by mail, until when; left out otherwise
 */
@Schema(
        name = "RecordedChoice",
        requiredProperties = {"eventId", "receipt"})
@JsonInclude(JsonInclude.Include.NON_NULL)
record RecordedChoice(
        @Schema(description = "The event's id. With an Idempotency-Key every try of one choice has the same.")
        String eventId,

        @Schema(
                description =
                        "The server's time, which counts. Not there with an Idempotency-Key: an earlier try may be"
                                + " the one that counts, and the receipt says its time.")
        @Nullable
        Instant recordedAt,

        @Schema(
                description =
                        "What the public log will show of it, base64. Not there with an Idempotency-Key: the receipt"
                                + " has it.")
        @Nullable
        String commitment,

        @Schema(format = "uri", description = "Where the receipt will be. Who has this address can read the choice.")
        String receipt,

        @Schema(
                description =
                        "Until when the owner of the address can confirm it by mail. Not there where nobody has to.")
        @Nullable
        Instant pendingUntil) {

    /** The record as JSON. By hand, because it is written for every choice; nothing in it needs an escape. */
    String json() {
        StringBuilder json = new StringBuilder(320);
        json.append("{\"eventId\":\"").append(eventId).append('"');
        append(json, "recordedAt", recordedAt == null ? null : Times.text(recordedAt));
        append(json, "commitment", commitment);
        append(json, "receipt", receipt);
        append(json, "pendingUntil", pendingUntil == null ? null : Times.text(pendingUntil));
        return json.append('}').toString();
    }

    private static void append(StringBuilder json, String member, @Nullable String value) {
        if (value != null) {
            json.append(",\"").append(member).append("\":\"").append(value).append('"');
        }
    }
}
