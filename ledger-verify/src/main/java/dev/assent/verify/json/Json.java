package dev.assent.verify.json;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A JSON value, with the look-ups that say what is wrong when something else stands there. */
public sealed interface Json {

    /** An object; members in the order in which they stand. */
    record Obj(Map<String, Json> members) implements Json {
        /** Keeps a copy in order. */
        public Obj {
            members = Collections.unmodifiableMap(new LinkedHashMap<>(members));
        }
    }

    /** An array. */
    record Arr(List<Json> elements) implements Json {
        /** Keeps a copy. */
        public Arr {
            elements = List.copyOf(elements);
        }
    }

    /** A string. */
    record Str(String text) implements Json {}

    /** A number. */
    record Num(BigDecimal value) implements Json {}

    /** True or false. */
    record Bool(boolean value) implements Json {}

    /** {@code null}. */
    record Nothing() implements Json {}

    /**
     * Reads one value that fills the whole text (RFC 8259); an object with two members of one name is refused.
     *
     * @throws JsonException if the text is not JSON
     */
    static Json parse(String text) throws JsonException {
        return new JsonReader(text).read();
    }

    /** A member of this object, if it is there and not null. */
    default Optional<Json> find(String name) throws JsonException {
        if (!(this instanceof Obj(Map<String, Json> members))) {
            throw new JsonException("an object was expected where “" + name + "” is looked for");
        }
        return Optional.ofNullable(members.get(name)).filter(value -> !(value instanceof Nothing));
    }

    /** A member of this object that must be there. */
    default Json get(String name) throws JsonException {
        return find(name).orElseThrow(() -> new JsonException("there is no “" + name + "”"));
    }

    /** A string member that must be there. */
    default String text(String name) throws JsonException {
        if (get(name) instanceof Str(String text)) {
            return text;
        }
        throw new JsonException("“" + name + "” is not a string");
    }

    /** A whole-number member that must be there. */
    default long number(String name) throws JsonException {
        if (get(name) instanceof Num(BigDecimal value)) {
            try {
                return value.longValueExact();
            } catch (ArithmeticException e) {
                // Said below.
            }
        }
        throw new JsonException("“" + name + "” is not a whole number");
    }

    /** An array member that must be there. */
    default List<Json> list(String name) throws JsonException {
        if (get(name) instanceof Arr(List<Json> elements)) {
            return elements;
        }
        throw new JsonException("“" + name + "” is not an array");
    }

    /** An array of strings that must be there. */
    default List<String> texts(String name) throws JsonException {
        List<String> texts = new ArrayList<>();
        for (Json element : list(name)) {
            if (!(element instanceof Str(String text))) {
                throw new JsonException("“" + name + "” holds something that is not a string");
            }
            texts.add(text);
        }
        return texts;
    }
}
