package dev.assent.ledger.receipt;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;

import java.util.List;

/**
 * What a visitor gets for a choice: the event, and the proof that it is in the log. Nobody need trust it: the commitment
 * follows from the event, the proof leads from the commitment to the checkpoint, and the key that signs checkpoints is
 * pinned beforehand.
 *
 * @param log the log's name
 * @param index the entry's place
 * @param event the event's bytes, base64; absent once erased
 * @param readable the same event as JSON; absent once erased
 * @param commitment what the log shows of it, base64
 * @param proof the inclusion proof, base64, from the leaf upwards
 * @param checkpoint the signed note that the proof leads to, with the cosignatures that it has
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@SuppressWarnings("ArrayRecordComponent")
public record Receipt(
        String log,
        long index,
        byte @Nullable [] event,
        @Nullable JsonNode readable,
        byte[] commitment,
        List<byte[]> proof,
        String checkpoint) {}
