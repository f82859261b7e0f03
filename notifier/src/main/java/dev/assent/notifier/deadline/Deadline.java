package dev.assent.notifier.deadline;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;

/**
 * The last day on which a request may be answered, with the steps that lead to it.
 *
 * @param receivedOn the day of receipt in the zone; it is not counted
 * @param monthEndsOn the same date of the next month, or that month's last day
 * @param dueOn the first working day from there
 * @param dueAt the end of that day's last hour: the first instant that is too late
 * @param timeZone IANA zone in which the days are counted
 * @param country ISO 3166-1 alpha-2, whose holidays count
 * @param holidaysKnown whether there is a calendar of that country; without it only weekends are skipped
 * @param passedOver the days between {@code monthEndsOn} and {@code dueOn}, in order; empty if they are the same
 */
public record Deadline(
        LocalDate receivedOn,
        LocalDate monthEndsOn,
        LocalDate dueOn,
        Instant dueAt,
        ZoneId timeZone,
        String country,
        boolean holidaysKnown,
        List<DayOff> passedOver) {

    /** Copies the list. */
    public Deadline {
        passedOver = List.copyOf(passedOver);
    }
}
