package dev.assent.api.link;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

import java.time.Instant;

/**
 * The answer once Kafka has the link.
 *
 * @param eventId the event's id
 * @param recordedAt the server's time; missing under an Idempotency-Key, where an earlier try may be what stands
 * @param linked whether the link begins or ends
 */
@Schema(name = "RecordedLink")
@JsonInclude(JsonInclude.Include.NON_NULL)
record RecordedLink(String eventId, @Nullable Instant recordedAt, boolean linked) {}
