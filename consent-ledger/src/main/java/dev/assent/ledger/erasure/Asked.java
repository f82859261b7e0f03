package dev.assent.ledger.erasure;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import dev.assent.events.SubjectRequestAnswered.Outcome;
import dev.assent.events.SubjectRequestIssued.Decision;
import dev.assent.events.SubjectRequestIssued.Right;
import dev.assent.ledger.log.LogId;
import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * A request and what became of it here. It names entries of logs, and no subject.
 *
 * @param order the id under which it is found
 * @param site the site's id
 * @param request the reference that the data protection officer knows it by
 * @param right which right is exercised
 * @param decision how far an erasure goes; null where the site's rule decides
 * @param lifted whether it ends a restriction
 * @param reason why it was decided so
 * @param askedAt when it was asked
 * @param orders the records on {@code consent.events} that carry it out
 * @param outcome what came of it; null until it is done
 * @param keptUntil when the proofs that an erasure kept are gone as well; null where it kept none
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Asked(
        UUID order,
        String site,
        String request,
        Right right,
        @Nullable Decision decision,
        boolean lifted,
        @Nullable String reason,
        Instant askedAt,
        @JsonIgnore List<Order> orders,
        @Nullable Outcome outcome,
        @Nullable Instant keptUntil) {

    /**
     * A record that carries a request out.
     *
     * @param log the name of the log that it becomes an entry of
     * @param eventId its event
     * @param erases whether it is the erasure itself, and not the withdrawal before it
     */
    record Order(String log, UUID eventId, boolean erases) {

        LogId logId() {
            return LogId.parse(log).orElseThrow();
        }
    }
}
