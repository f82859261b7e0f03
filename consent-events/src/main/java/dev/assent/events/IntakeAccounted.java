package dev.assent.events;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.List;

/**
 * What a producer run has told its callers so far, so that the ledger can hold its entries against it: for each
 * partition, 202s ≤ entries and duplicates ≤ 202s and unknown outcomes. Counts never go down; the newest account of a run
 * takes the place of those before.
 *
 * @param eventId UUIDv7
 * @param recordedAt the server's time, UTC, to the millisecond
 * @param run the producer run, see {@link ProducerPosition#run()}
 * @param partitions one for each partition that the run has sent to, in their order
 * @param ended whether this is the run's last account; a run that was killed has none
 * @param generation the {@link Generation} that the partitions are of; null in accounts that do not say it, which are of the
 *     ledger's present one
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record IntakeAccounted(
        String eventId,
        Instant recordedAt,
        String run,
        List<Count> partitions,
        boolean ended,
        @Nullable Integer generation)
        implements Event {

    /** The type's name on the wire. */
    public static final String TYPE = "assent.intake-accounted.v1";

    /**
     * What became of the records to one partition.
     *
     * @param partition the partition of {@link Topic#CONSENT_EVENTS}, from 0
     * @param accepted how many Kafka has acknowledged and callers were told are recorded
     * @param unknown how many Kafka has neither acknowledged nor refused in time
     */
    public record Count(int partition, long accepted, long unknown) {}
}
