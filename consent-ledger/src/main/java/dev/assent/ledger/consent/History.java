package dev.assent.ledger.consent;

import com.fasterxml.jackson.databind.JsonNode;

import java.util.List;

/**
 * What is kept of a subject at a site.
 *
 * @param site the site's id
 * @param subject the subject in its wire form
 * @param events newest first, 500 at most
 */
public record History(String site, String subject, List<Item> events) {

    /**
     * One event.
     *
     * @param log the log that holds it
     * @param index its place there
     * @param superseded whether it is a choice that never took effect: late, pending after an answer, imported after one
     * @param event the event as it was recorded
     */
    public record Item(String log, long index, boolean superseded, JsonNode event) {}
}
