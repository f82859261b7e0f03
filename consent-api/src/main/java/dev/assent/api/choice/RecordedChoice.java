package dev.assent.api.choice;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

import java.net.URI;
import java.time.Instant;

/**
 * The answer once Kafka has the choice.
 *
 * @param eventId the event's id
 * @param recordedAt the server's time, which counts
 * @param commitment what the public log will show of it, base64
 * @param receipt where its receipt will be; who has this address can read the choice
 */
@Schema(name = "RecordedChoice")
record RecordedChoice(String eventId, Instant recordedAt, String commitment, URI receipt) {}
