package dev.assent.api.importing;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.cfg.CoercionAction;
import com.fasterxml.jackson.databind.cfg.CoercionInputShape;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.type.LogicalType;
import dev.assent.foundation.problem.Problem;
import org.jspecify.annotations.Nullable;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;

/** Newline-delimited JSON: one object for each line. Empty lines are passed over. */
final class JsonLines implements Lines {

    private static final String MALFORMED = "malformed-line";

    private static final ObjectReader READER = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.FAIL_ON_NUMBERS_FOR_ENUMS)
            .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
            .withCoercionConfig(LogicalType.Textual, config -> {
                config.setCoercion(CoercionInputShape.Integer, CoercionAction.Fail);
                config.setCoercion(CoercionInputShape.Float, CoercionAction.Fail);
                config.setCoercion(CoercionInputShape.Boolean, CoercionAction.Fail);
            })
            .build()
            .readerFor(Row.class);

    private final InputStream in;
    private final int longest;
    private final ByteArrayOutputStream line = new ByteArrayOutputStream();
    private long number;

    JsonLines(InputStream in, int longest) {
        this.in = new BufferedInputStream(in);
        this.longest = longest;
    }

    @Override
    public @Nullable Line next() throws IOException {
        while (readLine()) {
            number++;
            if (line.size() > longest) {
                return new Line(
                        number,
                        new Line.Unreadable(
                                new Refusal("line-too-long", "", "A line has %d bytes at most.".formatted(longest))));
            }
            byte[] bytes = line.toByteArray();
            if (!new String(bytes, java.nio.charset.StandardCharsets.ISO_8859_1).isBlank()) {
                return new Line(number, read(bytes));
            }
        }
        return null;
    }

    /** Takes a line into the buffer, of a line that is too long one byte too many; false at the end. */
    private boolean readLine() throws IOException {
        line.reset();
        int read = in.read();
        if (read < 0) {
            return false;
        }
        while (read >= 0 && read != '\n') {
            if (line.size() <= longest) {
                line.write(read);
            }
            read = in.read();
        }
        return true;
    }

    private static Line.Content read(byte[] bytes) throws IOException {
        try {
            Row row = READER.readValue(bytes);
            return row == null ? malformed("", "A line is one JSON object.") : new Line.Choice(row);
        } catch (UnrecognizedPropertyException e) {
            return malformed(Problem.named(e.getPropertyName()), "There is no such member.");
        } catch (JsonMappingException e) {
            return e.getPath().isEmpty()
                    ? malformed("", "A line is one JSON object.")
                    : malformed(path(e), "This member has the wrong form.");
        } catch (JsonProcessingException e) {
            return malformed("", "The line is not well-formed JSON in UTF-8, or names a member twice.");
        } catch (java.io.CharConversionException e) {
            return malformed("", "The line is not UTF-8.");
        }
    }

    private static Line.Unreadable malformed(String member, String detail) {
        return new Line.Unreadable(new Refusal(MALFORMED, member, detail));
    }

    private static String path(JsonMappingException e) {
        return e.getPath().stream()
                .map(step -> step.getFieldName() == null ? "[]" : Problem.named(step.getFieldName()))
                .collect(java.util.stream.Collectors.joining("."));
    }
}
