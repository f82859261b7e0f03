package dev.assent.api.choice;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.assent.foundation.problem.Problem;
import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * An item of a batch, before the choice in it is checked.
 *
 * @param choice the choice as a browser would send it
 * @param person the site's own id of the person whose choice it is; null where the choice says whose it is
 * @param keys what it is repeated by: one, or none
 * @param whose what tells its subject from the others of the batch
 */
@SuppressWarnings("ArrayRecordComponent")
record BatchItem(byte[] choice, @Nullable String person, List<String> keys, String whose) {

    private static final String ITEMS = "choices";
    private static final String PERSON = "person";
    private static final String KEY = "idempotencyKey";
    private static final List<String> OTHERS = List.of("subjectSecret", "address");

    private static final JsonFactory TOKENS = JsonFactory.builder()
            .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
            .build();
    private static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            // So that a number is written again as it was read.
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
            .build();

    /**
     * Cuts a batch into the bytes of its items, so that a bad one hurts no other.
     *
     * @throws Problem 400 if it is no batch, 413 {@code too-many-items}
     */
    static List<byte[]> cut(byte[] body, int most) {
        // Beforehand: the reader would take other encodings, in which its offsets are not the body's.
        StrictJson.check(body);
        List<byte[]> items = new ArrayList<>();
        try (JsonParser parser = TOKENS.createParser(body)) {
            boolean batch = parser.nextToken() == JsonToken.START_OBJECT
                    && ITEMS.equals(parser.nextFieldName())
                    && parser.nextToken() == JsonToken.START_ARRAY;
            if (!batch) {
                throw ChoiceProblems.noBatch();
            }
            while (parser.nextToken() != JsonToken.END_ARRAY) {
                if (items.size() == most) {
                    throw ChoiceProblems.tooManyItems(most);
                }
                int start = Math.toIntExact(parser.currentTokenLocation().getByteOffset());
                parser.skipChildren();
                parser.finishToken();
                items.add(Arrays.copyOfRange(
                        body, start, Math.toIntExact(parser.currentLocation().getByteOffset())));
            }
            if (parser.nextToken() != JsonToken.END_OBJECT || parser.nextToken() != null || items.isEmpty()) {
                throw ChoiceProblems.noBatch();
            }
            return items;
        } catch (JsonProcessingException e) {
            throw ChoiceProblems.malformed(e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Reads an item.
     *
     * @throws Problem 400
     */
    static BatchItem read(byte[] bytes) {
        StrictJson.check(bytes);
        try {
            if (!(MAPPER.readTree(bytes) instanceof ObjectNode item)) {
                throw ChoiceProblems.malformed("An item is one JSON object.");
            }
            String person = take(item, PERSON);
            String key = take(item, KEY);
            String whose = PERSON + ' ' + person;
            for (String other : OTHERS) {
                if (item.has(other) && person != null) {
                    throw ChoiceProblems.invalid(PERSON, "State one of person and " + other + ".");
                }
                whose = item.path(other).isTextual()
                        ? other + ' ' + item.path(other).textValue().strip()
                        : whose;
            }
            return new BatchItem(MAPPER.writeValueAsBytes(item), person, key == null ? List.of() : List.of(key), whose);
        } catch (JsonProcessingException e) {
            throw ChoiceProblems.malformed(e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static @Nullable String take(ObjectNode item, String member) {
        JsonNode value = item.remove(member);
        if (value == null || value.isNull()) {
            return null;
        }
        if (!value.isTextual()) {
            throw ChoiceProblems.invalid(member, "It is a text.");
        }
        return value.textValue();
    }

    /** Shows nothing: the item says who it is. */
    @Override
    public String toString() {
        return "BatchItem[…]";
    }
}
