package dev.assent.ledger.receipt;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.FormatStyle;
import java.util.Locale;

/**
 * Times as people write them.
 *
 * @param zone whose clock is shown: the site's
 * @param locale whose way of writing
 */
record ShownTimes(ZoneId zone, Locale locale) {

    /** A day. */
    String day(Instant time) {
        return DateTimeFormatter.ofLocalizedDate(FormatStyle.LONG)
                .withLocale(locale)
                .format(time.atZone(zone));
    }

    /** A day and the second; with the zone, since the reader need not live in the site's. */
    String moment(Instant time) {
        return new DateTimeFormatterBuilder()
                .append(DateTimeFormatter.ofLocalizedDate(FormatStyle.LONG))
                .appendPattern(", HH:mm:ss z")
                .toFormatter(locale)
                .format(time.atZone(zone));
    }
}
