package dev.assent.api.confirmation;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

import java.time.Instant;

/**
 * The answer to a confirmation.
 *
 * @param eventId its id, the same for the same link
 * @param recordedAt the server's time of this try; the first counts
 * @param receipt where its receipt will be; who has this address can read the choice
 */
@Schema(name = "Confirmed")
record Confirmed(String eventId, Instant recordedAt, String receipt) {}
