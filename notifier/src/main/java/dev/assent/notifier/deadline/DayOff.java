package dev.assent.notifier.deadline;

import java.time.LocalDate;

/**
 * A day on which no period ends.
 *
 * @param date the day
 * @param why the weekday's or the holiday's English name
 */
public record DayOff(LocalDate date, String why) {}
