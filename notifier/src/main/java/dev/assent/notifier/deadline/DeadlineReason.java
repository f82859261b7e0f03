package dev.assent.notifier.deadline;

import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Says in plain English why a deadline falls on its day. */
public final class DeadlineReason {

    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("EEEE d MMMM uuuu", Locale.ENGLISH);
    private static final DateTimeFormatter SHORT_DAY = DateTimeFormatter.ofPattern("d MMMM", Locale.ENGLISH);
    private static final String LAW = "GDPR Art. 12(3); Regulation 1182/71 Art. 3.";

    private DeadlineReason() {}

    /** The reason, a few sentences. */
    public static String of(Deadline deadline) {
        StringBuilder reason = new StringBuilder("Received on ")
                .append(DAY.format(deadline.receivedOn()))
                .append(" (")
                .append(deadline.timeZone().getId())
                .append("), a day that is not counted. The month ends on ")
                .append(DAY.format(deadline.monthEndsOn()));
        if (deadline.monthEndsOn().getDayOfMonth() != deadline.receivedOn().getDayOfMonth()) {
            reason.append(", the last day, since that month has no ")
                    .append(
                            deadline.receivedOn().getDayOfMonth() == 31
                                    ? "31st"
                                    : deadline.receivedOn().getDayOfMonth() + "th");
        }
        reason.append(". ");
        if (!deadline.passedOver().isEmpty()) {
            reason.append("No period ends on a day off (")
                    .append(daysOff(deadline.passedOver()))
                    .append("), so it runs to the next working day, ")
                    .append(DAY.format(deadline.dueOn()))
                    .append(". ");
        }
        if (!deadline.holidaysKnown()) {
            reason.append("No calendar of public holidays is known for ")
                    .append(deadline.country())
                    .append(": only weekends are skipped. ");
        }
        return reason.append(LAW).toString();
    }

    private static String daysOff(List<DayOff> days) {
        return days.stream().map(day -> named(day.date(), day.why())).collect(Collectors.joining(", "));
    }

    private static String named(LocalDate date, String why) {
        return SHORT_DAY.format(date) + ": " + why;
    }
}
