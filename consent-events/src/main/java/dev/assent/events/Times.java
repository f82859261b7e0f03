package dev.assent.events;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.JsonSerializer;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.module.SimpleModule;
import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.Period;
import java.util.regex.Pattern;

/**
 * Times and periods in exactly one wire form: RFC 3339 in UTC with a four-digit year (what every database can hold), and
 * ISO 8601 periods. Numbers are not times.
 */
public final class Times {

    private static final Pattern UTC = Pattern.compile("\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:\\d{2}(?:\\.\\d{1,9})?Z");

    private static final String TO_THE_SECOND = "0000-00-00T00:00:00Z";
    private static final String WITH_MILLIS = "0000-00-00T00:00:00.000Z";
    private static final int SECONDS_OF_DAY = 86_400;
    private static final int NANOS_OF_MILLI = 1_000_000;

    private Times() {}

    static SimpleModule module() {
        return new SimpleModule("assent-times")
                .addSerializer(Instant.class, new AsText<>())
                .addSerializer(Period.class, new AsText<>())
                .addDeserializer(Instant.class, new InstantFromText())
                .addDeserializer(Period.class, new PeriodFromText());
    }

    /** A time in its wire form; the same as {@link Instant#toString}, in less time. */
    public static String text(Instant time) {
        StringBuilder text = new StringBuilder(30);
        append(text, time);
        return text.toString();
    }

    /** Appends what {@link Instant#toString} gives. By hand for the years that have four digits: every choice has several. */
    static void append(StringBuilder text, Instant time) {
        LocalDate date = LocalDate.ofEpochDay(Math.floorDiv(time.getEpochSecond(), SECONDS_OF_DAY));
        int millis = time.getNano() / NANOS_OF_MILLI;
        if (date.getYear() < 1000 || date.getYear() > 9999 || time.getNano() != millis * NANOS_OF_MILLI) {
            text.append(time);
            return;
        }
        int second = (int) Math.floorMod(time.getEpochSecond(), (long) SECONDS_OF_DAY);
        text.append(date.getYear());
        two(text, '-', date.getMonthValue());
        two(text, '-', date.getDayOfMonth());
        two(text, 'T', second / 3_600);
        two(text, ':', second / 60 % 60);
        two(text, ':', second % 60);
        if (millis > 0) {
            text.append('.').append((char) ('0' + millis / 100));
            two(text, millis % 100);
        }
        text.append('Z');
    }

    private static void two(StringBuilder text, char before, int number) {
        text.append(before);
        two(text, number);
    }

    private static void two(StringBuilder text, int number) {
        text.append((char) ('0' + number / 10)).append((char) ('0' + number % 10));
    }

    /**
     * The time that a text in the wire form means; null for any other text, and for digits that no calendar has. By hand
     * for what {@link #text} writes.
     */
    static @Nullable Instant instant(String text) {
        try {
            if (isPlain(text)) {
                LocalDate date = LocalDate.of(number(text, 0, 4), number(text, 5, 7), number(text, 8, 10));
                int second = number(text, 11, 13) * 3_600 + number(text, 14, 16) * 60 + number(text, 17, 19);
                int millis = text.length() == WITH_MILLIS.length() ? number(text, 20, 23) : 0;
                return Instant.ofEpochSecond(
                        date.toEpochDay() * SECONDS_OF_DAY + second, (long) millis * NANOS_OF_MILLI);
            }
            return UTC.matcher(text).matches() ? Instant.parse(text) : null;
        } catch (DateTimeException e) {
            return null;
        }
    }

    /** Whether it is a time to the second or millisecond, and none of the hours, minutes and seconds that need a calendar. */
    private static boolean isPlain(String text) {
        int length = text.length();
        if (length != WITH_MILLIS.length() && length != TO_THE_SECOND.length()) {
            return false;
        }
        String form = length == WITH_MILLIS.length() ? WITH_MILLIS : TO_THE_SECOND;
        for (int at = 0; at < length; at++) {
            char c = text.charAt(at);
            char like = form.charAt(at);
            if (Character.isDigit(like) ? c < '0' || c > '9' : c != like) {
                return false;
            }
        }
        return number(text, 11, 13) < 24 && number(text, 14, 16) < 60 && number(text, 17, 19) < 60;
    }

    private static int number(String text, int from, int to) {
        int number = 0;
        for (int at = from; at < to; at++) {
            number = 10 * number + text.charAt(at) - '0';
        }
        return number;
    }

    private static final class AsText<T> extends JsonSerializer<T> {
        @Override
        public void serialize(T value, JsonGenerator json, SerializerProvider context) throws IOException {
            json.writeString(value.toString());
        }
    }

    private static final class InstantFromText extends JsonDeserializer<Instant> {
        @Override
        public Instant deserialize(JsonParser json, DeserializationContext context) throws IOException {
            Instant time = instant(textOf(json, context, Instant.class));
            if (time == null) {
                throw context.weirdStringException("", Instant.class, "not a time in UTC");
            }
            return time;
        }
    }

    private static final class PeriodFromText extends JsonDeserializer<Period> {
        @Override
        public Period deserialize(JsonParser json, DeserializationContext context) throws IOException {
            try {
                return Period.parse(textOf(json, context, Period.class));
            } catch (DateTimeException e) {
                throw context.weirdStringException("", Period.class, "not a period");
            }
        }
    }

    private static String textOf(JsonParser json, DeserializationContext context, Class<?> type) throws IOException {
        if (!json.hasToken(JsonToken.VALUE_STRING)) {
            throw context.wrongTokenException(json, type, JsonToken.VALUE_STRING, "must be a text");
        }
        return json.getText();
    }
}
