package dev.assent.notifier.deadline;

import java.time.LocalDate;
import java.util.Map;

/** The public holidays of countries. */
public interface PublicHolidays {

    /** Whether there is a calendar of this country (ISO 3166-1 alpha-2). */
    boolean knows(String country);

    /** The holidays that hold in the whole country in that year, by date, with their English names; empty if unknown. */
    Map<LocalDate, String> of(String country, int year);
}
