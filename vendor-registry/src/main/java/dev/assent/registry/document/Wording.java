package dev.assent.registry.document;

import dev.assent.registry.site.Lifetime;
import dev.assent.registry.text.Variable;

import java.time.Duration;
import java.time.LocalDate;
import java.time.Period;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * How one language says things: texts by key, and dates, durations and countries as that language writes them.
 *
 * @param language BCP 47 tag
 * @param texts the version's texts in that language
 */
record Wording(String language, Map<String, String> texts) {

    /** Day before month: plain English is not American English. */
    private static final Locale WORLD_ENGLISH = Locale.forLanguageTag("en-001");

    private static final long HOURS_PER_DAY = 24;
    private static final int MONTHS_PER_YEAR = 12;

    String text(String key) {
        return texts.getOrDefault(key, "");
    }

    /** The words of this language; empty where there are none. */
    String of(Map<String, String> byLanguage) {
        return byLanguage.getOrDefault(language, "");
    }

    String date(LocalDate date) {
        return DateTimeFormatter.ofLocalizedDate(FormatStyle.LONG)
                .withLocale(language.equals("en") ? WORLD_ENGLISH : locale())
                .format(date);
    }

    String country(String code) {
        return Locale.of("", code).getDisplayCountry(locale());
    }

    String lifetime(Lifetime lifetime) {
        if (lifetime.session()) {
            return text("lifetime.session");
        }
        Duration duration = lifetime.duration();
        if (duration.isZero()) {
            return period(lifetime.period());
        }
        return duration.toMinutes() % 60 == 0
                ? counted("hour", duration.toHours())
                : counted("minute", duration.toMinutes());
    }

    /** A period in the unit that people say: 24 months stay months, a whole day is not 24 hours. */
    String period(Period period) {
        List<String> parts = new ArrayList<>();
        long months = period.get(ChronoUnit.MONTHS);
        long years = period.get(ChronoUnit.YEARS);
        if (years > 0 && months > 0) {
            months += years * MONTHS_PER_YEAR;
            years = 0;
        }
        add(parts, "year", years);
        add(parts, "month", months);
        add(parts, "day", period.get(ChronoUnit.DAYS));
        return parts.isEmpty() ? counted("hour", HOURS_PER_DAY) : String.join(" ", parts);
    }

    private void add(List<String> parts, String unit, long count) {
        if (count > 0) {
            parts.add(counted(unit, count));
        }
    }

    private String counted(String unit, long count) {
        return Variable.NUMBER.fill(text("unit." + unit + (count == 1 ? ".one" : ".other")), Long.toString(count));
    }

    private Locale locale() {
        return Locale.forLanguageTag(language);
    }
}
