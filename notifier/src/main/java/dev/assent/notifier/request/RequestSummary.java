package dev.assent.notifier.request;

import dev.assent.notifier.deadline.DayOff;
import dev.assent.notifier.deadline.Deadline;
import dev.assent.notifier.deadline.DeadlineReason;
import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.UUID;

/**
 * A request as it stands in lists.
 *
 * @param id UUIDv7
 * @param reference its name for people, for example {@code R-7K3M-9QX2}
 * @param site whose it is
 * @param sender the address of the person who wrote; empty where the mail names none
 * @param senderName the name beside it
 * @param subject of the first mail
 * @param language BCP 47 tag of the language that they wrote
 * @param status how far it has come, as a lower-case word: the states of RequestStatus
 * @param receivedAt when the site's mail server took the first mail
 * @param deadline by when it must be answered
 */
public record RequestSummary(
        UUID id,
        String reference,
        String site,
        String sender,
        @Nullable String senderName,
        String subject,
        String language,
        String status,
        Instant receivedAt,
        Due deadline) {

    /**
     * The last day, and why it is that day.
     *
     * @param date the last day
     * @param at the first instant that is too late
     * @param timeZone in which days are counted
     * @param receivedOn the day of receipt, which is not counted
     * @param monthEndsOn where the month ends
     * @param passedOver the days off between that and the last day
     * @param reason all of it in a few sentences
     */
    public record Due(
            LocalDate date,
            Instant at,
            String timeZone,
            LocalDate receivedOn,
            LocalDate monthEndsOn,
            List<DayOff> passedOver,
            String reason) {}

    static RequestSummary of(SubjectRequest request) {
        Deadline deadline = request.deadline();
        return new RequestSummary(
                request.id(),
                request.reference(),
                request.site(),
                request.sender(),
                request.senderName(),
                request.subject(),
                request.language(),
                request.status().name().toLowerCase(Locale.ROOT),
                request.receivedAt(),
                new Due(
                        deadline.dueOn(),
                        deadline.dueAt(),
                        deadline.timeZone().getId(),
                        deadline.receivedOn(),
                        deadline.monthEndsOn(),
                        deadline.passedOver(),
                        DeadlineReason.of(deadline)));
    }
}
