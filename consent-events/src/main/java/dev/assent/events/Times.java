package dev.assent.events;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.JsonSerializer;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.module.SimpleModule;

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

    private static final class AsText<T> extends JsonSerializer<T> {
        @Override
        public void serialize(T value, JsonGenerator json, SerializerProvider context) throws IOException {
            json.writeString(value.toString());
        }
    }

    private static final class InstantFromText extends JsonDeserializer<Instant> {
        @Override
        public Instant deserialize(JsonParser json, DeserializationContext context) throws IOException {
            String text = textOf(json, context, Instant.class);
            try {
                if (UTC.matcher(text).matches()) {
                    return Instant.parse(text);
                }
            } catch (DateTimeException e) {
                // The digits stand right, but no calendar has this time.
            }
            throw context.weirdStringException("", Instant.class, "not a time in UTC");
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
