package dev.assent.notifier.deadline;

import de.focus_shift.jollyday.core.Holiday;
import de.focus_shift.jollyday.core.HolidayManager;
import de.focus_shift.jollyday.core.HolidayType;
import de.focus_shift.jollyday.core.ManagerParameters;
import jakarta.enterprise.context.ApplicationScoped;

import java.time.LocalDate;
import java.time.Year;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Holidays from Jollyday's calendars. Regional holidays are left out: a period then ends earlier, never too late. */
@ApplicationScoped
class JollydayHolidays implements PublicHolidays {

    private record CountryYear(String country, int year) {}

    private final Map<CountryYear, Map<LocalDate, String>> known = new ConcurrentHashMap<>();

    @Override
    public boolean knows(String country) {
        return HolidayManager.getSupportedCalendarCodes().stream().anyMatch(country::equalsIgnoreCase);
    }

    @Override
    public Map<LocalDate, String> of(String country, int year) {
        return known.computeIfAbsent(new CountryYear(country.toLowerCase(Locale.ROOT), year), this::read);
    }

    private Map<LocalDate, String> read(CountryYear wanted) {
        if (!knows(wanted.country())) {
            return Map.of();
        }
        HolidayManager calendar = HolidayManager.getInstance(ManagerParameters.create(wanted.country()));
        Map<LocalDate, String> days = new HashMap<>();
        for (Holiday holiday : calendar.getHolidays(Year.of(wanted.year()))) {
            if (holiday.getType() == HolidayType.PUBLIC_HOLIDAY) {
                days.put(holiday.getDate(), holiday.getDescription(Locale.ENGLISH));
            }
        }
        return Map.copyOf(days);
    }
}
