package dev.assent.ledger.history;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;

/**
 * One event.
 *
 * @param log the log that holds it
 * @param index its place there
 * @param superseded whether it is a choice that never took effect: late, pending after an answer, imported after one
 * @param event the event as it was recorded
 * @param receipt the address of its receipt
 * @param shown what had been shown; null for what is no choice
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Item(
        String log,
        long index,
        boolean superseded,
        JsonNode event,
        String receipt,
        @Nullable Shown shown) {}
