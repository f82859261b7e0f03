package dev.assent.registry.importing;

import java.net.URI;
import java.time.Period;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.IllformedLocaleException;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The forms that single values of a site's file may have; each throws {@link RuntimeException} for anything else. */
final class Forms {

    static final String ID = "lower-case letters, digits and hyphens";
    static final String COUNTRY = "a country as ISO 3166-1 alpha-2, for example CZ";
    static final String LANGUAGE = "a BCP 47 language tag, for example fr";
    static final String URL = "an address that starts with https:// or http://";
    static final String ORIGIN = "a web origin such as https://www.example.test, without a path";
    static final String PERIOD = "an ISO 8601 period, for example P6M";
    static final String EVIDENCE_PERIOD = "an ISO 8601 period of at most 100 years, for example P3Y";
    static final String ZONE = "an IANA time zone, for example Europe/Prague";

    static final String JURISDICTION = "EU, a country such as CH, or a part of one such as US-CA (ISO 3166)";
    static final String HTTPS = "an address that starts with https://";

    private static final Pattern JURISDICTION_PATTERN = Pattern.compile("([A-Z]{2})(?:-[A-Z0-9]{1,3})?");
    private static final int MOST_MONTHS = 1200;
    private static final int MOST_DAYS = 36_600;
    private static final Pattern ID_PATTERN = Pattern.compile("[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?");
    private static final Set<String> LANGUAGES = Set.of(Locale.getISOLanguages());
    private static final Set<String> COUNTRIES = Set.of(Locale.getISOCountries());

    private Forms() {}

    static String id(String text) {
        return checked(ID_PATTERN.matcher(text).matches(), text);
    }

    static String country(String text) {
        return checked(COUNTRIES.contains(text), text);
    }

    static String language(String text) {
        try {
            Locale locale = new Locale.Builder().setLanguageTag(text).build();
            return checked(locale.toLanguageTag().equals(text) && LANGUAGES.contains(locale.getLanguage()), text);
        } catch (IllformedLocaleException e) {
            throw new IllegalArgumentException(text, e);
        }
    }

    static String url(String text) {
        URI uri = URI.create(text);
        return checked(isWeb(uri) && uri.getHost() != null, text);
    }

    static String origin(String text) {
        URI uri = URI.create(text);
        String origin = uri.getScheme() + "://" + uri.getRawAuthority();
        return checked(isWeb(uri) && uri.getHost() != null && uri.getUserInfo() == null && text.equals(origin), text);
    }

    static String jurisdiction(String text) {
        Matcher parts = JURISDICTION_PATTERN.matcher(text);
        return checked(text.equals("EU") || (parts.matches() && COUNTRIES.contains(parts.group(1))), text);
    }

    static String https(String text) {
        return checked(text.startsWith("https://"), url(text));
    }

    static Period period(String text) {
        Period period = Period.parse(text);
        checked(!period.isZero() && !period.isNegative(), text);
        return period;
    }

    /** What every service can add to a date. */
    static Period evidencePeriod(String text) {
        Period period = period(text);
        checked(period.toTotalMonths() <= MOST_MONTHS && period.get(ChronoUnit.DAYS) <= MOST_DAYS, text);
        return period;
    }

    static String zone(String text) {
        return ZoneId.of(text).getId();
    }

    private static boolean isWeb(URI uri) {
        return "https".equals(uri.getScheme()) || "http".equals(uri.getScheme());
    }

    private static String checked(boolean fits, String text) {
        if (!fits) {
            throw new IllegalArgumentException(text);
        }
        return text;
    }
}
