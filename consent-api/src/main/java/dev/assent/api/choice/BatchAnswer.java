package dev.assent.api.choice;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.assent.foundation.problem.Problem;
import jakarta.ws.rs.core.HttpHeaders;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.List;

/**
 * What became of a batch.
 *
 * @param recorded how many items Kafka has
 * @param notRecorded how many it has not, or nobody knows
 * @param items one for each item, in the same order
 */
@Schema(name = "BatchAnswer")
record BatchAnswer(int recorded, int notRecorded, List<Item> items) {

    /**
     * What became of an item.
     *
     * @param status 202, or the status that the choice would have got by itself
     * @param eventId see {@link RecordedChoice}
     * @param recordedAt see {@link RecordedChoice}
     * @param commitment see {@link RecordedChoice}
     * @param receipt see {@link RecordedChoice}
     * @param problem why it was not recorded (RFC 9457)
     * @param retryAfter when to send it again, in seconds
     */
    @Schema(name = "BatchItemAnswer", requiredProperties = "status")
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Item(
            int status,
            @Nullable String eventId,
            @Nullable Instant recordedAt,
            @Nullable String commitment,
            @Nullable String receipt,

            @Schema(type = org.eclipse.microprofile.openapi.annotations.enums.SchemaType.OBJECT) @Nullable
            Problem problem,

            @Nullable Long retryAfter) {

        static Item of(Outcome outcome) {
            return switch (outcome) {
                case Outcome.Recorded(RecordedChoice choice) ->
                    new Item(
                            202,
                            choice.eventId(),
                            choice.recordedAt(),
                            choice.commitment(),
                            choice.receipt(),
                            null,
                            null);
                case Outcome.Refused(Problem problem) ->
                    new Item(problem.getStatusCode(), null, null, null, null, problem, retryAfter(problem));
            };
        }

        boolean isRecorded() {
            return status == 202;
        }

        private static @Nullable Long retryAfter(Problem problem) {
            return problem.getHeaders().get(HttpHeaders.RETRY_AFTER) instanceof Number seconds
                    ? seconds.longValue()
                    : null;
        }
    }

    static BatchAnswer of(List<Item> items) {
        int recorded = Math.toIntExact(items.stream().filter(Item::isRecorded).count());
        return new BatchAnswer(recorded, items.size() - recorded, items);
    }
}
