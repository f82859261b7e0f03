package dev.assent.notifier.deadline;

import jakarta.enterprise.context.ApplicationScoped;
import org.jspecify.annotations.Nullable;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.TextStyle;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The period in which a request must be answered: one month from receipt (GDPR Art. 12(3)), counted as Regulation (EEC,
 * Euratom) No 1182/71 counts: the day of receipt is not counted (Art. 3(1)); the period ends with the last hour of the
 * same date of the next month, or of that month's last day where it has no such date (Art. 3(2)(c)); if that is a public
 * holiday, a Sunday or a Saturday, it ends with the last hour of the next working day (Art. 3(4)).
 */
@ApplicationScoped
public class ResponsePeriod {

    private final PublicHolidays holidays;

    /** Counts with these holidays. */
    public ResponsePeriod(PublicHolidays holidays) {
        this.holidays = holidays;
    }

    /**
     * The deadline of something received now.
     *
     * @param receivedAt when it reached us
     * @param zone in which days are counted
     * @param country the controller's, ISO 3166-1 alpha-2
     */
    public Deadline from(Instant receivedAt, ZoneId zone, String country) {
        LocalDate receivedOn = receivedAt.atZone(zone).toLocalDate();
        // plusMonths gives the month's last day where the date does not exist: Art. 3(2)(c).
        LocalDate monthEndsOn = receivedOn.plusMonths(1);
        List<DayOff> passedOver = new ArrayList<>();
        LocalDate dueOn = monthEndsOn;
        for (String why = whyOff(dueOn, country); why != null; why = whyOff(dueOn, country)) {
            passedOver.add(new DayOff(dueOn, why));
            dueOn = dueOn.plusDays(1);
        }
        // The next day's first instant rather than 23:59:59: some zones skip midnight when summer time begins.
        Instant dueAt = dueOn.plusDays(1).atStartOfDay(zone).toInstant();
        return new Deadline(receivedOn, monthEndsOn, dueOn, dueAt, zone, country, holidays.knows(country), passedOver);
    }

    private @Nullable String whyOff(LocalDate day, String country) {
        String holiday = holidays.of(country, day.getYear()).get(day);
        if (holiday != null) {
            return holiday;
        }
        DayOfWeek weekday = day.getDayOfWeek();
        return weekday == DayOfWeek.SATURDAY || weekday == DayOfWeek.SUNDAY
                ? weekday.getDisplayName(TextStyle.FULL, Locale.ENGLISH)
                : null;
    }
}
