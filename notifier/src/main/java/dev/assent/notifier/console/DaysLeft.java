package dev.assent.notifier.console;

import dev.assent.notifier.request.RequestSummary.Due;

import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;

/**
 * How long a request has.
 *
 * @param days from today to the last day, in the site's zone; below zero when it is over
 */
record DaysLeft(long days) {

    private static final int SOON = 7;

    static DaysLeft of(Due due, Clock clock) {
        LocalDate today = LocalDate.ofInstant(clock.instant(), ZoneId.of(due.timeZone()));
        return new DaysLeft(ChronoUnit.DAYS.between(today, due.date()));
    }

    boolean over() {
        return days < 0;
    }

    boolean soon() {
        return days <= SOON;
    }

    String words() {
        if (days == 0) {
            return "today";
        }
        long count = Math.abs(days);
        String unit = count == 1 ? " day" : " days";
        return days < 0 ? count + unit + " late" : count + unit + " left";
    }

    /** The tag's colour; the words say the same. */
    String urgency() {
        return over() ? "bad" : soon() ? "warn" : "";
    }
}
