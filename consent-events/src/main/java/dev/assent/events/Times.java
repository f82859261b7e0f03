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
import java.time.Period;
import java.util.regex.Pattern;

/**
 * Times and periods in exactly one wire form: RFC 3339 in UTC with a four-digit year (what every database can hold), and
 * ISO 8601 periods. Numbers are not times.
 */
final class Times {

    private static final Pattern UTC = Pattern.compile("\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:\\d{2}(?:\\.\\d{1,9})?Z");

    private Times() {}

    static SimpleModule module() {
        return new SimpleModule("assent-times")
                .addSerializer(Instant.class, new AsText<>())
                .addSerializer(Period.class, new AsText<>())
                .addDeserializer(Instant.class, new InstantFromText())
                .addDeserializer(Period.class, new PeriodFromText());
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
